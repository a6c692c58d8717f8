"""HTML of an output that is nothing without its scripts, such as a map of folium."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Of HTML, and of HTML in the texts of scripts.
_LINK = re.compile(r"(?:<|\\u003c)a\s[^>]{0,2000}?(?:>|\\u003e)", re.IGNORECASE)
# An address in quotes or brackets; one in a comment is read by people only.
_HOST = re.compile(
    r"""["'`(=]\s*(?:https?:)?//(\{\w\}\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?=[/"'`?#)\s]|$)""",
    re.IGNORECASE,
)
# Names of vocabularies, which nobody fetches.
_NAMES = ("www.w3.org", "ns.adobe.com")
_MOST_HOSTS = 12
_ALONE = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->", re.DOTALL | re.I)


@dataclass(frozen=True, slots=True)
class ScriptedHtml:
    """A document for a frame, and the hosts that it names: `unpkg.com`, `*.tile.example`."""

    document: str = field(repr=False)
    hosts: tuple[str, ...] = ()


def read_scripted(html: str) -> ScriptedHtml | None:
    """Return the HTML as a frame shows it; None where its scripts have nothing to draw in."""
    document = _unwrap(html)
    if not re.search(r"<[a-z]", _ALONE.sub("", document), re.IGNORECASE):
        return None
    return ScriptedHtml(document, find_hosts(document))


def find_hosts(html: str) -> tuple[str, ...]:
    """Return the hosts that HTML and its scripts would ask, without those of links."""
    found = {
        ("*." if match[1] else "") + match[2].lower()
        for match in _HOST.finditer(_LINK.sub("", html))
    }
    return tuple(sorted(found.difference(_NAMES), key=lambda host: host.lstrip("*."))[:_MOST_HOSTS])


def _unwrap(html: str) -> str:
    """Return what stands in the one frame of an output, as folium and pyvis write it."""
    reader = _FrameReader()
    reader.feed(html)
    if len(reader.frames) != 1:
        return html
    attributes = reader.frames[0]
    if inner := attributes.get("srcdoc"):
        return inner
    head, _, packed = (attributes.get("src") or attributes.get("data-html") or "").partition(",")
    if not re.fullmatch(r"data:text/html(?:;[\w=-]+)*;base64", head, re.IGNORECASE):
        return html
    try:
        return base64.b64decode(packed, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return html


class _FrameReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.frames: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.frames.append(dict(attrs))
