"""What of a page stands in lists of pages: all before `<!-- more -->`, else its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofolio.notebooks.output import CLOSE, OPEN

# Comments do not survive; this stands for one until the page is done.
MORE = f"{OPEN}more{CLOSE}"
_COMMENT = re.compile(r"^[ ]{0,3}<!--[ ]*more[ ]*-->[ ]*$", re.MULTILINE)
_MARKED = re.compile(f"<p>{MORE}</p>|{MORE}")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
# Addresses and ids hold for the page itself, not for a list.
_LEFT_OUT = re.compile(r"""</?(?:a|img|video|audio|source)\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ID = re.compile(r"""(<[a-z][^>]*?) id="[^"]*\"""")


def mark_more(source: str) -> str:
    """Return a Markdown cell with a mark in place of the comment."""
    return _COMMENT.sub(f"\n{MORE}\n", source) if "<!--" in source else source


def take_excerpt(texts: Iterable[str]) -> tuple[list[str], str]:
    """Return the HTML of Markdown cells without the mark, and the excerpt: HTML without links."""
    whole = list(texts)
    joined = "\n".join(whole)
    mark = _MARKED.search(joined)
    if mark:
        found = joined[: mark.start()]
    else:
        first = _PARAGRAPH.search(joined)
        found = first[0] if first else ""
    found = _ID.sub(r"\1", _LEFT_OUT.sub("", _TITLE.sub("", found)))
    return [_MARKED.sub("", text) for text in whole], found.strip()
