"""Rendered texts of the last build, kept by content, one file a page."""

import json
import tempfile
from pathlib import Path

from proofolio.notebooks.store import write_whole


class TextCache(dict[str, str]):
    """HTML by key; only what was asked for since `load` is kept on `save`."""

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
