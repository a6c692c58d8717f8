"""Markdown of one field → safe HTML that cannot reach beyond its own place on the page.

Each field is rendered on its own, so that an open fence or tag ends with its field; ids get the
field's name in front, so that two fields cannot claim the same one.
"""

from __future__ import annotations

import hashlib
import json
import re
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks.store import describe_code
from proofolio.pages.maths import MathsError, with_mathml
from proofolio.pages.refused import refused_addresses
from proofolio.pages.sanitise import make_cleaner
from proofolio.read import Document
from proofolio.read.document import Loc

if TYPE_CHECKING:
    import nh3

# What texts may use whatever the site has switched on.
_ALWAYS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.arithmatex", "pymdownx.highlight", "pymdownx.superfences",
)  # fmt: skip
# Headings of a field start below the page's own two levels.
_OURS: dict[str, dict[str, Any]] = {
    "toc": {"baselevel": 3},
    "pymdownx.arithmatex": {"generic": True},
}
_MAY_HAVE_HEADINGS = re.compile(r"#|<h[1-6]|\[TOC\]|^[ >]*(?:-+|=+) *$", re.MULTILINE)
# Texts are the whole of what they say: code fences are those of superfences, and a first line
# such as "Note: …" is no metadata.
_NEVER = ("fenced_code", "meta")
# What they make depends on more than the text.
_READ_FILES = ("markdown_include", "mdx_include", "pymdownx.b64", "pymdownx.snippets")
_MADE_BY = ("Markdown", "pymdown-extensions", "Pygments", "math-core", "nh3")
# Without a type it is a field for text, and no list of allowed values can require one.
_UNTYPED_INPUT = re.compile(r"<input(?![^>]* type=)[^>]*>")
# Classes of the page's own parts, and of the theme's.
_NOT_THEIRS = re.compile(r"(?<!\S)(?:pf-(?!maths(?!\S))|md-)\S*")
# One paragraph of words, in which none of these extensions finds anything to do.
_PLAIN = re.compile(
    r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:(?:, |; |\. | | – |-|’|\.)[A-Za-zÀ-ɏ0-9]+)*[.?]?"
)
_USUAL = {
    *_ALWAYS, "fenced_code", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details",
    "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.tabbed",
    "pymdownx.tasklist", "pymdownx.tilde", "sane_lists",
}  # fmt: skip
_ID = re.compile(r"\bid=(?:[\"']([^\"']+)[\"']|([^\s\"'>]+))")
# A word or picture that a reader sees.
_SEEN = re.compile(r"(?:^|>)\s*[^<\s]|<(?:img|hr|math|path|input)\b")
_PER_CENT = re.compile(r"<(pre|code)\b.*?</\1>|(\d) %", re.DOTALL)

Resolve = Callable[[str, str], str | None]


class TextError(ValueError):
    """A text that cannot be rendered; `expected`, `found` and `repair` are for the author.

    It stands for the first mistake of the text; `all` has every one.
    """

    def __init__(self, expected: str, found: str, repair: str) -> None:
        super().__init__(expected, found, repair)
        self.expected, self.found, self.repair = expected, found, repair
        self.all: list[TextError] = [self]


