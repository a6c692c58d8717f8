"""Addresses that the cleaner takes out of a text without a word, so that authors can be told."""

import re
from html.parser import HTMLParser

from proofolio.pages.sanitise import SCHEMES

_ADDRESS = {"a": "href", "img": "src"}
_MAY_HAVE = re.compile("href|src", re.IGNORECASE)
# Browsers skip these when they look for the scheme.
_SKIPPED = re.compile(r"[\x00-\x20]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def refused_addresses(html: str) -> list[tuple[str, str]]:
    """The tag and the address of links and pictures with a scheme that pages do not take."""
    if not _MAY_HAVE.search(html):
        return []
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(_ADDRESS.get(tag, "")) or ""
        scheme = _SCHEME.match(_SKIPPED.sub("", address))
        if scheme and scheme[1].lower() not in SCHEMES:
            self.found.append((tag, address))
