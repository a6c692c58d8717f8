"""Who may find hand-written pages and notebooks: `visibility` in their front matter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from proofolio.errors import Problem, display_path
from proofolio.hosts.mkdocs.notebooks.files import files_of_site
from proofolio.hosts.mkdocs.notebooks.options import notebook_setting
from proofolio.hosts.mkdocs.site import site_root
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.pages.secret import REPAIR, Key, read_key
from proofolio.read.text import place_of

_KINDS = ("public", "unlisted", "draft")
_VALUE = re.compile(r"^visibility[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)|\b(?:href|src)=[\"']([^\"']+)|^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)"
    # The card of a page, in its front matter.
    r"|^[ \t\"]*(?:card|picture)[ \t]*:[ \t]*[\"']?([^\s\"'\\]+)",
    re.MULTILINE,
)
_INDEX = ("index.md", "README.md", "index.ipynb")
_TAKE_OUT = "take it out: the address is for those to whom you send it"


@dataclass(frozen=True)
class Written:
    """Pages and files by their paths in docs_dir.

    `unlisted` are pages, each with its folder of the site, `along` files that go there with them,
    each with its address; `drafts` are pages and the files that go with them.
    """

    unlisted: Mapping[str, str] = field(default_factory=dict)
    drafts: frozenset[str] = frozenset()
    along: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def hides(self, source: str) -> bool:
        """Whether nothing may lead to a page or file."""
        return source in self.unlisted or source in self.along


def read_written(config: MkDocsConfig) -> Written:
    """Read who may find which page. Never raises for mistakes: they are its problems."""
    return _Reader(config).read()


class _Reader:
    def __init__(self, config: MkDocsConfig) -> None:
        self._config, self._docs = config, Path(config.docs_dir)
        self._root = site_root(config)
        self._files = sorted(files_of_site(config))
        self._said: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._problems: list[Problem] = []

    def read(self) -> Written:
        self._setting = notebook_setting(self._config)
        self._pages = [name for name in self._files if self._is_page(name)]
        for source in self._pages:
            self._read_page(source)
        hidden = [source for source in self._pages if self._said.get(source) == "unlisted"]
        key = read_key(self._root) if hidden else Key(b"")
        folders = {source: key.folder("page", source.rpartition(".")[0]) for source in hidden}
        drafts = {source for source, said in self._said.items() if said == "draft"}
        along: dict[str, str] = {}
        for source, folder in folders.items():
            if key.found:
                self._complain(
                    source, "a key for the address of what is unlisted", key.found, REPAIR
                )
            along |= {name: f"{folder}{inside}" for name, inside in self._beside(source)}
        for source in [*drafts]:
            drafts |= {name for name, _ in self._beside(source)}
        written = Written(folders, frozenset(drafts), along, self._titles)
        if hidden:
            self._check_menu(written)
            self._check_links(written)
        return Written(
            folders, frozenset(drafts), along, self._titles, tuple(sorted(set(self._problems)))
        )

    def _is_page(self, name: str) -> bool:
        return name.endswith(".md") or bool(self._setting and name.endswith(".ipynb"))

    def _read_page(self, source: str) -> None:
        """Note what a page says; what is no word for it is a mistake, and never public."""
        data = self._bytes(source)
        if b"visibility" not in data.lower():
            return
        meta = self._meta(source, data)
        said = next((meta[key] for key in meta if key.lower() == "visibility"), None)
        if said is None:
            return
        self._said[source] = str(said)
        self._titles[source] = str(meta.get("title") or source)
        if said not in _KINDS:
            expected = f"one of {', '.join(_KINDS)}"
            self._complain(source, expected, f'"{said}"', "write one of them")
        elif said != "public" and posixpath.dirname(source) == "" and source in _INDEX:
            repair = "write `visibility: public`, or nothing"
            self._complain(source, "a home page that everybody may find", f'"{said}"', repair)

    def _bytes(self, source: str) -> bytes:
        """A file; nothing of one that cannot be read, which is told by those who publish it."""
        try:
            return (self._docs / source).read_bytes()
        except OSError:
            return b""

    def _meta(self, source: str, data: bytes) -> Mapping[str, Any]:
        """The front matter; of one that is no YAML, what it says of this alone."""
        if source.endswith(".ipynb"):
            return self._meta_of_notebook(source)
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        body, meta = get_data(text)
        is_broken = not meta and text.startswith("---")
        head = text.split("---", 2)[1] if is_broken else text[: len(text) - len(body)]
        found = _VALUE.search(head)
        if found:
            self._places[source] = place_of(text, found.start(1) + 3 * is_broken)
        title = _TITLE.search(body)
        named = {"title": title[1]} if title else {}
        return {**named, **({"visibility": found[1]} if found and is_broken else meta)}

    def _meta_of_notebook(self, source: str) -> Mapping[str, Any]:
        assert self._setting  # noqa: S101 - else it is no page
        cache = Path(self._config.plugins["proofolio/notebooks"].config.cache_dir)
        try:
            page = NotebookStore(cache / "notebooks").page(
                self._docs / source, self._setting.render
            )
        except NotebookError:
            return {}  # told where it is shown
        return page.front_matter

    def _beside(self, source: str) -> Iterator[tuple[str, str]]:
        """The files that go along with a page that has a folder for itself, and their paths there.

        Other pages of the folder have to say themselves who may find them.
        """
        folder, name = posixpath.split(source)
        if name not in _INDEX or not folder:
            return
        for other in self._files:
            if not other.startswith(f"{folder}/") or other == source:
                continue
            if other not in self._pages:
                yield other, other.removeprefix(f"{folder}/")
            elif other not in self._said:
                found = f"none, in the folder of {source}, which is {self._said[source]}"
                repair = "add `visibility: unlisted`, `draft` or `public` to its front matter"
                self._complain(other, "a `visibility` of its own", found, repair)

    def _check_menu(self, written: Written) -> None:
        for source in _leaves(self._config.nav):
            if written.hides(source):
                name = display_path(Path(self._config.config_file_path), self._root)
                expected, found = "a menu of pages that everybody may find", f'"{source}"'
                self._problems.append(
                    Problem(name, 1, 1, expected, f"{found}, which is unlisted", _TAKE_OUT)
                )

    def _check_links(self, written: Written) -> None:
        """Links to what is unlisted, and files that would give an unlisted page away."""
        texts = {
            source: self._bytes(source).decode("utf-8-sig", "replace")
            for source in self._files
            if source.endswith((".md", ".css", ".yml", ".ipynb"))
        }
        public = "\n".join(text for source, text in texts.items() if source not in written.unlisted)
        # A logo, for example, is named there.
        public += Path(self._config.config_file_path).read_text("utf-8", "replace")
        for source in self._pages:
            if source in written.drafts:
                continue
            is_notebook = source.endswith(".ipynb")
            text = texts[source].replace('\\"', '"') if is_notebook else texts[source]
            for link in _LINK.finditer(text):
                said = self._mistake(source, link, written, public)
                if said and not (is_notebook and source not in written.unlisted):
                    place = (1, 1) if is_notebook else place_of(text, link.start())
                    self._complain(source, *said, place)

    def _mistake(
        self, source: str, link: re.Match[str], written: Written, public: str
    ) -> tuple[str, str, str] | None:
        """What is expected of a link, what is found, and the repair; None for a good one."""
        address = next(filter(None, link.groups()))
        # That of a card counts from the folder of all pages.
        target = posixpath.normpath(address) if link[4] else _target(source, address)
        folder = written.unlisted.get(source)
        if target != source and written.hides(target):
            if folder and written.along.get(target, "").startswith(folder):
                return None
            return "a page that everybody may find", f'"{target}", which is unlisted', _TAKE_OUT
        if folder and target in self._files and link[2]:
            found = f'"{address}" in HTML, which leads elsewhere from its secret address'
            return "a link in Markdown", found, "write it as `[…](…)` or `![…](…)`"
        if folder and self._gives_away(target, public):
            found = f'"{target}", which would stand at an address that can be guessed'
            stem, suffix = posixpath.splitext(source)
            repair = f"move both into a folder of their own: {stem}/index{suffix}"
            return "a file of the page's own folder", found, repair
        return None

    def _gives_away(self, target: str, public: str) -> bool:
        """Whether a file is published for an unlisted page alone."""
        if target not in self._files or target in self._pages:
            return False
        return posixpath.basename(target) not in public

    def _complain(
        self,
        source: str,
        expected: str,
        found: str,
        repair: str,
        place: tuple[int, int] | None = None,
    ) -> None:
        name = display_path(self._docs / source, self._root)
        line, column = place or self._places.get(source, (1, 1))
        self._problems.append(Problem(name, line, column, expected, found, repair))


def _target(source: str, address: str) -> str:
    """The path in docs_dir that a link of a page leads to."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return posixpath.normpath(path[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _leaves(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _leaves(item)