class TextRenderer:
    """Renders texts with a site's Markdown extensions; `cache` maps a text's key to its HTML."""

    def __init__(
        self,
        extensions: Sequence[str] = (),
        configs: Mapping[str, Mapping[str, Any]] | None = None,
        cache: dict[str, str] | None = None,
    ) -> None:
        self.cache = {} if cache is None else cache
        configs = configs or {}
        chosen = {
            name: {**configs.get(name, {}), **_OURS.get(name, {})}
            for name in dict.fromkeys([*extensions, *_ALWAYS])
        }
        self._extensions = [
            name for name in chosen if name.removeprefix("markdown.extensions.") not in _NEVER
        ]
        self._may_keep = not any(name.startswith(_READ_FILES) for name in self._extensions)
        self._configs = {name: config for name, config in chosen.items() if config}
        setup = json.dumps([self._extensions, self._configs], default=_stable_name, sort_keys=True)
        versions = [f"{name} {version(name)}" for name in _MADE_BY]
        code = describe_code(Path(__file__).parent)
        self._setup = hashlib.sha256(f"{code} {versions} {setup}".encode()).hexdigest()
        self._is_usual = _USUAL.issuperset(self._extensions)
        self._converters: dict[bool, markdown.Markdown] = {}
        self._prefix = ""
        self._ids: set[str] = set()
        self._is_own = True
        self._resolve: Resolve = lambda tag, address: address

    def render(
        self,
        text: str,
        prefix: str,
        resolve: Resolve,
        glossary: Mapping[str, str] | None = None,
    ) -> Markup:
        """Render one text. `resolve(tag, address)` gives the address that a link or image gets.

        Raises TextError for maths that cannot be read and whatever `resolve` complains of; it is
        asked about addresses within the page too, unless they are of the text itself.
        """
        used = _used(glossary or {}, text)
        parts = json.dumps([self._setup, text, used])
        key = hashlib.sha256(parts.encode()).hexdigest()[:32]
        done = f"done {key}"
        if self._may_keep and done in self.cache:
            return Markup(self.cache[done])  # noqa: S704 - as below
        self._prefix, self._resolve = prefix, resolve
        self._taken: set[str] = set()
        self._mistakes: list[TextError] = []
        self._is_own = True
        clean = self._clean(self._convert(text, used, key))
        if self._may_keep and self._is_own:
            self.cache.pop(key, None)
            self.cache[done] = clean
        return Markup(clean)  # noqa: S704 - it comes from the cleaner

    def render_field(
        self,
        document: Document,
        text: str,
        loc: Loc,
        resolve: Resolve,
        glossary: Mapping[str, str],
        problems: list[Problem],
    ) -> Markup:
        """Render the text of a field; its mistakes go to `problems`, at their place in the file."""
        prefix = "-".join(str(part) for part in loc).replace("_", "-")
        try:
            return self.render(text, prefix, resolve, glossary)
        except TextError as error:
            problems += [
                document.problem(loc, one.expected, one.repair, one.found) for one in error.all
            ]
            return Markup("")

    def _clean(self, html: str) -> str:
        self._ids = {unescape(quoted or bare) for quoted, bare in _ID.findall(html)}
        clean = self._cleaner.clean(html)
        if self._mistakes:
            first = self._mistakes[0]
            first.all = self._mistakes
            raise first
        clean = _UNTYPED_INPUT.sub("", clean)
        if not _SEEN.search(clean):
            found = "only comments, or HTML that pages leave out"
            raise TextError("a text that shows something", found, "write it, or leave it out")
        return _keep_together(clean)

    @cached_property
    def _cleaner(self) -> nh3.Cleaner:
        """The cleaner, where any text is new."""
        # As in notebooks: what nh3 holds, the garbage collector does not see.
        own = weakref.proxy(self)
        return make_cleaner(lambda *found: own._filter_attribute(*found))

    def _convert(self, text: str, glossary: Mapping[str, str], key: str) -> str:
        if self._may_keep and key in self.cache:
            return self.cache[key]
        wrong: list[MathsError] = []
        html = with_mathml(self._convert_anew(text, glossary), wrong)
        for error in wrong:
            repair = "correct the equation; a dollar sign that is none is written \\$"
            found = f'"{error.latex}" ({error.reason})'
            self._mistakes.append(TextError("an equation in LaTeX", found, repair))
        refused = refused_addresses(html)
        for tag, address in refused:
            self._address(tag, address)
        if self._may_keep and not wrong and not refused:
            self.cache[key] = html
        return html

    def _convert_anew(self, text: str, glossary: Mapping[str, str]) -> str:
        if self._is_usual and not glossary and _PLAIN.fullmatch(text):
            return f"<p>{text}</p>"
        converter = self._converter(bool(_MAY_HAVE_HEADINGS.search(text)))
        converter.reset()
        abbreviations = converter.treeprocessors["abbr"]
        assert isinstance(abbreviations, AbbrTreeprocessor)  # noqa: S101 - it is in _ALWAYS
        abbreviations.abbrs.update(glossary)
        try:
            return converter.convert(text)
        except RecursionError as error:
            # It stopped half-way, in a state that `reset` does not know of.
            self._converters.clear()
            found = "lists, quotes or tags nested without end"
            raise TextError("a text of reasonable depth", found, "flatten it") from error

    def _converter(self, headings: bool) -> markdown.Markdown:
        """The converter; without the extension for headings, which walks every text, if it can."""
        if headings not in self._converters:
            self._converters[headings] = markdown.Markdown(
                extensions=[name for name in self._extensions if headings or name != "toc"],
                extension_configs=self._configs,
            )
        return self._converters[headings]

    def _filter_attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return _NOT_THEIRS.sub("", value).strip() or None
        if name not in ("id", "for", "name", "href", "src"):
            return value
        # What it becomes depends on the place of the text, and on what is there.
        self._is_own = False
        if name == "id":
            return self._own_id(value)
        if name in ("for", "name"):
            return f"{self._prefix}-{value}"
        if value.startswith("#") and unquote(value[1:]) in self._ids:
            return f"#{self._prefix}-{value[1:]}"
        return self._address(tag, value)

    def _address(self, tag: str, value: str) -> str | None:
        try:
            return self._resolve(tag, value)
        except TextError as error:
            # An exception would be swallowed on its way through the cleaner.
            self._mistakes.append(error)
            return None

    def _own_id(self, value: str) -> str | None:
        """The id with the field's name in front; none where the text has it already."""
        if value in self._taken:
            return None
        self._taken.add(value)
        return f"{self._prefix}-{value}"


def _keep_together(html: str) -> str:
    """Keep a number and its per cent sign in one line, outside of code."""
    return _PER_CENT.sub(lambda match: f"{match[2]}\u00a0%" if match[2] else match[0], html)


def _used(glossary: Mapping[str, str], text: str) -> dict[str, str]:
    """Those terms that the text uses: the others change nothing."""
    return {term: meaning for term, meaning in glossary.items() if term in text}


def _stable_name(value: Any) -> str:
    """A name for functions and objects in an extension's options that is the same in each run."""
    kind = value if callable(value) else type(value)
    return f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', repr(kind))}"
