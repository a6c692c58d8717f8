"""The addresses of other sites in what an author wrote, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.read.text import place_of

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
# In Markdown they show an address, and link to none.
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
# Set aside for examples (RFC 2606): no page of an author's is there.
_EXAMPLES = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?$")


@dataclass(frozen=True, order=True)
class Address:
    """An address at its place; `framed` where the site shows the page in a frame of its own."""

    path: str
    line: int
    column: int
    url: str
    framed: bool = False

    @property
    def asked(self) -> str:
        """The address as it is asked for: without the place on the page."""
        return urldefrag(self.url).url

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def is_example(self) -> bool:
        """Tell whether it stands for an address that was never written."""
        return bool(_EXAMPLES.search(self.host))


def find_in_yaml(document: Document) -> Iterator[Address]:
    """Yield the addresses in the values of a study.yml or profile.yml, not those in comments."""
    for loc, mark in document.marks.items():
        if mark.kind in ("text", "quoted"):
            yield from _find(document.name, document.text, mark.start, mark.end, _is_framed(loc))


def find_in_page(name: str, text: str) -> Iterator[Address]:
    """Yield the addresses in Markdown, not those in code and comments."""
    shown = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    yield from _find(name, shown, 0, len(shown))


def _is_framed(loc: Loc) -> bool:
    return loc[:1] != ("proof",) and (loc[-1:] == ("demo",) or loc[-2:] == ("demo", "url"))


def _find(name: str, text: str, start: int, end: int, framed: bool = False) -> Iterator[Address]:
    for match in _ADDRESS.finditer(text, start, end):
        url = _without_punctuation(match[0])
        try:
            host = urlsplit(url).hostname
        except ValueError:
            host = None
        if host:
            yield Address(name, *place_of(text, match.start()), url, framed)


def _without_punctuation(url: str) -> str:
    """Drop what ends the sentence; a bracket belongs to an address that opens one."""
    while url[-1] in ".,;:!?*_)":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url
