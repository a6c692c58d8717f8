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

from proofolio.notebooks.store import write_whole

LIBRARIES = "assets/proofolio/libraries/"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of a library; `uri` is its address from the site's root, which tells its content."""

    uri: str
    path: Path


# The folder for what has to be made first, and what charts ask for: the version that wrote them,
# if it matters, and parts of the library.
Finder = Callable[[Path, str], Collection[Path]]

_PACKAGES = MappingProxyType({"plotly": "plotly", "vega": "vl-convert-python", "bokeh": "bokeh"})
# In the order in which they stand on each other.
_BOKEH_PARTS = ("gl", "widgets", "tables", "mathjax")


def _find_plotly(_cache: Path, _wanted: str) -> Collection[Path]:
    return find_package_files("plotly", "package_data/plotly.min.js")


def _find_vega(cache: Path, _wanted: str) -> Collection[Path]:
    """Return Vega, Vega-Lite and vega-embed as one file, made once for each vl-convert."""
    installed = package_version(_PACKAGES["vega"])
    if not installed:
        return ()
    file = cache / f"vl-convert-{installed}" / "vega.min.js"
    if not file.is_file():
        import vl_convert  # lazy: 84 MB of browser engine

        bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        write_whole(file, bundle.encode())
    return (file,)


def _find_bokeh(_cache: Path, wanted: str) -> Collection[Path]:
    """Return BokehJS; another minor version would read the documents wrong."""
    version, *parts = wanted.split(" ")
    if version.split(".")[:2] != package_version("bokeh").split(".")[:2]:
        return ()
    names = ["bokeh", *(f"bokeh-{part}" for part in _BOKEH_PARTS if part in parts)]
    return find_package_files("bokeh", *(f"server/static/js/{name}.min.js" for name in names))


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {"plotly": _find_plotly, "vega": _find_vega, "bokeh": _find_bokeh}
)


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
        """Return the files of each library that a page needs (`plotly`, `bokeh 3.7.2 gl`)."""
        found: dict[str, tuple[LibraryFile, ...]] = {}
        for need in sorted(needs):
            if need not in self._found:
                self._found[need] = self._find(need)
            name = need.partition(" ")[0]
            if files := self._found[need]:
                found[name] = tuple(dict.fromkeys([*found.get(name, ()), *files]))
            else:
                asked = self._missing.setdefault(_package(need), [])
                asked += [] if notebook in asked else [notebook]
        return found

    def warnings(self) -> list[str]:
        """Return one sentence for each library that is not installed."""
        return [
            f"{', '.join(notebooks)}: expected {package.replace('==', ' ')} for its charts, found "
            f"{_installed(package)}, so they stay still; pip install {_advice(package)}, or set "
            "`charts: still`"
            for package, notebooks in self._missing.items()
        ]

    def _find(self, need: str) -> tuple[LibraryFile, ...]:
        name, _, wanted = need.partition(" ")
        finder = self._finders.get(name)
        return tuple(_describe(path) for path in finder(self._cache, wanted)) if finder else ()


def _package(need: str) -> str:
    """Return the package that would do, with its version where only one does: `bokeh==3.7.2`."""
    name, _, wanted = need.partition(" ")
    package = _PACKAGES.get(name, name)
    return f"{package}=={wanted.split()[0]}" if name == "bokeh" and wanted.strip() else package


def _installed(package: str) -> str:
    return package_version(package.partition("==")[0]) or "none"


def _advice(package: str) -> str:
    return package if "==" in package else '"proofolio[charts]"'


def _describe(path: Path) -> LibraryFile:
    status = path.stat()
    digest = _hash(path, status.st_size, status.st_mtime_ns)[:8]
    stem, _, suffix = path.name.partition(".")
    return LibraryFile(f"{LIBRARIES}{stem}.{digest}.{suffix}", path)


@cache
def _hash(path: Path, _size: int, _mtime: int) -> str:
    """Return the hash of a file; `serve` asks after each edit, and the files are of megabytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
