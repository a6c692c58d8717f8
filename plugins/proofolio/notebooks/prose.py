"""The text of a notebook's Markdown for search: without code, outputs and the words of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

_LEFT_OUT = re.compile(r"<(pre|math|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
# Parts of a word, or of a sentence with its comma.
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u)\b[^>]*>")
# The way back from a footnote.
_BACK = "\u21a9\ufe0e"
_HEADING = re.compile(r'<h([1-6]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prose:
    """A heading (all empty before the first of a cell) and the plain text below it."""

    id: str
    title: str
    text: str = field(repr=False)


def read_prose(html: str) -> list[Prose]:
    """Return the parts of a Markdown cell's HTML; one without a heading goes on from the last."""
    first, *rest = _HEADING.split(_LEFT_OUT.sub(" ", html))
    parts = [Prose("", "", _plain(first))] if _plain(first) else []
    for anchor, title, body in zip(rest[1::4], rest[2::4], rest[3::4], strict=True):
        parts.append(Prose(unescape(anchor), _plain(title), _plain(body)))
    return parts


def read_text(parts: Iterable[str]) -> list[Prose]:
    """Return the text of code and outputs."""
    return [Prose("", "", text) for html in parts if (text := _plain(html))]


def _plain(html: str) -> str:
    apart = _INLINE.sub("", html).replace(_BACK, "")
    return " ".join(unescape(_TAG.sub(" ", apart)).split())
