"""The raster pictures of a site that MkDocs builds: all that is published, whoever brought it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.errors import Problem, display_path
from proofolio.hosts.mkdocs.notebooks.files import files_of_site
from proofolio.hosts.mkdocs.site import site_root
from proofolio.notebooks import NotebookError
from proofolio.pages.pictures import (
    PictureStore,
    Ready,
    Variant,
    deliver,
    find_addresses,
    tells_place,
)
from proofolio.pages.secret import folder_apart
from proofolio.pages.urls import relative

_SUFFIXES = (".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".avif")
# What nobody takes anything out of, and what its author can do.
_RAW = {
    **dict.fromkeys((".heic", ".heif", ".tif", ".tiff"), "save it as JPEG, PNG or WebP"),
    **dict.fromkeys(
        (".mp4", ".m4v", ".mov"),
        "show it as `clip:` in a study, or copy it with `ffmpeg -i … -map_metadata -1 -c copy …`",
    ),
}
_FOLDER = "assets/pictures"


class SitePictures:
    """The pictures of one build."""

    def __init__(self, config: MkDocsConfig, store: PictureStore, *, responsive: bool) -> None:
        self._config, self._store, self._responsive = config, store, responsive
        self._base = urlsplit(config.site_url or "").path
        self._ready: dict[str, Ready] = {}

    @cached_property
    def _names(self) -> list[str]:
        return sorted(files_of_site(self._config))

    def check(self) -> list[Problem]:
        """Find what is wrong with the pictures in docs_dir, before the site is touched."""
        docs, root = Path(self._config.docs_dir), site_root(self._config)
        names = (name for name in self._names if _is_picture(name))
        found = self._store.clean_all(docs / name for name in names)
        return [
            _problem(display_path(path, root), error)
            for path, error in found.items()
            if isinstance(error, NotebookError)
        ]

    def warnings(self) -> list[str]:
        """Why no sizes can be drawn, if any are wanted; and files that say where they were made."""
        lacks = [self._store.warning] if self._responsive and self._store.warning else []
        docs, root = Path(self._config.docs_dir), site_root(self._config)
        for name in self._names:
            repair = _RAW.get(posixpath.splitext(name)[1].lower())
            if repair and tells_place(docs / name):
                place = display_path(docs / name, root)
                lacks.append(f"{place} says where it was taken, and is published so; {repair}")
        return lacks

    def publish(self, files: Files, pages: Iterable[Page]) -> list[Problem]:
        """Publish every picture without its metadata, and what pages show in its sizes, too.

        Gives what is wrong with those that only drawing finds.
        """
        own = {file.dest_uri: file for file in files if self._is_own(file)}
        paths = {uri: self._path(file) for uri, file in own.items()}
        cleaned, problems = self._store.clean_all(paths.values()), []
        for uri, path in paths.items():
            ready = cleaned[path]
            if isinstance(ready, Ready):
                self._ready[uri] = ready
                _replace(own[uri], ready, path)
            elif own[uri].src_dir != self._config.docs_dir:  # else `check` has told
                problems.append(_problem(uri, ready))
        return [*problems, *(self._draw(pages, files) if self._responsive else ())]

    def deliver(self, html: str, page: Page) -> str:
        """A page with its pictures in the sizes that were drawn."""
        return deliver(
            html,
            lambda address: self._ready.get(self._target(address, page)),
            lambda variant: relative(_uri(variant, page), page.url),
        )

    def _draw(self, pages: Iterable[Page], files: Files) -> list[Problem]:
        shown: dict[str, list[Page]] = {}
        for page in pages:
            for uri in self._shown(page):
                shown.setdefault(uri, []).append(page)
        drawn = self._store.draw_all(self._ready[uri] for uri in sorted(shown))
        problems = []
        for uri in sorted(shown):
            ready = drawn[self._ready[uri].digest]
            if isinstance(ready, NotebookError):
                problems.append(_problem(uri, ready))
                continue
            self._ready[uri] = ready
            variants = [one for one in (*ready.webp, ready.fallback) if one]
            addresses = {_uri(one, page): one for page in shown[uri] for one in variants}
            for address, variant in addresses.items():
                if not files.get_file_from_path(address):
                    path = str(variant.path)
                    files.append(File.generated(self._config, address, abs_src_path=path))
        return problems

    def _shown(self, page: Page) -> Iterator[str]:
        for address in find_addresses(page.content or ""):
            if (uri := self._target(address, page)) in self._ready:
                yield uri

    def _target(self, address: str, page: Page) -> str:
        """The file of the site that an address on a page leads to; nothing for other places."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return ""
        path = unquote(parts.path)
        if path.startswith("/"):
            return path.removeprefix(self._base or "/").lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(unquote(page.url)), path))

    def _is_own(self, file: File) -> bool:
        """Whether it is a picture, and not of a theme, which publishes its own as they are."""
        own = (self._config.docs_dir, self._config.theme.custom_dir, None)
        return _is_picture(file.src_uri) and file.src_dir in own

    def _path(self, file: File) -> Path:
        if file.abs_src_path:
            return Path(file.abs_src_path)
        return self._store.add(file.content_bytes, posixpath.splitext(file.src_uri)[1])


def _is_picture(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def _replace(file: File, ready: Ready, path: Path) -> None:
    if not file.abs_src_path:
        file.content_bytes = ready.path.read_bytes()
    elif ready.path != path:
        file.abs_src_path = str(ready.path)


def _uri(variant: Variant, page: Page) -> str:
    """The address of a size on a page; the hash of its bytes is the name of its file."""
    name = f"{variant.path.stem[:16]}-{variant.width}{variant.path.suffix}"
    return f"{folder_apart(page.url)}{_FOLDER}/{name}"


def _problem(name: str, error: NotebookError) -> Problem:
    # What is said may be read by anybody, and a secret address would be in it.
    name = name.removeprefix(folder_apart(name))
    return Problem(name, 1, 1, error.expected, error.found, error.repair)
