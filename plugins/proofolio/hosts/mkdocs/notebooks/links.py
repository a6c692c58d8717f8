"""Links in notebooks among the hand-written pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from urllib.parse import quote, unquote

from proofolio.pages.text import TextError
from proofolio.pages.urls import PAGE_SCHEME

Place = Callable[[str, str], str | None]
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class WrittenLinks:
    """What a notebook at `source` may link to: pages and files of the site, and the web."""

    def __init__(self, source: str, files: Collection[str], made: str | None, place: Place) -> None:
        self._folder, self._files = posixpath.dirname(source), files
        self._made, self._place = made, place

    def __call__(self, tag: str, address: str) -> str:
        """The address to write. Raises TextError for what does not exist or may not be shown."""
        if _SCHEME.match(address):
            if tag == "a":
                return address
            repair = "save it beside the notebook: pages load nothing from other hosts"
            raise TextError("a file of the site", f'"{address}"', repair)
        path, hash_sign, fragment = address.partition("#")
        name = unquote(path)
        target = name[1:] if name.startswith("/") else posixpath.join(self._folder, name)
        target = posixpath.normpath(target)
        # Pages of studies are made later; the host then says which are none.
        is_made = self._made and target.startswith(self._made) and target.endswith(".md")
        if target not in self._files and not is_made:
            from proofolio.studies import suggest  # lazy: it takes the models of studies along

            kind = posixpath.splitext(target)[1]
            near = [file for file in self._files if file.endswith(kind)]
            repair = suggest(target, near, "the files of this kind are")
            raise TextError("a file of the site", f'"{name}"', repair)
        if target.endswith(".ipynb") and fragment:
            place = self._place(target, unquote(fragment))
            if place is None:
                repair = "name one of its headings, or a cell by its label"
                raise TextError("a cell or heading of a notebook", f'"{address}"', repair)
            fragment = place
        return f"{PAGE_SCHEME}{quote(target)}{hash_sign}{fragment}"
