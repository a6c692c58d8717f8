"""The data of a chart as a table: the record's own values, not what was drawn of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proofolio.evidence import RecordedCurve, RecordedTable, Series, Value
from proofolio.pages.charts.measured import Measured
from proofolio.pages.charts.number import show_exactly
from proofolio.pages.charts.scale import read_day
from proofolio.pages.charts.timeline import Phase
from proofolio.words import Numerals

Cell = Value | Decimal
# More would make the page heavy: ten thousand rows are 400 kB.
MOST_PRINTED = 200


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Columns and rows of a chart; `units` has one for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    units: tuple[str, ...]

    def printed(self, numerals: Numerals) -> list[list[str]]:
        """The rows as text; of a long table so many, evenly spread from the first to the last."""
        rows = self.rows
        if len(rows) > MOST_PRINTED:
            step = (len(rows) - 1) / (MOST_PRINTED - 1)
            rows = tuple(rows[round(place * step)] for place in range(MOST_PRINTED))
        return [
            [show_exactly(cell, unit, numerals) for cell, unit in zip(row, self.units, strict=True)]
            for row in rows
        ]

    @property
    def numeric(self) -> list[bool]:
        """Whether a column holds numbers."""
        return [
            any(isinstance(row[place], int | float | Decimal) for row in self.rows)
            for place in range(len(self.columns))
        ]


def tabulate_measured(
    rows: Sequence[Measured], unit: str, words: Mapping[str, str], more: Sequence[Measured] = ()
) -> ChartTable:
    """Return a row for each number, with the columns that any of them has."""
    units = {"n": ""}
    fields = ("value", "low", "high", "n", "baseline")
    every = [*rows, *more]
    kept = [key for key in fields if any(getattr(row, key) is not None for row in every)]
    return ChartTable(
        (words["name"], *(words[key] for key in kept)),
        tuple((row.name, *(getattr(row, key) for key in kept)) for row in every),
        ("", *(units.get(key, unit) for key in kept)),
    )


def tabulate_record(
    table: RecordedTable, words: Mapping[str, str], label: Callable[[str], str]
) -> ChartTable:
    """Return a recorded table as it is."""
    columns = tuple(words.get(name, label(name)) for name in table.columns)
    return ChartTable(columns, table.rows, ("",) * len(columns))


def tabulate_curve(
    curve: RecordedCurve, unit: str, words: Mapping[str, str], label: Callable[[str], str]
) -> ChartTable:
    """Return a row for each x and a column for each series, or a row for each point."""
    dated = all(
        isinstance(x, str) and read_day(x) is not None for one in curve.series for x in one.x
    )
    across = curve.x_label or words["date" if dated else "x"]
    if any(len(set(one.x)) < len(one.x) for one in curve.series):
        return _tabulate_points(curve, unit, words, label)
    values: dict[Value, dict[str, float]] = {}
    columns: list[str] = []
    for one in curve.series:
        name = label(one.name) or curve.y_label or words["value"]
        for key, numbers in _columns(one, name, words):
            columns.append(key)
            for x, number in zip(one.x, numbers, strict=True):
                values.setdefault(x, {})[key] = number
    rows = tuple((x, *(found.get(key) for key in columns)) for x, found in values.items())
    # Series that begin earlier come first, whichever of them was recorded first.
    if len(curve.series) > 1 and all(isinstance(x, int | float) for x in values):
        rows = tuple(sorted(rows, key=lambda row: row[0]))  # type: ignore[arg-type,return-value]
    return ChartTable((across, *columns), rows, ("", *(unit for _ in columns)))


def _columns(
    one: Series, name: str, words: Mapping[str, str]
) -> list[tuple[str, tuple[float, ...]]]:
    found = [(name, one.y)]
    for key, numbers in (("low", one.lower), ("high", one.upper)):
        if numbers:
            found.append((f"{name}: {words[key]}", numbers))
    return found


def _tabulate_points(
    curve: RecordedCurve, unit: str, words: Mapping[str, str], label: Callable[[str], str]
) -> ChartTable:
    """Return the points of all series one below the other: an x may come twice."""
    bounds = [key for key in ("lower", "upper") if any(getattr(one, key) for one in curve.series)]
    rows: list[tuple[Cell, ...]] = []
    for one in curve.series:
        sides = [getattr(one, key) or (None,) * len(one.x) for key in bounds]
        rows += [(label(one.name), *row) for row in zip(one.x, one.y, *sides, strict=True)]
    names = {"lower": words["low"], "upper": words["high"]}
    columns = (
        words["series"], curve.x_label or words["x"], curve.y_label or words["value"],
        *(names[key] for key in bounds),
    )  # fmt: skip
    units = ("", "", unit, *(unit for _ in bounds))
    if len(curve.series) == 1:
        return ChartTable(columns[1:], tuple(row[1:] for row in rows), units[1:])
    return ChartTable(columns, tuple(rows), units)


def tabulate_phases(phases: Sequence[Phase], words: Mapping[str, str]) -> ChartTable:
    """Return the phases with their first and last day or week."""
    columns = (words["phase"], words["start"], words["end"])
    return ChartTable(columns, tuple((p.name, p.start, p.end) for p in phases), ("", "", ""))
