"""Rendered texts → what templates of typst set: lists of texts and of marked texts, as JSON.

    "plain"  {"t": "strong", "c": […]}  {"t": "link", "url": "https://…", "c": […]}

A template never sees HTML or Markdown, so that no text can become code of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from proofolio.share.html import Address, Element, read_html

Node = str | dict[str, Any]

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


class _Reader:
    def __init__(self, address: Address, *, brief: bool) -> None:
        self._address, self._brief = address, brief

    def parts(self, element: Element, *, pre: bool = False, math: bool = False) -> list[Node]:
        """What stands in an element, in order; `pre` and `math` say what that stands in."""
        found: list[Node] = []
        for child in element.children:
            if isinstance(child, str):
                text = child if pre else child.strip() if math else _SPACE.sub(" ", child)
                found += [text] if text else []
            elif child.tag == "br":
                found.append({"t": "br"})
            elif not self._is_left_out(child):
                found += self._parts_of(child, pre=pre, math=math)
        return found

    def _is_left_out(self, element: Element) -> bool:
        is_deep = element.attributes.get(_BRIEF[0]) == _BRIEF[1]
        known = element.tag in _LEFT_OUT or bool(element.classes & _LEFT_OUT_CLASSES)
        return known or (self._brief and is_deep)

    def _parts_of(self, element: Element, *, pre: bool, math: bool) -> list[Node]:
        tag = element.tag
        parts = self.parts(element, pre=pre or tag == "pre", math=math or tag == "math")
        parts = maths(tag, parts) if tag.startswith("m") else parts
        if not parts:
            return []
        if node := self._node(element):
            return [{**node, "c": parts}]
        # A group of what stands in it; its children count as one of an equation.
        return [{"t": "group", "c": parts}] if math and len(parts) > 1 else parts

    def _node(self, element: Element) -> dict[str, Any] | None:
        tag = element.tag
        if tag in _BLOCKS:
            kind = "head" if "admonition-title" in element.classes else _BLOCKS[tag]
            return {"t": kind, "head": True} if tag == "th" else {"t": kind}
        if tag == "a":
            url = self._address(element.attributes.get("href", ""))
            return {"t": "link", "url": url} if url else None
        name = _INLINE.get(tag)
        return {"t": name} if name else None


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
    return [*_blocks(_Reader(address, brief=brief).parts(read_html(html)))]


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
