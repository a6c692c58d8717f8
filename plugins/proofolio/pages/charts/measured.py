"""Recorded numbers and tables of slices → the rows of a comparison or of slices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from proofolio.evidence import RecordedNumber, RecordedTable, Value
from proofolio.pages.charts.error import ChartError, raise_all

MOST_ROWS = 40
_COLUMNS = ("name", "value", "n", "low", "high")
Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its name as it is shown; what was not recorded is None."""

    name: str
    value: float | Decimal
    low: float | Decimal | None = None
    high: float | Decimal | None = None
    n: int | None = None
    baseline: float | Decimal | None = None

    @property
    def numbers(self) -> list[float]:
        every = (self.value, self.low, self.high, self.baseline)
        return [float(number) for number in every if number is not None]


def read_numbers(numbers: Sequence[RecordedNumber], label: Label) -> tuple[list[Measured], str]:
    """Return the rows of several numbers, and their unit. Raises ChartError."""
    units = list(dict.fromkeys(number.unit for number in numbers))
    if len(units) > 1:
        shown = " and ".join(f'"{unit}"' for unit in units)
        raise ChartError("numbers of one unit", shown, "draw a chart for each unit")
    check_count(len(numbers), "numbers")
    rows = [take_number(number, label(number.name)) for number in numbers]
    check_sizes(row.numbers for row in rows)
    return rows, units[0]


def take_number(number: RecordedNumber, name: str) -> Measured:
    """Return a recorded number under the name that the page has for it."""
    low, high = number.interval or (None, None)
    return Measured(name, number.value, low, high, number.n, number.baseline)


def read_slices(table: RecordedTable) -> tuple[list[Measured], str]:
    """Return the rows of a table with the columns name, value, n, low and high."""
    missing = [name for name in _COLUMNS[:2] if name not in table.columns]
    if missing:
        names = ", ".join(f'"{name}"' for name in table.columns)
        raise ChartError(
            "the columns name and value (and n, low, high, where they are known)",
            f'the columns {names} in "{table.name}"',
            f"name the columns so in record_table; missing: {', '.join(missing)}",
        )
    check_count(len(table.rows), f'rows in "{table.name}"')
    mistakes: list[ChartError] = []
    rows = []
    for place, cells in enumerate(table.rows, 1):
        found = dict(zip(table.columns, cells, strict=True))
        row = _read_row(found)
        if isinstance(row, str):
            cells_read = ", ".join(f"{key} {cell}" for key, cell in found.items() if key != "name")
            where = f'{cells_read} in row {place} of "{table.name}" ("{found["name"]}")'
            mistakes.append(ChartError(row, where, "correct what that row is computed from"))
        else:
            rows.append(row)
    raise_all(mistakes)
    return rows, table.unit


def is_number(value: Value) -> TypeGuard[int | float]:
    """Whether a cell is a number that can be drawn."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _read_row(found: Mapping[str, Value]) -> Measured | str:
    """Return a row of slices, or what was expected in its place."""
    value, low, high, n = (found.get(key) for key in ("value", "low", "high", "n"))
    if not is_number(value):
        return "a number as value"
    if n is not None and not (is_number(n) and n >= 0 and n == int(n)):
        return "a count of cases as n"
    count = None if n is None else int(n)
    if low is None and high is None:
        return Measured(str(found["name"]), value, n=count)
    if not (is_number(low) and is_number(high) and low <= value <= high):
        return "low ≤ value ≤ high"
    return Measured(str(found["name"]), value, low, high, count)


def check_count(count: int, what: str) -> None:
    """Raise ChartError where there is nothing to draw, or more than anyone reads."""
    if not 1 <= count <= MOST_ROWS:
        repair = "record the ones that matter" if count else "record some first"
        raise ChartError(f"1 to {MOST_ROWS} {what}", str(count or "none"), repair)


def check_sizes(rows: Iterable[Sequence[float]]) -> None:
    """Raise ChartError for numbers that no scale can hold."""
    for numbers in rows:
        for number in numbers:
            if not abs(number) < 1e15:
                raise ChartError(
                    "numbers below 10^15", f"{number:g}", "record them in a larger unit"
                )
