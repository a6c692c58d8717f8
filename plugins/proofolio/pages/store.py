"""Rendered texts of the last build, kept by content, one file a page."""

import json
import tempfile
import time
from pathlib import Path

from proofolio.notebooks.store import write_whole


class TextCache(dict[str, str]):
    """HTML by key; only what was asked for, or added, since it was read is kept on `save`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._used: set[str] = set()
        try:
            stored = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            stored = {}
        if isinstance(stored, dict):
            self.update({key: html for key, html in stored.items() if isinstance(html, str)})
        self._stored = frozenset(self)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self._used.add(key)
        return super().__contains__(key)

    def __setitem__(self, key: str, html: str) -> None:
        self._used.add(key)
        super().__setitem__(key, html)

    def save(self) -> None:
        """Write what was used, under a temporary name first; does nothing where nothing changed."""
        if self._used == self._stored:
            return
        kept = {key: self[key] for key in sorted(self._used & self.keys())}
        write_whole(self._path, json.dumps(kept).encode())


def usable_cache(folder: str) -> str:
    """The cache folder, or a temporary one where it cannot be written."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return tempfile.mkdtemp(prefix="proofolio-")


def prune_cache(folder: Path, days: float = 90) -> int:
    """Remove what has not been used for so many days; looks once a day, and returns how many.

    Files of the cache are touched when they are used, or written again when they are missed.
    """
    mark, now = folder / "pruned", time.time()
    try:
        if mark.stat().st_mtime > now - 86_400:
            return 0
    except OSError:
        pass
    removed = 0
    for file in folder.rglob("*"):
        try:
            if file.is_file() and file.stat().st_mtime < now - days * 86_400:
                file.unlink()
                removed += 1
        except OSError:
            continue  # another build was faster
    write_whole(mark, b"")
    return removed
