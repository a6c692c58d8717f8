"""An output that is a table and nothing else, such as a pandas frame."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from html import escape

from proofolio.notebooks.cell_style import CellStyles
from proofolio.notebooks.draft import Draft
from proofolio.notebooks.grid import Grid, read_grids, write_grid
from proofolio.notebooks.long_table import LongTable, read_long_table
from proofolio.notebooks.sanitise import clean_table_html

_TABLE = re.compile(r"<table\b.*</table>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# What pandas and polars write below or above a frame.
_SHAPE = re.compile(r"\d[\d,]* rows × \d[\d,]* columns|shape: \([\d_, ]+\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """Clean HTML of a table; `rows` of `all_rows` are in it, `csv` has them all if that is less."""

    html: str
    caption: str | None = None
    shape: str = ""
    rows: int = 0
    all_rows: int = 0
    csv: bytes = field(default=b"", repr=False)

    def note(self, draft: Draft, stem: str) -> str:
        """Return what stands below the table."""
        if not self.csv:
            return f'<p class="pf-output__note">{escape(self.shape)}</p>' if self.shape else ""
        words = draft.say_counts("cut_rows", self.rows, self.all_rows)
        address = draft.add_asset(stem, ".csv", self.csv)
        link = f'<a href="{escape(address)}">{escape(draft.words["whole"])}</a>'
        return f'<p class="pf-output__note">{escape(words)} {link}</p>'


def read_frame(html: str, longest: int, *, whole: bool = True) -> Frame | None:
    """Return the one table of an output; None where there is more in it than a table of text.

    A table of which more than `longest` characters would be shown is cut. With `whole` unset,
    only one is taken whose rows need not all be parsed.
    """
    if found := read_long_table(html):
        return _read_start(found, longest)
    return _read_whole(html, longest) if whole else None


def _read_start(table: LongTable, longest: int) -> Frame | None:
    """Read no more rows than are shown."""
    first = table.rows[:100]
    count = 1 + 12 * longest * len(first) // (10 * (1 + sum(map(len, map(_text, first)))))
    while count < len(table.rows):
        frame = _read_whole(table.cut(count), longest)
        if frame is None or frame.csv:
            break
        count *= 2
    else:
        return _read_whole(table.cut(count), longest)
    if frame is None:
        return None
    head = b"".join(frame.csv.splitlines(keepends=True)[: -frame.all_rows])
    whole = head + table.write_csv()
    return replace(frame, all_rows=len(table.rows), csv=whole)


def _read_whole(html: str, longest: int) -> Frame | None:
    clean = clean_table_html(html, has_styles=True)
    around = " ".join(_TAG.sub(" ", _TABLE.sub(" ", clean)).split())
    if "<img" in clean or (around and not _SHAPE.fullmatch(around)):
        return None
    grids = read_grids(clean, CellStyles(html))
    if len(grids) != 1 or not grids[0].rows:
        return None
    grid = grids[0]
    caption = grid.caption or None
    shown = _rows_that_fit(grid, longest)
    if shown == len(grid.rows):
        return Frame(write_grid(grid), caption, around)
    whole, all_rows = _write_csv(grid), _count(grid)
    grid.rows = grid.rows[:shown]
    for index, row in enumerate(grid.rows):
        for cell in row.cells:
            cell.rowspan = min(cell.rowspan, shown - index)
    return Frame(write_grid(grid), caption, around, _count(grid), all_rows, whole)


def _rows_that_fit(grid: Grid, longest: int) -> int:
    size = 0
    for index, row in enumerate(grid.rows):
        size += sum(len(cell.html) for cell in row.cells)
        if size > longest and index:
            return index
    return len(grid.rows)


def _text(row: str) -> str:
    return _TAG.sub("", row).strip()


def _count(grid: Grid) -> int:
    return sum(row.section != "thead" for row in grid.rows)


def _write_csv(grid: Grid) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in grid.rows:
        values: list[str] = []
        for cell in row.cells:
            values += [""] * (cell.column - len(values)) + [" ".join(cell.text.split())]
        writer.writerow(values)
    return file.getvalue().encode()
