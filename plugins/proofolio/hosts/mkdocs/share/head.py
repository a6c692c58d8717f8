"""What a page's head says, in the place of what its theme says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment

from proofolio.notebooks.store import describe_code
from proofolio.pages.fingerprint import fingerprint
from proofolio.share import SharedPage, SharedSite, structured
from proofolio.share.card import Card
from proofolio.share.head import Head, make_head
from proofolio.share.structured import Shown, make_graph, only_shown, write_script
from proofolio.words import read_numerals

_HEAD = re.compile(r"<head\b[^>]*>(.*?)</head>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>.*?</title>", re.DOTALL | re.IGNORECASE)
# Themes print them as they are written, with any sign in them.
_DESCRIPTION, _AUTHOR = (
    re.compile(
        rf"""[ \t]*<meta\s[^>]*\bname=["']?{name}["']?
            (?:(?:[^>"'\n]|"[^"\n]*"|'[^'\n]*')*>|[^>]*>)\n?""",
        re.IGNORECASE | re.VERBOSE,
    )
    for name in ("description", "author")
)
_CANONICAL = re.compile(r"<link\s[^>]*\brel=[\"']?canonical\b", re.IGNORECASE)
_NOINDEX = re.compile(r"<meta\s[^>]*\brobots\b[^>]*\b(?:noindex|none)\b", re.IGNORECASE)
_NAMED = re.compile(r"<meta\s[^>]*\b(?:name|property)=[\"']?([\w:.-]+)", re.IGNORECASE)
_TEMPLATE = Path(__file__).parent / "head.html"
NO_ADDRESS = (
    "expected `site_url` in mkdocs.yml, found none; without the address that the site is published "
    "at, links to it have no picture, and pages neither a canonical address nor structured data"
)
_HIDDEN = '<meta name="robots" content="noindex">'


class HeadWriter:
    """Writes heads into the finished pages of a site, whatever their theme is.

    `cache` keeps what of a graph a page shows: to look for all of it costs most.
    """

    def __init__(
        self, site: SharedSite, words: Mapping[str, Any], cache: dict[str, str] | None = None
    ) -> None:
        self._site, self._numerals = site, read_numerals(words)
        self._cache = {} if cache is None else cache
        self._maker = describe_code(Path(structured.__file__).parent)
        environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self._template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))

    def write(self, html: str, page: SharedPage, card: Card | None) -> str:
        """The page with its title, its description and all tags that it has not yet.

        Title, description and the authors of a post take the place of the theme's; any other tag
        that a theme or an author's own template has written stays as it is.
        """
        found = _HEAD.search(html)
        if not found:
            return html
        head = make_head(self._site, page, card, self._numerals)
        # Themes name the author of the site on posts of others, too.
        theirs = _AUTHOR.sub("", found[1]) if page.authors else found[1]
        written = self._fill(theirs, head)
        before, after = html[: found.start(1)], html[found.end(1) :]
        if self._site.url and not _NOINDEX.search(written):
            graph = make_graph(self._site, page, card, self._numerals)
            written += self._script(graph, f"{written}{after}")
        return f"{before}{written}{after}"

    def _script(self, graph: Sequence[Mapping[str, Any]], html: str) -> str:
        """What a page shows of its graph, as an earlier build found it or as it is now."""
        key = fingerprint(self._maker, graph, html)
        if key and key in self._cache:
            return self._cache[key]
        script = write_script(only_shown(graph, Shown(html)))
        if key:
            self._cache[key] = script
        return script

    def _fill(self, theirs: str, head: Head) -> str:
        title = f"<title>{escape(head.title, quote=False)}</title>"
        theirs, titles = _TITLE.subn(lambda _: title, _DESCRIPTION.sub("", theirs), count=1)
        # An address that is the one to list contradicts a page that is not to be listed.
        has_canonical = _CANONICAL.search(theirs) or _NOINDEX.search(theirs)
        there = {name.lower() for name in _NAMED.findall(theirs)}
        return theirs + self._template.render(
            title="" if titles else head.title,
            canonical="" if has_canonical else head.canonical,
            tags=[tag for tag in head.tags if tag.name not in there],
        )


def hide_page(html: str) -> str:
    """The page with a word to search engines that it must not be found."""
    found = _HEAD.search(html)
    if not found or _HIDDEN in found[1]:
        return html
    return f"{html[: found.end(1)]}{_HIDDEN}\n{html[found.end(1) :]}"
