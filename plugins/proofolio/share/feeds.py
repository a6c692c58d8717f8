"""Studies and posts, the newest first, as RSS 2.0 and as JSON Feed 1.1.

Sources: https://www.rssboard.org/rss-specification, https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from proofolio.share.head import headline
from proofolio.share.result import best_results, tell_result
from proofolio.share.site import SharedPage, SharedSite

RSS, JSON_FEED = "feed.xml", "feed.json"
RSS_TYPE, JSON_TYPE = "application/rss+xml", "application/feed+json"
_LISTED = ("study", "post")
_DC = "http://purl.org/dc/elements/1.1/"
# XML has no way to write these.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedPicture:
    """The card of a page: its address from the site's root, and its size in bytes."""

    uri: str
    size: int

    @property
    def media_type(self) -> str:
        """What kind of picture it is."""
        return "image/jpeg" if self.uri.endswith((".jpg", ".jpeg")) else "image/png"


@dataclass(frozen=True)
class Entry:
    """A study or a post: `summary` in a sentence or two, `text` with the results."""

    page: SharedPage
    title: str
    summary: str
    text: str
    picture: FeedPicture | None = None


def list_entries(
    site: SharedSite, pictures: Mapping[str, FeedPicture], words: Mapping[str, Any]
) -> list[Entry]:
    """What feeds tell of: dated ones first, the newest on top; `pictures` by the page's source."""
    pages = [page for page in site.pages if page.kind in _LISTED]
    pages.sort(key=lambda page: page.created or "", reverse=True)
    return [_entry(site, page, pictures.get(page.source), words) for page in pages]


def _entry(
    site: SharedSite, page: SharedPage, picture: FeedPicture | None, words: Mapping[str, Any]
) -> Entry:
    study = site.study(page)
    results = best_results(study.study.case.results.metrics) if study else []
    lines = [page.description, *(f"- {tell_result(metric, words)}" for metric in results)]
    text = "\n".join(line for line in lines if line) or page.title
    return Entry(page, headline(site, page), page.description or page.title, text, picture)


def write_rss(site: SharedSite, entries: list[Entry]) -> str:
    """The feed for readers of RSS; the site's address must be known."""
    space = {"xmlns:atom": "http://www.w3.org/2005/Atom", "xmlns:dc": _DC}
    root = Element("rss", {"version": "2.0", **space})
    channel = SubElement(root, "channel")
    _add(channel, "title", site.name)
    _add(channel, "link", site.url)
    _add(channel, "description", site.description or site.name)
    _add(channel, "language", site.language)
    own = {"href": site.address(RSS), "rel": "self", "type": RSS_TYPE}
    SubElement(channel, "atom:link", own)
    for entry in entries:
        _add_item(SubElement(channel, "item"), site, entry)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_item(item: Element, site: SharedSite, entry: Entry) -> None:
    address = site.address(entry.page.uri)
    _add(item, "title", entry.title)
    _add(item, "link", address)
    _add(item, "guid", address, isPermaLink="true")
    _add(item, "description", entry.summary)
    if entry.page.created:
        _add(item, "pubDate", format_datetime(_moment(entry.page.created), usegmt=True))
    for name in site.authors(entry.page):
        _add(item, "dc:creator", name)
    for tag in entry.page.tags:
        _add(item, "category", tag)
    if picture := entry.picture:
        told = {"length": str(picture.size), "type": picture.media_type}
        SubElement(item, "enclosure", {"url": site.address(picture.uri), **told})


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NO_XML.sub("", text)


def write_json_feed(site: SharedSite, entries: list[Entry], icon: str = "") -> str:
    """The same for readers of JSON; `icon` is the address of a square picture from the root."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.url,
        "feed_url": site.address(JSON_FEED),
        "description": site.description,
        "icon": icon and site.address(icon),
        "authors": [{"name": site.author, "url": site.url}] if site.author else [],
        "language": site.language,
        "items": [_item(site, entry) for entry in entries],
    }
    known = {key: value for key, value in feed.items() if value or key == "items"}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"


def _item(site: SharedSite, entry: Entry) -> dict[str, Any]:
    page, address = entry.page, site.address(entry.page.uri)
    item = {
        "id": address,
        "url": address,
        "title": entry.title,
        "summary": entry.summary,
        "content_text": entry.text,
        "image": entry.picture and site.address(entry.picture.uri),
        "date_published": page.created and _moment(page.created).isoformat(),
        "authors": [{"name": name} for name in page.authors],
        "date_modified": page.updated and _moment(page.updated).isoformat(),
        "tags": list(page.tags),
    }
    return {key: value for key, value in item.items() if value}


def _moment(day: str) -> datetime:
    """The beginning of a day, of a month such as 2026-03, or of a year."""
    year, month, number = (int(part) for part in f"{day}-01-01".split("-")[:3])
    found = date(year, month, number)
    return datetime(found.year, found.month, found.day, tzinfo=UTC)
