"""The rows that a specification of Vega carries, as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from proofolio.notebooks.chart import ChartTable, Value

_MOST_COLUMNS = 12
# Altair writes the channels by the alphabet, color first.
_CHANNELS = {"x": 0, "y": 1}


def read_spec_table(spec: dict[str, Any]) -> ChartTable | None:
    """Return the chart's own rows, what it draws from first; None where it has none."""
    rows = next((found for found in _datasets(spec) if found), None)
    if rows is None:
        return None
    names = dict.fromkeys(name for row in rows for name in row)
    drawn = [name for name in dict.fromkeys(_fields(spec)) if name in names]
    columns = list(dict.fromkeys([*drawn, *names]))[:_MOST_COLUMNS]
    return ChartTable(
        tuple(columns), tuple(tuple(_value(row.get(name)) for name in columns) for row in rows)
    )


def _datasets(spec: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    named = spec.get("datasets")
    for source in _sources(spec):
        values = source.get("values")
        if values is None and isinstance(named, dict):
            values = named.get(str(source.get("name")))
        yield _rows(values)


def _sources(value: object) -> Iterator[dict[str, Any]]:
    """Yield what stands under a `data`, the outermost first."""
    if isinstance(value, list):
        for item in value:
            yield from _sources(item)
    if not isinstance(value, dict):
        return
    found = value.get("data")
    for source in found if isinstance(found, list) else [found]:
        if isinstance(source, dict):
            yield source
    for key, item in value.items():
        if key not in ("data", "datasets", "values"):
            yield from _sources(item)


def _rows(values: object) -> list[dict[str, Any]]:
    if isinstance(values, dict):
        # GeoJSON: what is told of each place, not its outline.
        features = values.get("features")
        found = (
            [feature.get("properties") for feature in features if isinstance(feature, dict)]
            if isinstance(features, list)
            else []
        )
        return [row for row in found if isinstance(row, dict) and row]
    if not isinstance(values, list):
        return []
    # Vega calls the column of a plain list so.
    return [row if isinstance(row, dict) else {"data": row} for row in values]


def _fields(value: object) -> Iterator[str]:
    """Yield the columns that encodings use: x, y, and the others as the specification has them."""
    if isinstance(value, list):
        for item in value:
            yield from _fields(item)
    if isinstance(value, dict):
        for key, item in sorted(value.items(), key=lambda pair: _CHANNELS.get(pair[0], 2)):
            if key == "field" and isinstance(item, str):
                yield item.replace("\\", "")
            elif key not in ("data", "datasets", "values", "transform"):
                yield from _fields(item)


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)
