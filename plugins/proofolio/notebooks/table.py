"""A table for a page, from an output of a notebook (a pandas frame, a Styler, any HTML table)."""

from __future__ import annotations

from dataclasses import dataclass, field

from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.grid import read_grids, write_grid
from proofolio.notebooks.notebook import Notebook
from proofolio.notebooks.options import read_caption
from proofolio.notebooks.sanitise import clean_table_html
from proofolio.notebooks.selection import choose, refuse_failed


@dataclass(frozen=True, slots=True)
class Table:
    """A checked table: valid, accessible HTML without a caption, which stands beside it as text.

    Cells of columns of numbers have the class `num`, days the class `day`.
    """

    html: str = field(repr=False)
    caption: str | None = None
    cell: int | None = None
    label: str | None = None


def pick_table(notebook: Notebook, anchor: str) -> Table:
    """Return the table that a study names; `anchor` is a label, tag or id, perhaps with `:2`.

    Raises NotebookError where there is none, more than one, or one with pictures in it.
    """
    cell, number = notebook.locate(anchor)
    refuse_failed(notebook, "table", cell)
    pages = [output.text("text/html") for output in cell.outputs if output.has_table]
    grids = [grid for page in pages for grid in read_grids(clean_table_html(page)) if grid.rows]
    grid, position = choose(notebook, anchor, "table", cell, number, grids)
    if grid.has_picture:
        raise NotebookError(
            f"a table of text and numbers in {cell.describe()} of {notebook.name}",
            "pictures in its cells",
            "leave that column out, or publish the pictures as figures",
            cell.index,
        )
    caption = read_caption(cell.options, cell.metadata, "tbl", position)
    return Table(write_grid(grid), caption or grid.caption or None, cell.index, cell.label)
