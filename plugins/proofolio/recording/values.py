"""What people record → plain JSON: of Python, NumPy, pandas, polars or decimal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

Number = int | float


def read_number(value: object, what: str) -> Number:
    """Return a plain number of one of Python, NumPy, pandas or decimal."""
    if not isinstance(value, bool | int | float | str):
        value = _plain(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{what} is a number, not {name_value(value)}")
    if not math.isfinite(value):
        raise ValueError(f"{what} is {value}, which is no result")
    return int(value) if isinstance(value, int) else float(value)


def _plain(value: Any) -> object:
    """Return what an array of one value, or a Decimal, holds."""
    if type(value).__name__ == "Decimal":
        return float(value)
    item = getattr(value, "item", None)
    try:
        return item() if callable(item) else value
    except (ValueError, TypeError):  # an array of several values
        return value


def read_count(n: object) -> int:
    """Return a whole number above 0."""
    count = read_number(n, "n")
    if count != int(count) or count < 1:
        raise ValueError(f"n counts cases, so it is a whole number above 0, not {count}")
    return int(count)


def read_interval(interval: Sequence[object], value: Number) -> list[Number]:
    """Return lower and upper end; the value lies between them."""
    what = "the interval"
    ends = [read_number(end, f"an end of {what}") for end in read_list(interval, what)]
    # The formula of an interval may miss a share of 0 or 1 by the last digit of a float.
    ends = [value if math.isclose(end, value, abs_tol=1e-12) else end for end in ends]
    if len(ends) != 2 or not ends[0] <= value <= ends[1]:
        raise ValueError(f"an interval is (lower, upper) around {value}, not {tuple(ends)}")
    return ends


def read_text(value: object, what: str) -> str:
    """Return a text as it is."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is text, not {name_value(value)}")
    return value


def read_cell(value: Any, what: str) -> object:
    """Return a cell of a table: dates as ISO text, and None for what is missing."""
    if value is None or isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return None if str(value) == "NaT" else value.isoformat()
    value = value if isinstance(value, bool | int | float) else _plain(value)
    if str(value) in ("nan", "<NA>"):
        return None
    return value if isinstance(value, bool | str) else read_number(value, what)


def read_list(values: Any, what: str) -> list[Any]:
    """Return the items of a list, an array or a column."""
    if isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise TypeError(f"{what} is a sequence, not {name_value(values)}")
    return list(values.tolist() if hasattr(values, "tolist") else values)


def read_table(data: Any, columns: Sequence[str] | None) -> tuple[list[str], list[list[Any]]]:
    """Return the columns' names and the rows of whatever kind of table."""
    if hasattr(data, "reset_index") and hasattr(data, "itertuples"):  # pandas
        # A plain numbering says nothing; anything else is the first column.
        is_plain = type(data.index).__name__ == "RangeIndex" and data.index.name is None
        frame = data if is_plain else data.reset_index()
        return [str(name) for name in frame.columns], [
            list(row) for row in frame.itertuples(index=False, name=None)
        ]
    if hasattr(data, "columns") and callable(getattr(data, "rows", None)):  # polars
        return [str(name) for name in data.columns], [list(row) for row in data.rows()]
    if isinstance(data, Mapping):
        lists = [read_list(values, f"the column {name!r}") for name, values in data.items()]
        if len({len(values) for values in lists}) > 1:
            raise ValueError("the columns of a table are of the same length")
        return [str(name) for name in data], [list(row) for row in zip(*lists, strict=True)]
    rows = read_list(data, "a table")
    if rows and all(isinstance(row, Mapping) for row in rows):
        names = list(dict.fromkeys(name for row in rows for name in row))
        return [str(name) for name in names], [[row.get(name) for name in names] for row in rows]
    rows = [read_list(row, "a row") for row in rows]
    names = list(
        columns or [f"column {index}" for index in range(1, len(rows[0]) + 1 if rows else 1)]
    )
    if any(len(row) != len(names) for row in rows):
        raise ValueError(f"each row has {len(names)} cells, one a column")
    return names, rows


def name_value(value: object) -> str:
    """Return a value with its type, for messages."""
    return f"{type(value).__name__} {str(value)[:50]!r}"
