"""Pictures kept by content: each is cleaned, and drawn in its sizes, once.

An answer of the store names files by their hash, in its folder `files`; where one of them is gone,
it is made again.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.store import describe_code, mark_used, write_whole
from proofolio.pages.conversion import processors
from proofolio.pages.pictures.clean import clean_picture
from proofolio.pages.pictures.container import Container, Damaged, Kind

# To decode one that is larger takes hundreds of megabytes: one at a time.
_LARGE = 24_000_000
# Each takes some hundred megabytes for a photo.
_MOST = 4
_DAMAGED = ("a whole picture", "a damaged picture", "make it again and save it")

Answer = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variant:
    """A size of a picture, as a file that stays as long as the cache."""

    width: int
    height: int
    path: Path


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture as it is published: `path` is the author's own file where that says no more.

    `digest` names the author's bytes, `kind` the format; `width` and `height` are as readers see
    it. `webp` has its sizes, smallest first, and `fallback` what stands for them where a browser
    knows no WebP; where that is none, the picture does.
    """

    path: Path
    digest: str
    kind: Kind
    width: int
    height: int
    frames: int
    lossless: bool
    webp: tuple[Variant, ...] = ()
    fallback: Variant | None = None


class PictureStore:
    """Cleans pictures and draws their sizes; threads may share it.

    It lives as long as its plugin: a file that did not change is not read again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self._files = folder, folder / "files"
        self._store = NotebookStore(folder)
        self._maker = f"{describe_code(Path(__file__).parent)}\0{_pillow()}"
        self._seen: dict[tuple[str, int, int], str] = {}
        self._one_large = threading.Lock()

    @cached_property
    def warning(self) -> str:
        """Why no sizes can be drawn here; nothing where they can."""
        lacks = "" if _pillow() else "Pillow is not installed"
        if not lacks:
            # Asked once for each version, since the answer costs the import of Pillow.
            lacks = self._store.kept(f"webp\0{self._maker}", _find_lack)
        return f"{lacks}: pictures are published in one size; install pillow" if lacks else ""

    def clean(self, path: Path) -> Ready:
        """Return a picture without metadata. Raises NotebookError for what is no whole picture."""
        digest = self._digest(path)

        def read(found: Answer) -> Ready:
            own = found.pop("file")
            return Ready(path=self._find(own) if own else path, digest=digest, **found)

        return self._answer(f"clean\0{digest}", lambda: self._cleaned(path), read)

    def draw(self, ready: Ready) -> Ready:
        """Return a clean picture with its sizes. Raises NotebookError where it cannot be decoded.

        Where nothing can draw them, the picture stays in its one size.
        """
        if self.warning:
            return ready

        def read(found: Answer) -> Ready:
            *webp, last = (
                Variant(width, height, self._find(name)) if name else None
                for width, height, name in found["sizes"]
            )
            return replace(ready, webp=tuple(one for one in webp if one), fallback=last)

        return self._answer(f"sizes\0{ready.digest}", lambda: self._drawn(ready), read)

    def clean_all(self, paths: Iterable[Path]) -> dict[Path, Ready | NotebookError]:
        """Clean many at once, by their paths; what is wrong in place of those that cannot be."""
        wanted = [*dict.fromkeys(paths)]
        return dict(zip(wanted, _at_once(self.clean, wanted), strict=True))

    def draw_all(self, pictures: Iterable[Ready]) -> dict[str, Ready | NotebookError]:
        """Draw the sizes of many at once, by their digests; what is wrong in place of some."""
        wanted = {ready.digest: ready for ready in pictures}
        return dict(zip(wanted, _at_once(self.draw, wanted.values()), strict=True))

    def add(self, data: bytes, suffix: str) -> Path:
        """A file for a picture that is in memory."""
        return self._find(self._keep(data, suffix))

    def _digest(self, path: Path) -> str:
        try:
            status = path.stat()
        except OSError:
            read_bytes(path, "a picture")  # says what is wrong
            raise
        stamp = (str(path), status.st_size, status.st_mtime_ns)
        if stamp not in self._seen:
            data = read_bytes(path, "a picture")
            self._seen[stamp] = hashlib.sha256(data).hexdigest()
        return self._seen[stamp]

    def _answer(
        self, question: str, make: Callable[[], Answer], read: Callable[[Answer], Ready]
    ) -> Ready:
        """Return what an answer says, kept or made; one that names files which are gone is none."""
        found: list[Ready] = []

        def holds(answer: str) -> bool:
            try:
                found.append(read(json.loads(answer)))
            except (OSError, KeyError, TypeError, ValueError):
                return False
            return True

        whole = f"{question}\0{self._maker}"
        answer = self._store.kept(whole, lambda: json.dumps(make()), holds)
        return found[0] if found else read(json.loads(answer))

    def _cleaned(self, path: Path) -> Answer:
        data = read_bytes(path, "a picture")
        found = clean_picture(data)
        width, height = found.size
        return {
            "file": self._keep(found.data, path.suffix) if found.data != data else None,
            "kind": found.kind,
            "width": width,
            "height": height,
            "frames": found.frames,
            "lossless": found.lossless,
        }

    def _drawn(self, ready: Ready) -> Answer:
        from proofolio.pages.pictures.variants import make_variants  # lazy: imports Pillow

        container = Container(
            ready.kind, ready.path.read_bytes(), ready.width, ready.height,
            frames=ready.frames, lossless=ready.lossless,
        )  # fmt: skip
        is_large = ready.width * ready.height > _LARGE
        try:
            with self._one_large if is_large else nullcontext():
                made = make_variants(container)
        except Damaged as error:
            raise NotebookError(*_DAMAGED) from error
        sizes = [[one.width, one.height, self._keep(one.data, one.suffix)] for one in made]
        if not made or made[-1].suffix == ".webp":
            sizes.append([0, 0, ""])  # the picture itself stands for its sizes
        return {"sizes": sizes}

    def _keep(self, data: bytes, suffix: str) -> str:
        name = f"{hashlib.sha256(data).hexdigest()}{suffix.lower()}"
        write_whole(self._files / name, data)
        return f"{len(data)}/{name}"

    def _find(self, kept: str) -> Path:
        """The file that an answer names. Raises OSError where it is not there, or not whole."""
        size, _, name = kept.partition("/")
        path = self._files / name
        if path.stat().st_size != int(size):
            raise FileNotFoundError(name)
        mark_used(path)
        return path


def _at_once(make: Callable[[T], Ready], wanted: Iterable[T]) -> Iterator[Ready | NotebookError]:
    """Yield what is made of each, or what is wrong with it."""

    def attempt(one: T) -> Ready | NotebookError:
        try:
            return make(one)
        except NotebookError as error:
            return error

    # Pillow lets go of Python's lock while it works, and so do hashes.
    with ThreadPoolExecutor(min(processors(), _MOST)) as pool:
        yield from pool.map(attempt, wanted)


def _find_lack() -> str:
    from proofolio.pages.pictures.draw import HAS_WEBP  # lazy: imports Pillow

    return "" if HAS_WEBP else "Pillow was built without WebP"


def _pillow() -> str:
    """Its version; nothing where it is not installed."""
    try:
        return version("pillow")
    except PackageNotFoundError:
        return ""
