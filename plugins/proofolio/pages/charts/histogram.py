"""Counts by bin: a table with the columns low and high, and one of counts for each series."""

from __future__ import annotations

from proofolio.evidence import RecordedTable
from proofolio.pages.charts.curve import MOST_SERIES, Curve, Track
from proofolio.pages.charts.error import ChartError, raise_all
from proofolio.pages.charts.measured import is_number
from proofolio.pages.charts.scale import Point

_MOST_BINS = 200


def read_histogram(table: RecordedTable, cases: str) -> Curve:
    """Return the outline of each series' bars; `cases` names y. Raises ChartError."""
    series = table.columns[2:]
    if table.columns[:2] != ("low", "high") or not 1 <= len(series) <= MOST_SERIES:
        names = ", ".join(f'"{name}"' for name in table.columns)
        raise ChartError(
            f"the columns low and high, and 1 to {MOST_SERIES} columns of counts",
            f'the columns {names} in "{table.name}"',
            "record the edges of each bin, then the counts of each series",
        )
    if not 1 <= len(table.rows) <= _MOST_BINS:
        raise ChartError(f"1 to {_MOST_BINS} bins", f"{len(table.rows)}", "record wider bins")
    mistakes: list[ChartError] = []
    bins: list[list[float]] = []
    for place, row in enumerate(table.rows, 1):
        numbers = [float(cell) for cell in row if is_number(cell)]
        if wrong := _find_mistake(numbers, len(row), bins[-1] if bins else None):
            found = f'{list(row)} in row {place} of "{table.name}"'
            mistakes.append(ChartError(wrong, found, "record it again, from the lowest bin on"))
        else:
            bins.append(numbers)
    raise_all(mistakes)
    tracks = [Track(name, _outline(bins, place)) for place, name in enumerate(series, 2)]
    return Curve("number", tuple(tracks), x_label=table.unit, y_label=cases)


def _find_mistake(numbers: list[float], size: int, last: list[float] | None) -> str:
    """Return what was expected of a bin that is wrong."""
    if len(numbers) < size:
        return "numbers only"
    if not numbers[0] < numbers[1] or (last and numbers[0] < last[1]):
        return "low < high, and no bin that reaches into the next"
    return "counts from 0 on" if min(numbers[2:]) < 0 else ""


def _outline(bins: list[list[float]], column: int) -> tuple[Point, ...]:
    """Return the corners of the bars; it falls to 0 between bins that do not touch."""
    points: list[Point] = [(bins[0][0], 0.0)]
    for low, high, *counts in bins:
        if low > points[-1][0]:
            points += [(points[-1][0], 0.0), (low, 0.0)]
        points += [(low, counts[column - 2]), (high, counts[column - 2])]
    return (*points, (points[-1][0], 0.0))
