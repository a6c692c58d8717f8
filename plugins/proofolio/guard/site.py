"""A folder that a site generator has written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from proofolio.guard.finding import Place
from proofolio.guard.page import BuiltPage, read_page

_LOC = re.compile(r"<loc>\s*(https?://[^<\s]+)\s*</loc>")


@dataclass(frozen=True)
class BuiltSite:
    """The files of a folder with their sizes in bytes, and its pages.

    `url` is the address that it was built for, with a slash at its end; empty if it says none.
    """

    folder: Path
    name: str
    files: Mapping[str, int]
    pages: Mapping[str, BuiltPage]
    url: str

    @property
    def base(self) -> str:
        """The path that the site is published under, from slash to slash."""
        return urlsplit(self.url).path or "/"

    def place(self, path: str, line: int = 1, column: int = 1) -> Place:
        """A place in a file of the folder."""
        return Place(f"{self.name}/{path}", line, column)

    def read(self, path: str) -> str:
        """The text of a file; nothing where there is none."""
        if path not in self.files:
            return ""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")


def read_site(folder: Path, name: str | None = None) -> BuiltSite:
    """Read a folder; `name` is what messages call it."""
    files = dict(_files(folder, ""))
    pages = {
        path: read_page(path, (folder / path).read_text(encoding="utf-8", errors="replace"))
        for path in files
        if path.endswith(".html")
    }
    called = (name or folder.as_posix()).rstrip("/")
    return BuiltSite(folder, called, files, pages, _address(folder, files, pages))


def find_locations(sitemap: str) -> list[str]:
    """The addresses that a sitemap names."""
    return [loc.replace("&amp;", "&") for loc in _LOC.findall(sitemap)]


def _files(folder: Path, before: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                yield from _files(Path(entry.path), f"{before}{entry.name}/")
            elif entry.is_file():
                yield f"{before}{entry.name}", entry.stat().st_size


def _address(folder: Path, files: Mapping[str, int], pages: Mapping[str, BuiltPage]) -> str:
    """What the home page says, or else the shortest address of the sitemap."""
    home = pages.get("index.html")
    said = home.canonical if home else ""
    if not urlsplit(said).netloc and "sitemap.xml" in files:
        text = (folder / "sitemap.xml").read_text(encoding="utf-8", errors="replace")
        said = min(find_locations(text), key=len, default="")
    said = said.split("?")[0].split("#")[0].removesuffix("index.html")
    parts = urlsplit(said)
    if not parts.netloc:
        return ""
    said = parts._replace(netloc=parts.netloc.lower()).geturl()
    return said if said.endswith("/") else f"{said}/"
