"""The page of a notebook: what a site decides for it, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Literal

from proofolio.notebooks.draft import CellProblem, Heading, slugify
from proofolio.notebooks.highlight import language_name
from proofolio.notebooks.notebook import Notebook
from proofolio.notebooks.prose import Prose
from proofolio.notebooks.reader import parse_notebook
from proofolio.notebooks.visibility import Code

Charts = Literal["live", "still"]
Scripts = Literal["drop", "click", "frame"]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a site decides for all its notebooks.

    `errors`: a failed cell that is not tagged `raises-exception` is a problem ("stop"), stays
    ("show") or goes ("hide"). `max_output` counts characters. `asset_base` is put before the
    names of files. `words` replace the English ones. `search` reads Markdown cells, code as well,
    or outputs too. `charts` are drawn by their libraries ("live") or not ("still"). HTML that needs
    scripts runs in a frame after a click or at once ("frame"), or is left as what is safe of it
    ("drop").
    """

    errors: Literal["stop", "show", "hide"] = "stop"
    code: Code = "shown"
    max_output: int = 20_000
    asset_base: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    charts: Charts = "live"
    scripts: Scripts = "click"
    search: Literal["prose", "code", "all"] = "prose"


@dataclass(frozen=True, slots=True)
class PageAsset:
    """A file of a page, named by its content; bytes, or a file that has them."""

    name: str
    content: bytes | Path = field(repr=False)

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address as the author wrote it, at `html[start:end]`; `tag` is `a`, `img`, `video` …"""

    tag: str
    address: str
    cell: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """The body of a page: safe to publish once `problems` has no error. Plain data throughout."""

    title: str | None
    front_matter: Mapping[str, Any]
    html: str = field(repr=False)
    headings: tuple[Heading, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict, repr=False)
    assets: tuple[PageAsset, ...] = ()
    prose: tuple[Prose, ...] = field(default=(), repr=False)
    language: str = "python"
    problems: tuple[CellProblem, ...] = ()
    links: tuple[PageLink, ...] = ()
    needs: frozenset[str] = frozenset()
    excerpt: str = field(default="", repr=False)
    imports: tuple[str, ...] = ()

    def find_place(self, name: str) -> str | None:
        """Return the id of what a link calls `#name`: a heading, a cell, or the author's own id."""
        return self.places.get(name) or self.places.get(slugify(name))

    def resolve_links(self, resolve: Callable[[PageLink], str]) -> str:
        """Return the HTML with the address that `resolve` gives for each link."""
        parts, start = [], 0
        for link in self.links:
            parts += [self.html[start : link.start], escape(resolve(link))]
            start = link.end
        return "".join([*parts, self.html[start:]])


def render_notebook(data: bytes, name: str, options: RenderOptions | None = None) -> NotebookPage:
    """Return the page of a notebook's bytes; `name` is its file name, for messages and files.

    Mistakes in cells are `problems` of the page. Raises NotebookError for what is no notebook.
    """
    from proofolio.notebooks.render import render_page  # lazy: most pages are kept

    return render_page(parse_notebook(data, name), options or RenderOptions())


def notebook_language(notebook: Notebook) -> str:
    """Return the language of the notebook's code, as a class has it."""
    info, spec = (notebook.metadata.get(key) for key in ("language_info", "kernelspec"))
    for place, key in ((info, "pygments_lexer"), (info, "name"), (spec, "language")):
        name = place.get(key) if isinstance(place, dict) else None
        if isinstance(name, str) and name.strip():
            return language_name(name)
    return "python"
