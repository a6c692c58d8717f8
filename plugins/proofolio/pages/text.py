"""Markdown of one field → safe HTML that cannot reach beyond its own place on the page.

Each field is rendered on its own, so that an open fence or tag ends with its field; ids get the
field's name in front, so that two fields cannot claim the same one.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import markdown
from markupsafe import Markup

from proofolio.pages.maths import MathsError, with_mathml
from proofolio.pages.sanitise import make_cleaner

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
_MAY_HAVE_HEADINGS = re.compile(r"#|<h[1-6]|\[TOC\]|^\W*(?:-+|=+) *$", re.MULTILINE)
# Without a type it is a field for text, and no list of allowed values can require one.
_UNTYPED_INPUT = re.compile(r"<input(?![^>]* type=)[^>]*>")
# Classes of the page's own parts.
_OURS_BY_CLASS = re.compile(r"\bpf-(?!maths\b)[\w-]*")
_ID = re.compile(r"\bid=[\"']([^\"']+)[\"']")
# A word or picture that a reader sees.
_SEEN = re.compile(r"(?:^|>)\s*[^<\s]|<(?:img|hr|math|path|input)\b")
_PER_CENT = re.compile(r"<(pre|code)\b.*?</\1>|(\d) %", re.DOTALL)
_FORMAT = 1

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
        self._extensions = [name for name in chosen if name != "fenced_code"]
        self._configs = {name: config for name, config in chosen.items() if config}
        setup = json.dumps([self._extensions, self._configs], default=_stable_name, sort_keys=True)
        versions = f"{_FORMAT} {markdown.__version__}"
        self._setup = hashlib.sha256(f"{versions} {setup}".encode()).hexdigest()
        self._converters: dict[bool, markdown.Markdown] = {}
        self._cleaner = make_cleaner(self._filter_attribute)
        self._prefix = ""
        self._ids: set[str] = set()
        self._resolve: Resolve = lambda tag, address: address

    def render(
        self,
        text: str,
        prefix: str,
        resolve: Resolve,
        glossary: Mapping[str, str] | None = None,
    ) -> Markup:
        """Render one text. `resolve(tag, address)` gives the address that a link or image gets.

        Raises TextError for maths that cannot be read and whatever `resolve` complains of.
        """
        html = self._convert(with_glossary(text, glossary or {}))
        self._prefix, self._ids = prefix, set(_ID.findall(html))
        self._taken: set[str] = set()
        self._mistakes: list[TextError] = []
        self._resolve = resolve
        clean = self._cleaner.clean(html)
        if self._mistakes:
            first = self._mistakes[0]
            first.all = self._mistakes
            raise first
        clean = _UNTYPED_INPUT.sub("", clean)
        if not _SEEN.search(clean):
            found = "only comments, or HTML that pages leave out"
            raise TextError("a text that shows something", found, "write it, or leave it out")
        return Markup(_keep_together(clean))  # noqa: S704 - it comes from the cleaner

    def _convert(self, text: str) -> str:
        key = hashlib.sha256(f"{self._setup}\0{text}".encode()).hexdigest()[:32]
        if key not in self.cache:
            converter = self._converter(bool(_MAY_HAVE_HEADINGS.search(text)))
            converter.reset()
            try:
                self.cache[key] = with_mathml(converter.convert(text))
            except MathsError as error:
                repair = "correct the equation; a dollar sign that is none is written \\$"
                found = f'"{error.latex}" ({error.reason})'
                raise TextError("an equation in LaTeX", found, repair) from error
        return self.cache[key]

    def _converter(self, headings: bool) -> markdown.Markdown:
        """The converter; without the extension for headings, which walks every text, if it can."""
        if headings not in self._converters:
            self._converters[headings] = markdown.Markdown(
                extensions=[name for name in self._extensions if headings or name != "toc"],
                extension_configs=self._configs,
            )
        return self._converters[headings]

    def _filter_attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return self._own_id(value)
        if name in ("for", "name"):
            return f"{self._prefix}-{value}"
        if name == "class":
            return _OURS_BY_CLASS.sub("", value).strip() or None
        if name not in ("href", "src"):
            return value
        if value.startswith("#"):
            return f"#{self._prefix}-{value[1:]}" if value[1:] in self._ids else value
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


def with_glossary(text: str, glossary: Mapping[str, str]) -> str:
    """Add the explanations of those terms that the text uses, for the abbreviation extension."""
    used = [f"*[{term}]: {meaning}" for term, meaning in glossary.items() if term in text]
    return "\n\n".join([text, "\n".join(used)]) if used else text


def _stable_name(value: Any) -> str:
    """A name for functions and objects in an extension's options that is the same in each run."""
    kind = value if callable(value) else type(value)
    return f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', repr(kind))}"
