"""A built page: what it leads to, what can be led to, and what its head says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

# Where browsers look for a file: what a page needs, and what it leads to.
_ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href",),
    "video": ("src", "poster"),
}
_LEADING = ("a", "area")


@dataclass(frozen=True)
class Address:
    """An address as it is written; `leads` where a reader follows it, and nothing is loaded."""

    url: str
    line: int
    column: int
    leads: bool


@dataclass(frozen=True)
class BuiltPage:
    """A page by its path in the folder; `named` has what its `meta` tags say."""

    name: str
    addresses: tuple[Address, ...]
    ids: frozenset[str]
    named: Mapping[str, str]
    canonical: str
    comments: tuple[tuple[int, int, str], ...]
    is_ours: bool

    @property
    def is_hidden(self) -> bool:
        """Tell whether search engines are asked to leave it out."""
        words = self.named.get("robots", "").lower().replace(",", " ").split()
        return "noindex" in words or "none" in words


def read_page(name: str, html: str) -> BuiltPage:
    """Read a page; what is no HTML has nothing of all this."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return BuiltPage(
        name,
        tuple(reader.addresses),
        frozenset(reader.ids),
        reader.named,
        reader.canonical,
        tuple(reader.comments),
        reader.is_ours,
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[Address] = []
        self.ids: set[str] = set()
        self.named: dict[str, str] = {}
        self.comments: list[tuple[int, int, str]] = []
        self.canonical = ""
        self.is_ours = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        line, column = self.getpos()
        self.ids |= {values["id"]} if values.get("id") else set()
        if tag == "a" and values.get("name"):
            self.ids.add(values["name"])
        self.is_ours = self.is_ours or "pf-" in values.get("class", "")
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.named.setdefault(name.lower(), values.get("content", ""))
        if tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = values.get("href", "")
        for key in _ADDRESSES.get(tag, ()):
            for url in _split(key, values.get(key)):
                self.addresses.append(Address(url, line, column + 1, tag in _LEADING))

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        self.comments.append((line, column + 1, data.strip()))


def _split(key: str, value: str | None) -> Iterator[str]:
    if value is None:
        return
    if key.endswith("srcset"):
        yield from (part.split()[0] for part in value.split(", ") if part.split())
    else:
        yield value.strip()
