"""Rendered texts → what templates of typst set: lists of texts and of marked texts, as JSON.

    "plain"  {"t": "strong", "c": […]}  {"t": "link", "url": "https://…", "c": […]}

A template never sees HTML or Markdown, so that no text can become code of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Node = str | dict[str, Any]
# What an address of a text is in a document; nothing for one that leads nowhere from there.
Address = Callable[[str], str]

_INLINE = {
    "a": "link", "b": "strong", "strong": "strong", "th": "strong", "i": "em", "em": "em",
    "cite": "em", "var": "em", "code": "code", "kbd": "code", "samp": "code", "sub": "sub",
    "sup": "sup",
}  # fmt: skip
_BLOCKS = {
    "p": "p", "div": "p", "dt": "p", "dd": "p", "summary": "p", "caption": "p", "figcaption": "p",
    "h3": "head", "h4": "head", "h5": "head", "h6": "head", "pre": "pre", "ul": "ul", "ol": "ol",
    "li": "item", "blockquote": "quote", "table": "table", "tr": "row", "td": "cell", "th": "cell",
}  # fmt: skip
_VOID = {"br", "hr", "img", "input", "col", "path", "mspace", "mprescripts"}
# Of a table of contents, a footnote or a picture, a sheet of paper shows nothing.
_LEFT_OUT = {"svg", "annotation", "annotation-xml", "figure", "audio", "video"}
_LEFT_OUT_CLASSES = {"footnote", "footnote-ref", "footnote-backref", "headerlink", "toc"}
_BRIEF = ("data-pf-depth", "technical")
# Signs above a letter, as letters have them.
_ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "‾": "\u0304",
}
_SPACE = re.compile(r"\s+")


@dataclass
class _Open:
    tag: str
    node: dict[str, Any] | None
    hidden: bool = False
    parts: list[Node] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: Address, *, brief: bool) -> None:
        super().__init__()
        self._address, self._brief = address, brief
        self.stack = [_Open("", {"t": "p"})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = {*values.get("class", "").split()}
        if tag == "br":
            self._add({"t": "br"})
        if tag in _VOID:
            return
        hidden = tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES)
        hidden |= self._brief and values.get(_BRIEF[0]) == _BRIEF[1]
        node: dict[str, Any] | None = None
        if tag in _BLOCKS:
            node = {"t": _BLOCKS[tag]}
            if tag == "th":
                node["head"] = True
            if "admonition-title" in classes:
                node = {"t": "head"}
        elif tag == "a":
            url = self._address(values.get("href", ""))
            node = {"t": "link", "url": url} if url else None
        elif name := _INLINE.get(tag):
            node = {"t": name}
        self.stack.append(_Open(tag, node, hidden))

    def handle_endtag(self, tag: str) -> None:
        if not any(entry.tag == tag for entry in self.stack[1:]):
            return
        while len(self.stack) > 1:
            done = self.stack.pop()
            self._close(done)
            if done.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        inside = {entry.tag for entry in self.stack}
        if "pre" not in inside:
            data = _SPACE.sub(" ", data) if "math" not in inside else data.strip()
        if data:
            self._add(data)

    def _add(self, node: Node) -> None:
        if not any(entry.hidden for entry in self.stack):
            self.stack[-1].parts.append(node)

    def _close(self, entry: _Open) -> None:
        parts = maths(entry.tag, entry.parts) if entry.tag.startswith("m") else entry.parts
        if entry.hidden or not parts:
            return
        if entry.node is None:
            # A group of what stands in it; its children count as one of an equation.
            inside = self.stack[-1].parts
            grouped = any(one.tag == "math" for one in self.stack) and len(parts) > 1
            inside.extend([{"t": "group", "c": parts}] if grouped else parts)
            return
        self.stack[-1].parts.append({**entry.node, "c": parts})


def maths(tag: str, parts: list[Node]) -> list[Node]:
    """What stands in one line for a part of an equation."""
    if tag == "mfrac" and len(parts) == 2:
        return [_bracketed(parts[0]), "\u2009/\u2009", _bracketed(parts[1])]
    if tag == "msup" and len(parts) == 2:
        return [parts[0], {"t": "sup", "c": [parts[1]]}]
    if tag == "msub" and len(parts) == 2:
        return [parts[0], {"t": "sub", "c": [parts[1]]}]
    if tag in ("mover", "munder") and len(parts) == 2 and str(parts[1]) in _ACCENTS:
        return [f"{plain(parts[0])}{_ACCENTS[str(parts[1])]}"]
    if tag == "msubsup" and len(parts) == 3:
        return [parts[0], {"t": "sub", "c": [parts[1]]}, {"t": "sup", "c": [parts[2]]}]
    if tag == "msqrt":
        return ["√", _bracketed({"t": "group", "c": parts})]
    if tag == "mo" and parts and str(parts[0]) in "=<>≤≥≈+−×·±∑→":
        return [f"\u2009{parts[0]}\u2009"]
    return parts


def _bracketed(node: Node) -> Node:
    text = plain(node)
    return {"t": "group", "c": ["(", node, ")"]} if re.search(r"[\s\u2009=+−]", text) else node


def plain(node: Any) -> str:
    """The words of a text, or of several."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return "".join(map(plain, node))
    parts = [*node.get("items", []), *(cell for row in node.get("rows", []) for cell in row)]
    return " ".join(filter(None, (plain(node.get("c", [])), *map(plain, parts))))


