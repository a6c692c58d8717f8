"""Source code → the markup that Material styles, with Pygments' classes."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from proofolio.notebooks.output import drop_forbidden

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

# Colouring a file of this size would take seconds, and nobody reads it.
_LONGEST = 200_000
_MAGIC = re.compile(r"%%(?P<name>[\w!]+)[^\n]*\n")
_MAGIC_LANGUAGES = {
    "bash": "bash", "sh": "bash", "!": "bash", "script": "bash", "html": "html", "svg": "xml",
    "javascript": "javascript", "js": "javascript", "latex": "latex", "markdown": "markdown",
    "sql": "sql", "R": "r", "ruby": "ruby", "perl": "perl", "cython": "cython", "writefile": "text",
}  # fmt: skip
_ALIASES = {"ipython": "python", "ipython3": "python", "python3": "python", "r-4": "r"}
# Names, spaces and signs have the colour of text: they would be nine of ten elements of a page,
# and phones pay for each. What a lexer does not know, as it does no `%magic`, is no error of the
# author's.
_PLAIN = re.compile(r'<span class="(?:err|n|o|p|w)">([^<]*)</span>')
_NAME = re.compile(r"[\w+#.-]{1,30}")


def highlight_block(source: str, language: str, label: str = "") -> str:
    """Return a block of code; `label` is what screen readers call the part that scrolls.

    Material measures each `pre > code`, and lays the page out anew after every one.
    """
    source = drop_forbidden(source).strip("\n")
    name = language_name(language)
    named = f' tabindex="0" role="group" aria-label="{escape(label)}"' if label else ""
    return (
        f'<div class="language-{name} highlight"><pre><span class="pf-listing"{named}>'
        f"<code>{highlight(source, name)}\n</code></span></pre></div>"
    )


def highlight(source: str, language: str) -> str:
    """Return escaped source with a span for each token that has a colour."""
    magic = _MAGIC.match(source)
    if magic and magic["name"] in _MAGIC_LANGUAGES:
        first = escape(magic[0], quote=False)
        rest = highlight(source[magic.end() :], _MAGIC_LANGUAGES[magic["name"]])
        return f'<span class="c1">{first}</span>{rest}'
    lexer = _lexer(language_name(language)) if len(source) <= _LONGEST else None
    if lexer is None:
        return escape(source, quote=False)
    import pygments

    colored = pygments.highlight(source, lexer, _formatter()).removesuffix("\n")
    return _PLAIN.sub(r"\1", colored)


def language_name(language: str) -> str:
    """Return the name of a language as a class has it; `text` for what can be none."""
    name = language.strip().lower()
    return _ALIASES.get(name, name) if _NAME.fullmatch(name) else "text"


@cache
def _lexer(name: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    if name == "text":
        return None
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
