"""No more than a page shows: whatever a reader cannot find there is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

Node = Mapping[str, Any]

# Charts say it again, and code says something else; both are most of a page.
_UNSEEN = re.compile(r"<(pre|script|style|svg|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
# These stand within a word or a number; others part them.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|code|em|i|mark|small|span|strong|sub|sup|wbr)\b[^>]*>"
)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
# What a picture shows, where a link leads, what the head says, and days.
_ATTRIBUTE = re.compile(r"\s(?:alt|content|datetime|href)=\"([^\"]*)\"")
# These are no texts: they name a node, a page or a file.
_NO_TEXTS = {"@id", "@type", "contentUrl", "encodingFormat", "inLanguage", "url"}

# Without these a reader would not know it again.
_NEEDED = ("name", "headline", "caption")


class Shown:
    """The texts of a finished page, its head included."""

    def __init__(self, html: str) -> None:
        seen = _UNSEEN.sub(" ", html)
        said = "\n".join(_ATTRIBUTE.findall(seen))
        self._text = _in_one_line(unescape(f"{_TAG.sub(' ', _INLINE.sub('', seen))}\n{said}"))

    def __contains__(self, text: str) -> bool:
        """Whether a reader can find a text, as whole words."""
        text = _in_one_line(text)
        start = self._text.find(text)
        while start >= 0:
            before, after = self._text[:start][-1:], self._text[start + len(text) :][:1]
            if not (_joined(before, text[:1]) or _joined(text[-1:], after)):
                return True
            start = self._text.find(text, start + 1)
        return False


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def only_shown(graph: Iterable[Node], shown: Shown) -> list[Node]:
    """What of a graph a page shows; a thing whose name it does not show is not there at all."""
    found = [node for one in graph if (node := _node(one, shown))]
    known = {node["@id"] for node in found if "@id" in node}
    return [_without_lost(node, known) for node in found]


def _node(node: Node, shown: Shown) -> Node | None:
    kept = {key: value if key in _NO_TEXTS else _value(value, shown) for key, value in node.items()}
    left = {key: value for key, value in kept.items() if value not in (None, "", [])}
    lost = any(key in node and key not in left for key in _NEEDED)
    lost = lost or (node.get("@type") == "BlogPosting" and "datePublished" not in left)
    said = left.keys() - {"@type"}
    return left if said and not lost else None


def _value(value: Any, shown: Shown) -> Any:
    if isinstance(value, str):
        return value if value in shown else None
    if isinstance(value, Mapping):
        return _node(value, shown)
    if isinstance(value, list | tuple):
        items = [item for one in value if (item := _value(one, shown)) is not None]
        return [_numbered(item, place) for place, item in enumerate(items, 1)]
    return value


def _numbered(item: Any, place: int) -> Any:
    """An item of a list; where it knows its place, the one that it has now."""
    known = isinstance(item, dict) and "position" in item
    return {**item, "position": place} if known else item


def _without_lost(value: Any, known: set[str]) -> Any:
    """The value without references to nodes that are not there any more."""
    if isinstance(value, Mapping):
        if value.keys() == {"@id"} and value["@id"] not in known:
            return None
        items = {key: _without_lost(item, known) for key, item in value.items()}
        return {key: item for key, item in items.items() if item not in (None, [])}
    if isinstance(value, list):
        return [item for one in value if (item := _without_lost(one, known)) is not None]
    return value
