"""Texts of a page in the length that others show of them."""

from __future__ import annotations

import re
from html import unescape

from proofolio.pages.brief import sentence_ends

# Search results and previews cut what is longer; what is shorter says little.
LONGEST, SHORTEST = 160, 50
_PARAGRAPH = re.compile(r"<p(?=[\s>])[^>]*>(.*?)</p>", re.DOTALL)
# Marks of footnotes and links to headings are no part of what is said.
_UNSAID = re.compile(r"<(sup|script|style)\b.*?</\1>|<a [^>]*headerlink.*?</a>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->", re.DOTALL)
_CLAUSE = re.compile(r"[,;:](?= )")
# After these a number would lose its end or its unit, or a sign its number.
_UNFINISHED = re.compile(r"[\d€$£¥+−±<>≤≥~≈]$")


def plain_text(html: str) -> str:
    """What a reader sees of a piece of HTML, in one line."""
    return " ".join(unescape(_TAG.sub("", _UNSAID.sub("", html))).split())


def first_paragraph(html: str) -> str:
    """The paragraph that a page begins with, and the next ones while that says little.

    What ends like no sentence, such as a name or a button, does not count.
    """
    text = ""
    for paragraph in _PARAGRAPH.finditer(html):
        said = plain_text(paragraph[1])
        if said.endswith((".", "!", "?", "…", ":", ")", "。", "؟")):
            text = f"{text} {said}".strip()
        if len(text) >= SHORTEST:
            break
    return text


def fit_text(text: str, longest: int = LONGEST) -> str:
    """The text, or what of it fits: whole sentences, else clauses or words and an ellipsis.

    A number is never cut, nor parted from what follows it.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    least = longest * 2 // 3
    ends = [end for end in sentence_ends(text[: longest + 2]) if least <= end <= longest]
    if ends:
        return text[: ends[-1]]
    head = text[:longest]
    clauses = [found.end() for found in _CLAUSE.finditer(head) if found.end() >= least]
    words = [found.start() for found in re.finditer(" ", head)]
    for space in (*reversed(clauses), *reversed(words)):
        if not _UNFINISHED.search(text[:space]):
            return f"{text[:space].rstrip(' .,;:–—-([')}…"
    # A script without spaces, or one long word.
    return re.sub(r"[\d.,]*$", "", head[:-1]) + "…"