def read_blocks(html: str, address: Address, *, brief: bool = False) -> list[Node]:
    """The paragraphs, lists and tables of a text; `brief` leaves out what its page marks so."""
    reader = _Reader(address, brief=brief)
    reader.feed(html)
    reader.close()
    while len(reader.stack) > 1:
        reader.handle_endtag(reader.stack[-1].tag)
    return list(_blocks(reader.stack[0].parts))


def _blocks(parts: list[Node]) -> Iterator[Node]:
    """Put what stands beside blocks into paragraphs; take blocks out of paragraphs."""
    loose: list[Node] = []
    for part in parts:
        if isinstance(part, dict) and part["t"] in _BLOCK_NAMES:
            yield from _paragraph(loose)
            loose = []
            yield from _block(part)
        else:
            loose.append(part)
    yield from _paragraph(loose)


def _block(part: dict[str, Any]) -> Iterator[Node]:
    kind, inside = part["t"], part["c"]
    if kind == "p":
        yield from _blocks(inside)
    elif kind in ("head", "pre"):
        yield {"t": kind, "c": _trimmed(inside) if kind == "head" else [plain(inside).rstrip()]}
    elif kind in ("ul", "ol"):
        items = [[*_blocks(one["c"])] for one in inside if isinstance(one, dict)]
        yield {"t": kind, "items": [item for item in items if item]}
    elif kind == "quote":
        yield {"t": kind, "c": [*_blocks(inside)]}
    elif kind == "table":
        yield from _table(inside)
    else:  # a row or an item outside of its table or list
        yield from _blocks(inside)


_BLOCK_NAMES = {*_BLOCKS.values()}


def _table(parts: list[Node]) -> Iterator[Node]:
    rows = [part for part in parts if isinstance(part, dict) and part["t"] == "row"]
    cells = [[cell for cell in row["c"] if isinstance(cell, dict)] for row in rows]
    width = max(map(len, cells), default=0)
    head = bool(cells) and all(cell.get("head") for cell in cells[0])
    written = [
        [_trimmed(cell["c"]) for cell in row] + [[]] * (width - len(row)) for row in cells if row
    ]
    if written:
        yield {"t": "table", "columns": width, "head": head, "rows": written}


def _paragraph(parts: list[Node]) -> Iterator[Node]:
    if trimmed := _trimmed(parts):
        yield {"t": "p", "c": trimmed}


def _trimmed(parts: list[Node]) -> list[Node]:
    """Without space at both ends."""
    found = [part for part in parts if part != ""]
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" \n")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" \n")
    return [part for part in found if part != ""]
