"""Boxes in Markdown cells: `:::{note}` of MyST, `::: {.callout-note}` of Quarto, and as a fence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from proofolio.notebooks.html_names import BOXES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

KINDS = frozenset(
    ("note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error",
     "seealso")
)  # fmt: skip
_INFO = re.compile(r"\s*(?:\{(?P<braced>[^{}]*)\}|(?P<bare>[a-z]+))(?P<title>[^`]*)")
_TITLE = re.compile(r"""\btitle=(?:"([^"]*)"|'([^']*)')""")
_OPTION = re.compile(r":(?P<key>[a-z-]+):(?:[ \t]+(?P<value>.*))?")


@dataclass(frozen=True, slots=True)
class Box:
    """What a line that opens a box says; without a kind it has no looks."""

    kind: str
    title: str = ""
    folded: bool = False


def read_box(info: str) -> Box | None:
    """Return the box that is meant; None for a directive that pages do not know."""
    match = _INFO.fullmatch(info.rstrip().removesuffix(":::").rstrip())
    if match is None:
        return None
    words = (match["braced"] or match["bare"] or "").split(maxsplit=1)
    name = words[0].lstrip(".") if words else ""
    kind = name.removeprefix("callout-")
    own = _TITLE.search(match["braced"] or "")
    title = (own[1] or own[2] or "") if own else match["title"].strip()
    if kind in KINDS:
        return Box(kind, title, 'collapse="true"' in info or "collapse=true" in info)
    if name in ("admonition", "dropdown"):
        return Box("note", title, name == "dropdown")
    return Box("") if (match["braced"] or "").startswith((".", "#")) else None


def add_boxes(converter: MarkdownIt) -> None:
    """Let a converter read boxes."""
    from mdit_py_plugins.container import container_plugin  # lazy, as the converter is

    container_plugin(converter, "box", validate=_is_box, render=_write_box)
    converter.core.ruler.push("boxes", _finish_boxes)


def fence_as_box(info: str, content: str) -> str | None:
    """Return the Markdown of a box that was written as a fence of code, if it is one."""
    box = read_box(info) if info.startswith("{") else None
    return f"::::::::{info}\n{content}\n::::::::" if box and box.kind else None


def _is_box(params: str, _markup: str) -> bool:
    return read_box(params) is not None


def _finish_boxes(state: Any) -> None:
    """Take title and options from where they stand in the text of a box."""
    opened: list[Box] = []
    kept: list[Token] = []
    tokens, index = state.tokens, 0
    while index < len(tokens):
        token = tokens[index]
        kept.append(token)
        index += 1
        if token.type == "container_box_close":
            token.meta = {"box": opened.pop()}
        if token.type != "container_box_open":
            continue
        box = read_box(token.info) or Box("")
        kinds = [following.type for following in tokens[index : index + 3]]
        if kinds == ["heading_open", "inline", "heading_close"] and box.kind and not box.title:
            box = replace(box, title=tokens[index + 1].content)
            index += 3
        elif kinds == ["paragraph_open", "inline", "paragraph_close"]:
            box, is_empty = _read_options(box, tokens[index + 1])
            index += 3 if is_empty else 0
        token.meta = {"box": box}
        opened.append(box)
    state.tokens = kept


def _read_options(box: Box, token: Token) -> tuple[Box, bool]:
    """Read the lines `:class: tip` that begin a box, and take them out of its first paragraph."""
    children = token.children or []
    while children and children[0].type == "text":
        option = _OPTION.fullmatch(children[0].content)
        if not option:
            break
        words = (option["value"] or "").split() if option["key"] == "class" else []
        kind = next((word for word in words if word in KINDS), box.kind)
        box = replace(box, kind=kind, folded=box.folded or "dropdown" in words)
        del children[:2]  # and the end of the line
    return box, not children


def _write_box(
    self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    box: Box = tokens[index].meta["box"]
    if not box.kind:
        return ""
    if tokens[index].nesting != 1:
        return "</details>\n" if box.folded else "</div>\n"
    owner = env["owner"]
    title = owner.render_line(box.title) or escape(owner.word(f"box_{box.kind}"))
    if box.folded:
        return f"<details><summary>{title}</summary>\n"
    kind = BOXES.get(box.kind, "note")
    return f'<div class="admonition {kind}"><p class="admonition-title">{title}</p>\n'
