"""A piece of HTML → its tree; what is not closed ends with what it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What an address of a page is where its text goes to; nothing for one that leads nowhere there.
Address = Callable[[str], str]

_VOID = {
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip


@dataclass
class Element:
    """A tag with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return {*self.attributes.get("class", "").split()}

    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.children)

    def find(self, *tags: str) -> Iterable[Element]:
        """Those in it that have one of the tags, none of which stands in another of them."""
        for one in self.children:
            if isinstance(one, Element):
                if one.tag in tags:
                    yield one
                else:
                    yield from one.find(*tags)


def read_html(html: str) -> Element:
    """The tree of a piece of HTML, in an element around it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
