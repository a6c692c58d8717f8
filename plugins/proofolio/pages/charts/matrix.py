"""A confusion matrix: rows are what was, columns what was predicted, shaded by the row's share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from proofolio.evidence import RecordedTable, Value
from proofolio.pages.charts.error import ChartError, raise_all
from proofolio.pages.charts.lettering import TEXT, TICK, clean, cut, measure, wrap
from proofolio.pages.charts.measured import is_number
from proofolio.pages.charts.scene import Line, Mark, Rect, Scene, Text

MOST_CLASSES = 20
_SMALL = 11
# A cell of the whole row is no darker: the same ink is read on every cell, in light and in dark.
DARKEST = 0.5


@dataclass(frozen=True, slots=True)
class Matrix:
    """`counts[actual][predicted]`, classes in the order of the record."""

    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def share(self, actual: int, predicted: int) -> float:
        """Return the part of a row that a cell holds; 0 in a row without cases."""
        return self.counts[actual][predicted] / (sum(self.counts[actual]) or 1)


def read_matrix(table: RecordedTable) -> Matrix:
    """Return the counts of a table whose first column names the classes. Raises ChartError."""
    predicted = table.columns[1:]
    actual = tuple("" if row[0] is None else str(row[0]) for row in table.rows)
    if not 2 <= len(predicted) <= MOST_CLASSES:
        raise ChartError(
            f"2 to {MOST_CLASSES} classes: a column with their names and one for each",
            f'counts for {len(predicted)} in "{table.name}"',
            "record pd.crosstab(actual, predicted)",
        )
    if actual != predicted:
        raise ChartError(
            "the same classes in rows and columns, in the same order",
            f"rows {_quote(actual)} and columns {_quote(predicted)}",
            "reindex the table to the classes: .reindex(index=names, columns=names, fill_value=0)",
        )
    mistakes = [
        ChartError(
            "counts of cases, whole and not negative",
            f'{cell!r} where "{row[0]}" was taken for "{name}"',
            "record counts, not shares: the chart computes them",
        )
        for row in table.rows
        for name, cell in zip(predicted, row[1:], strict=True)
        if not _is_count(cell)
    ]
    raise_all(mistakes)
    counts = tuple(tuple(int(cell) for cell in row[1:] if is_number(cell)) for row in table.rows)
    if not any(map(any, counts)):
        raise ChartError("at least one case", "zeros only", "record the counts of the test set")
    return Matrix(actual, counts)


def _is_count(cell: Value) -> bool:
    return is_number(cell) and cell >= 0 and cell == int(cell)


def _quote(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names[:12]) or "none"


def lay_out_matrix(matrix: Matrix, width: float, words: Mapping[str, Any]) -> Scene:
    """Place the cells; column names stand upright where they find no room lying."""
    size = len(matrix.classes)
    names = [clean(name) for name in matrix.classes]
    longest = max(measure(name, TICK) for name in names)
    left = max(min(longest + 10, width * 0.26), measure(words["actual"], TICK) + 10)
    side = min((width - left) / size, 96 if size < 6 else 60)
    upright = longest > side - 6
    head = 24 + (min(longest, 90) + 10 if upright else 22)
    height = min(side, 56 if size < 6 else 44)
    write = words["numerals"].write
    widest = max((write(f"{count:,}") for counts in matrix.counts for count in counts), key=measure)
    small = measure(widest) > side - 4
    bare = measure(widest, _SMALL) > side - 2
    over = f"{words['predicted']} ({words['row_share']})" if bare else words["predicted"]
    marks: list[Mark] = [
        Text(left + size * side / 2, TEXT, over, "g-label", "middle"),
        Text(left - 8, head - 8, words["actual"], "g-label", "end"),
    ]
    for place, name in enumerate(names):
        center = left + (place + 0.5) * side
        shown = cut(name, 90 if upright else side - 4, TICK)
        full = name if shown != name else ""
        column = (
            (center + 4, head - 6, "start", -90) if upright else (center, head - 8, "middle", 0)
        )
        marks.append(Text(column[0], column[1], shown, "g-tick", column[2], full, column[3]))
        lines = wrap(name, left - 10, TICK, lines=2 if height >= 38 else 1)
        full = name if " ".join(lines) != name else ""
        first = head + (place + 0.5) * height + 5 - 8 * (len(lines) - 1)
        marks += [
            Text(left - 8, first + 16 * number, line, "g-tick", "end", full)
            for number, line in enumerate(lines)
        ]
    marks += _draw_grid(size, left, head, side, height)
    for actual in range(size):
        for predicted in range(size):
            x, y = left + predicted * side, head + actual * height
            box = (x, y, side, height)
            marks += _draw_cell(matrix, actual, predicted, box, write, small=small, bare=bare)
    return Scene(width, head + size * height + 2, tuple(marks))


def _draw_grid(size: int, left: float, top: float, side: float, height: float) -> list[Mark]:
    right, bottom = left + size * side, top + size * height
    steps = range(size + 1)
    return [
        *(Line(left, top + n * height, right, top + n * height, "g-grid") for n in steps),
        *(Line(left + n * side, top, left + n * side, bottom, "g-grid") for n in steps),
    ]


def _draw_cell(
    matrix: Matrix,
    actual: int,
    predicted: int,
    box: tuple[float, float, float, float],
    write: Callable[[str], str],
    *,
    small: bool,
    bare: bool,
) -> list[Mark]:
    """Draw count and share; in small letters, or the bare share, where counts find no room."""
    x, y, side, height = box
    count, share = matrix.counts[actual][predicted], matrix.share(actual, predicted)
    style = "g-cell g-right" if actual == predicted else "g-cell"
    shade = round(DARKEST * share, 2)
    marks: list[Mark] = []
    if shade or actual == predicted:
        marks.append(Rect(x + 1, y + 1, side - 2, height - 2, style, shade))
    middle = x + side / 2
    # Nothing is said twice: a share of nothing is nothing.
    both = not bare and count > 0 and side >= 44 and height >= 38
    text = f"{share * 100:.0f}" if bare else write(f"{count:,}")
    weight = "g-small" if small else "g-count" if count else "g-none"
    marks.append(Text(middle, y + height / 2 + (-1 if both else 5), text, weight))
    if both:
        percent = f"{share * 100:.0f}\u00a0%" if share >= 0.005 else "<1\u00a0%"
        marks.append(Text(middle, y + height / 2 + 15, percent, "g-percent"))
    return marks
