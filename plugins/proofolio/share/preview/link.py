"""The head of a page → what it tells those who show a link to it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Picture:
    """The card that a page names, with its bytes."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def inline(self) -> str:
        """The picture as an address, so that a page with it stands alone."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True)
class Link:
    """What a page says of itself; empty where it says nothing."""

    address: str
    title: str = ""
    headline: str = ""
    description: str = ""
    site: str = ""
    image: str = ""
    alt: str = ""
    card: str = ""
    hidden: bool = False

    @property
    def host(self) -> str:
        """The host, as networks write it."""
        return urlsplit(self.address).netloc.removeprefix("www.")

    @property
    def trail(self) -> list[str]:
        """The folders that lead to the page."""
        return [part for part in urlsplit(self.address).path.split("/") if part]


def read_link(html: str, address: str) -> Link:
    """Read the head of a page; `address` stands in where it does not tell its own."""
    reader = _Head()
    reader.feed(html)
    said = reader.meta
    address = reader.canonical or said.get("og:url", "") or address
    image = said.get("og:image", "") or said.get("twitter:image", "")
    return Link(
        address,
        title=" ".join(reader.title.split()),
        headline=said.get("og:title", "") or " ".join(reader.title.split()),
        description=said.get("og:description", "") or said.get("description", ""),
        site=said.get("og:site_name", ""),
        image=urljoin(address, image) if image else "",
        alt=said.get("og:image:alt", ""),
        card=said.get("twitter:card", ""),
        hidden="noindex" in said.get("robots", ""),
    )


@dataclass
class _Head(HTMLParser):
    """Collects what stands in `<head>`; of names that stand there twice, the first counts."""

    title: str = ""
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_title = self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "body":
            self._ended = True
        if self._ended:
            return
        if tag == "title":
            self._in_title = not self.title
        elif tag == "meta":
            name = values.get("property") or values.get("name") or ""
            self.meta.setdefault(name.lower(), values.get("content", "").strip())
        elif tag == "link" and "canonical" in values.get("rel", "").split():
            self.canonical = self.canonical or values.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
