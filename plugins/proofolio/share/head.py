"""A page → what its head says to search engines, and to whoever previews a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.evidence import in_language
from proofolio.share.card import Card
from proofolio.share.excerpt import SHORTEST, fit_text
from proofolio.share.locale import open_graph_locale
from proofolio.share.site import SharedPage, SharedSite, SharedStudy
from proofolio.words import Numerals

# Search results cut what is longer.
LONGEST_TITLE = 70
# What X takes: https://developer.x.com/cards/markup, looked up in November 2026.
_LONGEST_ALT = 420
_ARTICLES = ("study", "notebook", "post")
# One or two words, such as Home, are the page's name in the menu, and no title.
_MENU_WORDS = 2
_CLAUSE = re.compile(r"[,;:.–—](?=\s)|\s[–—]\s")


@dataclass(frozen=True)
class Tag:
    """A `<meta>`: which attribute names it, its name, and what it says."""

    attribute: str
    name: str
    content: str


@dataclass(frozen=True)
class Head:
    """What stands in a page's `<head>`; `canonical` is empty where the address is not known."""

    title: str
    canonical: str
    tags: tuple[Tag, ...]


def make_head(site: SharedSite, page: SharedPage, card: Card | None, numerals: Numerals) -> Head:
    """The head of a page, with the picture that a preview shows."""
    tags = [
        Tag("name", "description", describe(site, page)),
        Tag("name", "author", ", ".join(site.authors(page))),
        *(Tag("property", name, content) for name, content in _open_graph(site, page, card)),
        *(Tag("name", name, content) for name, content in _twitter(site, page, card)),
    ]
    said = tuple(tag for tag in tags if tag.content)
    return Head(_title(site, page, numerals), _whole(site, page.uri), said)


def _open_graph(site: SharedSite, page: SharedPage, card: Card | None) -> Iterator[tuple[str, str]]:
    yield "og:type", _type(page)
    yield "og:title", headline(site, page)
    yield "og:description", describe(site, page)
    yield "og:url", _whole(site, page.uri)
    yield "og:site_name", site.name
    yield "og:locale", open_graph_locale(site.language)
    if card and site.url:
        yield "og:image", _whole(site, card.uri)
        yield "og:image:type", "image/jpeg" if card.uri.endswith((".jpg", ".jpeg")) else "image/png"
        yield "og:image:width", str(card.width)
        yield "og:image:height", str(card.height)
        yield "og:image:alt", card.alt
    if page.kind in _ARTICLES:
        yield "article:published_time", page.created or ""
        yield "article:modified_time", page.updated or ""
        for tag in page.tags:
            yield "article:tag", tag


def _type(page: SharedPage) -> str:
    if page.kind in _ARTICLES:
        return "article"
    return "profile" if page.kind == "about" else "website"


def _twitter(site: SharedSite, page: SharedPage, card: Card | None) -> Iterator[tuple[str, str]]:
    shown = card if site.url else None
    yield "twitter:card", "summary_large_image" if shown else "summary"
    yield "twitter:title", headline(site, page)
    yield "twitter:description", describe(site, page)
    if shown:
        yield "twitter:image", _whole(site, shown.uri)
        yield "twitter:image:alt", fit_text(shown.alt, _LONGEST_ALT)


def _whole(site: SharedSite, uri: str) -> str:
    return site.address(uri) if site.url else ""


def describe(site: SharedSite, page: SharedPage) -> str:
    """A page's description in the length that is shown; the site's goes on where it says little."""
    said = page.description
    if len(said) < SHORTEST and site.description:
        begun = said or ("" if page.kind == "home" else f"{page.title}:")
        end = "" if not begun or begun.endswith((".", "!", "?", "…", ":")) else "."
        said = f"{begun}{end} {site.description}"
    return fit_text(said or (site.profile.headline if site.profile else ""))


def headline(site: SharedSite, page: SharedPage) -> str:
    """What a page is about in a line: of a study its result."""
    study = site.study(page)
    if page.kind == "study" and study:
        return study.study.case.headline or page.title
    if page.kind == "home" and len(page.title.split()) <= _MENU_WORDS:
        return site.profile.headline if site.profile else site.name
    title = page.title or site.name
    return title if page.kind in _ARTICLES else _signed(title, site)


def _title(site: SharedSite, page: SharedPage, numerals: Numerals) -> str:
    """The best title that fits: with the result of a study, and with the site's name."""
    found = [*_titles(site, page, numerals)]
    return next((title for title in found if len(title) <= LONGEST_TITLE), "") or fit_text(
        found[-1], LONGEST_TITLE
    )


def _titles(site: SharedSite, page: SharedPage, numerals: Numerals) -> Iterator[str]:
    said, study = headline(site, page), site.study(page)
    if page.kind == "home" and page.title not in said:
        yield from (f"{site.name} – {text}" for text in (said, _clause(said)) if text != site.name)
        yield site.name
        return
    if page.kind == "study" and study:
        if study.study.case.headline:
            yield _signed(said, site)
        for result in _results(study, numerals):
            yield _signed(f"{page.title}: {result}", site)
            yield f"{page.title}: {result}"
    yield _signed(page.title or said, site)
    yield page.title or said


def _signed(title: str, site: SharedSite) -> str:
    return title if site.name in title else f"{title} – {site.name}"


def _clause(text: str) -> str:
    """The beginning of a text that stands for itself; a text with numbers is whole or nothing."""
    end = _CLAUSE.search(text)
    return text[: end.start()] if end and not re.search(r"\d", text) else text


def _results(study: SharedStudy, numerals: Numerals) -> Iterator[str]:
    results = study.study.case.results.metrics
    for metric in [metric for metric in results if metric.key] or results[:1]:
        if metric.value:
            yield f"{metric.name}, {in_language(metric.value, numerals)}"
