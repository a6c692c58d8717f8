"""HTML that a page shows → Markdown: prose, lists, tables, code, pictures with what they show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofolio.share.html import Address, Element, read_html

# What is no part of the text: controls, drawings, what stands there for eyes alone.
_UNREAD = {
    "script", "style", "svg", "template", "button", "dialog", "nav", "input", "select", "textarea",
    "video", "audio", "iframe", "object", "canvas", "head", "form", "summary",
}  # fmt: skip
_UNREAD_CLASSES = {"headerlink", "anchor-link", "pf-cell__count"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "label", "mark", "math", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var", "wbr",
}  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_LANGUAGE = re.compile(r"(?<!\S)(?:language|highlight-source)-([\w+-]+)")


def to_markdown(html: str, address: Address = lambda href: href) -> str:
    """The Markdown of a piece of HTML; `address` says how a link is written."""
    return "\n\n".join(_Writer(address).blocks(read_html(html).children))


def escape_markdown(text: str) -> str:
    """The text in one line, with no sign that Markdown would take for one of its own."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))


def fence(text: str, language: str = "") -> str:
    """Code as a block that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{text}\n{mark}"


class _Writer:
    def __init__(self, address: Address) -> None:
        self._address = address

    def blocks(self, children: Sequence[Element | str]) -> list[str]:
        """The blocks in order; text between them is a paragraph."""
        found: list[str] = []
        run: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or child.tag in _INLINE:
                run.append(child)
                continue
            found += self._paragraph(run)
            run = []
            if _is_read(child):
                found += self._block(child)
        return [*found, *self._paragraph(run)]

    def _paragraph(self, run: Sequence[Element | str]) -> list[str]:
        text = self.inline(run).strip()
        return [text] if text else []

    def _block(self, node: Element) -> list[str]:
        tag = node.tag
        if re.fullmatch(r"h[1-6]", tag):
            text = self.inline(node.children).strip()
            return [f"{'#' * int(tag[1])} {text}"] if text else []
        if tag in ("p", "dt", "caption", "figcaption") and not any(node.find("div", "p")):
            text = self.inline(node.children).strip()
            return [f"**{text}**" if tag == "dt" and "**" not in text else text] if text else []
        if tag == "hr":
            return ["---"]
        if tag == "pre":
            text = node.text().strip("\n")
            return [fence(text, _language(node))] if text.strip() else []
        if tag in ("ul", "ol"):
            return [self._list(node)] if any(node.find("li")) else []
        if tag == "blockquote":
            quoted = "\n\n".join(self.blocks(node.children))
            return [re.sub(r"^", "> ", quoted, flags=re.M).replace("> \n", ">\n")] if quoted else []
        if tag == "table":
            return self._table(node)
        if _language(node) and (pre := next(iter(node.find("pre")), None)):
            text = pre.text().strip("\n")
            return [fence(text, _language(node))] if text.strip() else []
        return self.blocks(node.children)

    def _list(self, node: Element) -> str:
        items = []
        for number, item in enumerate(one for one in node.children if isinstance(one, Element)):
            mark = f"{number + 1}. " if node.tag == "ol" else "- "
            parts = self.blocks(item.children)
            # A list within an item belongs to the line above it.
            text = "".join(
                part if not at else f"\n{part}" if part.startswith("- ") else f"\n\n{part}"
                for at, part in enumerate(parts)
            )
            if text:
                items.append(mark + re.sub(r"\n(?=.)", "\n" + " " * len(mark), text))
        return "\n".join(items)

    def _table(self, node: Element) -> list[str]:
        rows = [[self._cell(cell) for cell in row.find("td", "th")] for row in node.find("tr")]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        caption = [part for one in node.find("caption") for part in self._block(one)]
        has_head = any(node.find("thead")) or not any(row for row in node.find("td"))
        return [*caption, write_table(rows if has_head else [[""] * len(rows[0]), *rows])]

    def _cell(self, node: Element) -> str:
        return " ".join(self.blocks(node.children))

    def inline(self, children: Sequence[Element | str]) -> str:
        """Text with its marks, in one line."""
        text = "".join(map(self._inline, children))
        # Styles part what stands together in HTML.
        return re.sub(r"[ \t\r\n]+", " ", re.sub(r"\)(?=\*\*\w)", ") ", text))

    def _inline(self, child: Element | str) -> str:
        if isinstance(child, str):
            return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", child)
        if not _is_read(child):
            return ""
        tag, attributes = child.tag, child.attributes
        if tag == "br":
            return " "
        if tag == "img":
            return self._picture(attributes)
        if tag == "code":
            return _code(" ".join(child.text().split()))
        if tag == "math":
            return _code(_formula(child))
        if tag not in _INLINE:
            return f" {' '.join(self._block(child))} "
        inner = "".join(map(self._inline, child.children))
        if tag == "a" and (href := attributes.get("href")) and inner.strip():
            return f"[{' '.join(inner.split())}]({self._target(href)})"
        mark = _MARKS.get(tag, "")
        if not (mark and inner.strip()):
            return inner
        before, after = (" " if edge.isspace() else "" for edge in (inner[0], inner[-1]))
        return f"{before}{mark}{inner.strip()}{mark}{after}"

    def _target(self, href: str) -> str:
        """An address, in brackets where it would end too early."""
        target = self._address(href).replace("<", "%3C").replace(">", "%3E")
        return f"<{target}>" if re.search(r"[\s()]", target) else target

    def _picture(self, attributes: dict[str, str]) -> str:
        source, alt = attributes.get("src", ""), attributes.get("alt", "")
        if not source or not alt or source.startswith("data:"):
            return ""  # it decorates, or is no file of its own
        return f"![{escape_markdown(alt)}]({self._target(source)})"


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row is its head."""
    width = max(map(len, rows))
    cells = [[*(" ".join(cell.replace("|", "\\|").split("\n")) for cell in row)]
             for row in rows]  # fmt: skip
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _is_read(node: Element) -> bool:
    hidden = "hidden" in node.attributes or node.attributes.get("aria-hidden") == "true"
    return node.tag not in _UNREAD and not (hidden or node.classes & _UNREAD_CLASSES)


def _language(node: Element) -> str:
    found = _LANGUAGE.search(node.attributes.get("class", ""))
    return found[1] if found else ""


# How parts of an equation stand in a line: base and exponent, numerator and denominator.
_FORMULAS = {
    "msub": "{}_{}", "msup": "{}^{}", "mfrac": "({})/({})", "msqrt": "√({})",
    "mroot": "({})^(1/{})", "msubsup": "{}_{}^{}", "munder": "{}_{}", "mover": "{}^{}",
    "munderover": "{}_{}^{}",
}  # fmt: skip


def _formula(node: Element | str) -> str:
    """An equation in a line, as far as that can be."""
    if isinstance(node, str):
        return " ".join(node.split()).replace("\u2061", "")
    parts = [text for one in node.children if (text := _formula(one))]
    form = _FORMULAS.get(node.tag, "")
    if form and len(parts) == form.count("{}"):
        base, *rest = parts
        short = [part if len(part) == 1 or "(" in form else f"({part})" for part in rest]
        return form.format(base, *short)
    return " ".join(parts) if node.tag in ("mtr", "mtable") else "".join(parts)


def _code(text: str) -> str:
    if not text:
        return ""
    mark = "``" if "`" in text else "`"
    return f"{mark} {text} {mark}" if mark == "``" else f"{mark}{text}{mark}"
