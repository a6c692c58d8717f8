"""From an anchor to one output of a cell, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from proofolio.notebooks.error import NotebookError, quote_names
from proofolio.notebooks.notebook import Cell, Notebook, anchors

T = TypeVar("T")

# What a study says (`figure:`, `table:`) and what a cell has.
_KINDS = {"figure": "picture", "table": "table"}


def choose(
    notebook: Notebook, anchor: str, noun: str, cell: Cell, number: int | None, items: Sequence[T]
) -> tuple[T, int]:
    """Return the item asked for and its position; `noun` is `figure` or `table`."""
    where = f"{cell.describe()} of {notebook.name}"
    if not items:
        raise _nothing(notebook, noun, cell)
    if number is None and len(items) > 1:
        raise NotebookError(
            f"one {noun} in {where}",
            f"{len(items)}",
            f"say which: `{notebook.name}#{anchor}:1` to `{notebook.name}#{anchor}:{len(items)}`",
            cell.index,
        )
    if number is not None and number > len(items):
        count = f"{len(items)} {noun}s" if len(items) > 1 else f"one {noun}"
        repair = f"ask for `:{len(items)}` at most" if len(items) > 1 else f"leave out `:{number}`"
        raise NotebookError(f"{noun} {number} in {where}", count, repair, cell.index)
    position = 0 if number is None else number - 1
    return items[position], position


def refuse_failed(notebook: Notebook, noun: str, cell: Cell) -> None:
    """Raise NotebookError for a cell whose run failed, unless it is tagged `raises-exception`."""
    failure = next((output for output in cell.outputs if output.kind == "error"), None)
    if failure and "raises-exception" not in cell.tags:
        raise NotebookError(
            f"a {noun} in {cell.describe()} of {notebook.name}",
            failure.describe(),
            "mend the cell, run the notebook and save it",
            cell.index,
        )


def _nothing(notebook: Notebook, noun: str, cell: Cell) -> NotebookError:
    expected = f"a {noun} in {cell.describe()} of {notebook.name}"
    found, repair = _what_there_is(notebook, noun, cell)
    return NotebookError(expected, found, repair, cell.index)


def _what_there_is(notebook: Notebook, noun: str, cell: Cell) -> tuple[str, str]:
    if cell.kind != "code":
        kind = {"markdown": "Markdown", "raw": "raw"}.get(cell.kind, "other")
        return f"a {kind} cell", "name the code cell that shows it" + _those_named(notebook, noun)
    if not cell.outputs and not cell.was_run:
        return "a cell that was not run", "run the notebook and save it"
    if not cell.outputs:
        end = f"end the cell with the {noun} itself, run the notebook and save it"
        return "a cell that shows nothing", end
    if noun == "table" and any(output.has_table for output in cell.outputs):
        return "a table without cells", "let the cell show its rows"
    found = list(dict.fromkeys(output.describe() for output in cell.outputs))
    what = " and ".join(found)
    other = "table" if noun == "figure" else "figure"
    if any(word == f"a {_KINDS[other]}" for word in found):
        return what, f"write `{other}:` in place of `{noun}:`"
    if noun == "figure" and any("interactive" in word for word in found):
        return what, "let the cell show it as a static picture too, as PNG or SVG"
    return what, f"end the cell with the {noun} itself" + _those_named(notebook, noun)


def _those_named(notebook: Notebook, noun: str) -> str:
    names = anchors(notebook, _KINDS[noun])
    return f"; {noun}s are in the cells {quote_names(names)}" if names else ""
