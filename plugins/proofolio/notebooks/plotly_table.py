"""The data of Plotly's traces as one table."""

from __future__ import annotations

import base64
import binascii
import re
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from proofolio.notebooks.chart import ChartTable, Value

# The attributes of traces that hold data, in the order of a reader's columns.
_KEYS = (
    "labels", "parents", "ids", "locations", "lat", "lon", "dimension", "x", "y", "z", "a", "b",
    "c", "r", "theta", "value", "values", "open", "high", "low", "close", "u", "v", "w", "text",
)  # fmt: skip
# NumPy's names of types, which plotly.py 6 writes, as the standard library's.
_TYPES = {
    "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "i8": "q", "u8": "Q",
    "f4": "f", "f8": "d",
}  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
_MOST_COLUMNS = 12

Columns = dict[str, list[Value]]


def read_trace_table(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> ChartTable | None:
    """Return what the traces draw; None where they hold no data of their own.

    Traces over the same x become columns beside each other, others stand below each other.
    """
    named = [(name, columns) for trace, name in _named(traces) if (columns := _columns(trace))]
    if not named:
        return None
    titles = {axis: _text(_title(layout, axis)) or axis for axis in ("x", "y")}
    return _beside(named, titles["x"]) or _below(named, titles)


def _named(traces: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    for number, trace in enumerate(traces, start=1):
        yield trace, _text(trace.get("name")) or f"{trace.get('type', 'trace')} {number}"


def _title(layout: Mapping[str, Any], axis: str) -> object:
    found = layout.get(f"{axis}axis")
    title = found.get("title") if isinstance(found, dict) else None
    return title.get("text") if isinstance(title, dict) else title


def _beside(named: list[tuple[str, Columns]], title: str) -> ChartTable | None:
    if not 1 < len(named) < _MOST_COLUMNS or any(
        columns.keys() != {"x", "y"} for _, columns in named
    ):
        return None
    first = named[0][1]["x"]
    if any(columns["x"] != first for _, columns in named[1:]):
        return None
    rows = zip_longest(first, *(columns["y"] for _, columns in named))
    return ChartTable((title, *(name for name, _ in named)), tuple(rows))


def _below(named: list[tuple[str, Columns]], titles: Mapping[str, str]) -> ChartTable:
    keys = [key for key in _KEYS if any(key in columns for _, columns in named)]
    with_names = len(named) > 1
    rows: list[tuple[Value, ...]] = []
    for name, columns in named:
        found = zip_longest(*(columns.get(key, [None]) for key in keys))
        rows += [(name, *row) for row in found] if with_names else list(found)
    head = [titles.get(key, key) for key in keys]
    return ChartTable((*(["series"] if with_names else []), *head), tuple(rows))


def _columns(trace: Mapping[str, Any]) -> Columns:
    found: Columns = {}
    grid = _values(trace.get("z"))
    if grid and all(isinstance(row, list) for row in grid):
        return _flatten(grid, _values(trace.get("x")), _values(trace.get("y")))
    if trace.get("type") in ("splom", "parcoords", "parcats"):
        return _dimensions(trace.get("dimensions"))
    if trace.get("type") == "table":
        return {}
    for key in _KEYS:
        values = _values(trace.get(key))
        if values and not any(isinstance(value, list | dict) for value in values):
            found[key] = [_value(value) for value in values]
    if found and found.keys() <= {"y"}:
        found = {"x": list(range(len(found["y"]))), **found}
    elif found and found.keys() <= {"text"}:
        return {}
    return found


def _flatten(grid: list[Any], across: list[Any], down: list[Any]) -> Columns:
    columns: Columns = {"x": [], "y": [], "z": []}
    for line, row in enumerate(grid):
        for place, value in enumerate(row):
            columns["x"].append(_value(across[place]) if place < len(across) else place)
            columns["y"].append(_value(down[line]) if line < len(down) else line)
            columns["z"].append(_value(value))
    return columns


def _dimensions(dimensions: object) -> Columns:
    columns: Columns = {"dimension": [], "value": []}
    for dimension in dimensions if isinstance(dimensions, list) else ():
        if isinstance(dimension, dict):
            values = _values(dimension.get("values"))
            columns["dimension"] += [_text(dimension.get("label"))] * len(values)
            columns["value"] += [_value(value) for value in values]
    return columns if columns["value"] else {}


def _values(value: object) -> list[Any]:
    """Return an array as a list, of lists where it has two dimensions."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or not isinstance(value.get("bdata"), str):
        return []
    code = _TYPES.get(str(value.get("dtype", "")).lstrip("<|="))
    try:
        data = base64.b64decode(value["bdata"], validate=True)
        numbers = array(code or "?")
        numbers.frombytes(data)
    except (binascii.Error, ValueError):
        return []
    if sys.byteorder == "big":
        numbers.byteswap()
    found = numbers.tolist()
    shape = [int(part) for part in re.findall(r"\d+", str(value.get("shape", "")))]
    if len(shape) == 2 and shape[0] * shape[1] == len(found):
        return [found[start : start + shape[1]] for start in range(0, len(found), shape[1] or 1)]
    return found


def _value(value: object) -> Value:
    if isinstance(value, bool | int | float) or value is None:
        return value
    return _text(value)


def _text(value: object) -> str:
    return " ".join(_TAG.sub(" ", value).split()) if isinstance(value, str) else ""
