"""Rows and cells of an HTML table: read from clean HTML, written again as a reader needs them.

pandas writes for a browser of 1999: `border="1"`, alignment in styles, empty header cells, header
cells that do not say what they are the header of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from proofolio.notebooks.cell_style import CellStyles
from proofolio.notebooks.sanitise import INLINE_TAGS, TABLE_TAGS, open_tag

_SECTIONS = ("thead", "tbody", "tfoot")
_DIGITS = r"(?:\d{1,3}(?:[,' \u00a0\u2009\u202f’]\d{3})+|\d+)(?:[.,]\d+)?|\.\d+"
_AMOUNT = rf"[+\-−±~≈<>≤≥]?\s?[$€£¥]?\s?(?:{_DIGITS})(?:[eE][+-]?\d+)?\s?[%‰×x€]?"
_NUMBER = re.compile(
    rf"\(?{_AMOUNT}\)?(?:\s?(?:±|–|/|\.\.)\s?{_AMOUNT})?|[+\-−]?(?:inf|∞)", re.ASCII
)
_DAY = re.compile(r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}\b)[\w .,/:-]{8,20}")
# What stands for "no number" in a column of numbers.
_BLANKS = frozenset(("", "nan", "none", "<na>", "nat", "–", "—", "-", "n/a", "null"))


@dataclass(slots=True)
class GridCell:
    is_header: bool
    colspan: int
    rowspan: int
    html: str = ""
    text: str = ""
    column: int = 0
    style: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


@dataclass(slots=True)
class Row:
    section: str
    cells: list[GridCell] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    rows: list[Row] = field(default_factory=list)
    caption: str = ""
    has_picture: bool = False

    def sections(self) -> Iterator[tuple[str, list[Row]]]:
        for name in _SECTIONS:
            rows = [row for row in self.rows if row.section == name]
            if rows:
                yield name, rows


def read_grids(html: str, styles: CellStyles | None = None) -> list[Grid]:
    """Return the tables of sanitised HTML; a table inside of a cell is read as its text."""
    reader = _Reader(styles)
    reader.feed(html)
    reader.close()
    grids = [grid for grid in reader.grids if any(row.cells for row in grid.rows)]
    for grid in grids:
        grid.rows = [row for row in grid.rows if row.cells]
        grid.caption = " ".join(grid.caption.split())
        _find_head(grid)
        _lay_out(grid)
    return grids


class _Reader(HTMLParser):
    """Collects rows; only inline tags are copied, and each that opens in a cell closes in it."""

    def __init__(self, styles: CellStyles | None) -> None:
        super().__init__(convert_charrefs=True)
        self.styles = styles
        self.grids: list[Grid] = []
        self.depth = 0
        self.section = "tbody"
        self.target: GridCell | None = None
        self.in_caption = False
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.grids.append(Grid())
                self.section = "tbody"
        if self.depth == 0:
            return
        if self.depth == 1 and tag in TABLE_TAGS:
            self._start_part(tag, dict(attrs))
        elif tag == "img":
            self.grids[-1].has_picture = True
        elif tag == "br" and self.target:
            self.target.html += "<br>"
            self.target.text += " "
        elif tag in INLINE_TAGS and self.target:
            kept = {name: _address(value or "") for name, value in attrs if name == "href"}
            # A link without an address leads nowhere.
            if tag != "a" or kept:
                self.target.html += open_tag(tag, kept | ({"rel": "noopener"} if kept else {}))
                self.inline.append(tag)
        else:
            self.handle_data(" ")

    def _start_part(self, tag: str, attributes: dict[str, str | None]) -> None:
        grid = self.grids[-1]
        if tag in _SECTIONS:
            self.section = tag
        elif tag == "caption":
            self.in_caption = True
        elif tag == "tr":
            grid.rows.append(Row(self.section))
        elif tag in ("td", "th") and grid.rows:
            colspan, rowspan = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            self.target = GridCell(tag == "th", colspan, rowspan)
            if self.styles:
                self.target.style = self.styles.style_of(tag, attributes)
            grid.rows[-1].cells.append(self.target)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.depth -= 1
            self.handle_data(" ")
        elif tag in INLINE_TAGS and tag in self.inline and self.target:
            while self.inline and self.inline[-1] != tag:
                self.target.html += f"</{self.inline.pop()}>"
            self.target.html += f"</{self.inline.pop()}>"
        elif self.depth == 1 and tag in ("td", "th") and self.target:
            self.target.html += "".join(f"</{name}>" for name in reversed(self.inline))
            self.target.html = self.target.html.strip()
            self.inline.clear()
            self.target = None
        elif self.depth == 1 and tag == "caption":
            self.in_caption = False
        elif self.depth and tag not in TABLE_TAGS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self.target:
            if not self.target.text or self.target.text.endswith(" "):
                text = text.lstrip(" ")
            self.target.html += escape(text, quote=False)
            self.target.text += text
        elif self.in_caption and self.depth == 1:
            self.grids[-1].caption += text


def _address(href: str) -> str:
    # Browsers take these characters as they are; the standard, and a validator, do not.
    return re.sub(r'[ "<>\\^`{|}]', lambda match: f"%{ord(match[0]):02X}", href)


def _span(value: str | None) -> int:
    # 1000 is where browsers stop as well (HTML, "algorithm for processing rows").
    return min(int(value), 1000) if value and re.fullmatch(r"[1-9]\d{0,5}", value, re.ASCII) else 1


def _find_head(grid: Grid) -> None:
    """Let leading rows of header cells alone be the head of a table that has none."""
    if any(row.section == "thead" for row in grid.rows):
        return
    head = 0
    for row in grid.rows:
        if not all(cell.is_header for cell in row.cells):
            break
        head += 1
    if head < len(grid.rows):
        for row in grid.rows[:head]:
            row.section = "thead"


def _lay_out(grid: Grid) -> None:
    """Find the column of each cell, and end spans where their section ends."""
    for _, rows in grid.sections():
        taken: dict[int, int] = {}  # column → number of rows it is still taken for
        for index, row in enumerate(rows):
            column = 0
            for cell in row.cells:
                while taken.get(column, 0) > index:
                    column += 1
                cell.column = column
                cell.rowspan = min(cell.rowspan, len(rows) - index)
                for _ in range(cell.colspan):
                    taken[column] = max(taken.get(column, 0), index + cell.rowspan)
                    column += 1


def write_grid(grid: Grid) -> str:
    """Return the HTML of the table on one line, so that Markdown takes it as one block."""
    numeric = _number_columns(grid)
    parts = ["<table>"]
    for section, rows in grid.sections():
        parts.append(f"<{section}>")
        for row in rows:
            parts.append("<tr>")
            parts += [_write_cell(cell, section, cell.column in numeric) for cell in row.cells]
            parts.append("</tr>")
        parts.append(f"</{section}>")
    return "".join([*parts, "</table>"])


def _write_cell(cell: GridCell, section: str, is_number: bool) -> str:
    # An empty header names nothing, and screen readers would announce it (WCAG technique H63).
    tag = "th" if cell.is_header and not cell.is_empty else "td"
    attributes = {}
    if tag == "th":
        # "row" and "col" also reach over the rows and columns that the cell spans.
        attributes["scope"] = "col" if section == "thead" else "row"
    if cell.colspan > 1:
        attributes["colspan"] = str(cell.colspan)
    if cell.rowspan > 1:
        attributes["rowspan"] = str(cell.rowspan)
    if is_number and cell.colspan == 1 and not cell.is_empty:
        attributes["class"] = "num"
    elif _DAY.fullmatch(cell.text.strip()):
        attributes["class"] = "day"
    if cell.style:
        attributes["style"] = cell.style
    return f"{open_tag(tag, attributes)}{'' if cell.is_empty else cell.html}</{tag}>"


def _number_columns(grid: Grid) -> set[int]:
    """Return the columns whose body cells are all numbers or blanks, with one number at least."""
    numbers: set[int] = set()
    others: set[int] = set()
    for row in grid.rows:
        for cell in row.cells if row.section != "thead" else ():
            text = " ".join(cell.text.split()).lower()
            if cell.colspan > 1 or not (text in _BLANKS or _NUMBER.fullmatch(text)):
                others.update(range(cell.column, cell.column + cell.colspan))
            elif text not in _BLANKS:
                numbers.add(cell.column)
    return numbers - others
