"""The scripts that charts need, as installed Python packages bring them along.

Nothing is imported: the packages take up to a second each, and only their files matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

FOLDER = "assets/proofolio/libraries/"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of a library; `uri` is its address from the site's root, which tells its content."""

    uri: str
    path: Path


# The folder for what has to be made first, and the version that charts ask for, if they do.
Finder = Callable[[Path, str], Collection[Path]]


def _find_plotly(_cache: Path, _version: str) -> Collection[Path]:
    return find_package_files("plotly", "package_data/plotly.min.js")


FINDERS: Mapping[str, Finder] = MappingProxyType({"plotly": _find_plotly})


def find_package_files(package: str, *names: str) -> Collection[Path]:
    """Return files of an installed package; none unless all of them are there."""
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    for folder in folders:
        files = [Path(folder) / name for name in names]
        if all(file.is_file() for file in files):
            return files
    return ()


def package_version(package: str) -> str:
    """Return the version of an installed package, or an empty string."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class Libraries:
    """Finds each library once for all pages of a build, and remembers who asked in vain.

    `cache` is a folder for what finders make.
    """

    def __init__(self, cache: Path, finders: Mapping[str, Finder] = FINDERS) -> None:
        self._cache, self._finders = cache, finders
        self._found: dict[str, tuple[LibraryFile, ...]] = {}
        self._missing: dict[str, list[str]] = {}

    def find(self, needs: Collection[str], notebook: str) -> dict[str, tuple[LibraryFile, ...]]:
        """Return the files of each library that a page needs (`plotly`, `bokeh 3.7.2`)."""
        found: dict[str, tuple[LibraryFile, ...]] = {}
        for need in sorted(needs):
            if need not in self._found:
                self._found[need] = self._find(need)
            name = need.partition(" ")[0]
            if files := self._found[need]:
                found.setdefault(name, files)
            else:
                asked = self._missing.setdefault(name, [])
                asked += [] if notebook in asked else [notebook]
        return found

    def warnings(self) -> list[str]:
        """Return one sentence for each library that is not installed."""
        return [
            f"{', '.join(notebooks)}: expected the Python package of {name} for interactive charts, "
            'found none, so they stay still; pip install "proofolio[charts]", or set `charts: still`'
            for name, notebooks in self._missing.items()
        ]

    def _find(self, need: str) -> tuple[LibraryFile, ...]:
        name, _, wanted = need.partition(" ")
        finder = self._finders.get(name)
        return tuple(_describe(path) for path in finder(self._cache, wanted)) if finder else ()


def _describe(path: Path) -> LibraryFile:
    status = path.stat()
    digest = _hash(path, status.st_size, status.st_mtime_ns)[:8]
    stem, _, suffix = path.name.partition(".")
    return LibraryFile(f"{FOLDER}{stem}.{digest}.{suffix}", path)


@cache
def _hash(path: Path, _size: int, _mtime: int) -> str:
    """Return the hash of a file; `serve` asks after each edit, and the files are of megabytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
