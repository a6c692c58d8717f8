"""The data of a Bokeh document as one table."""

from __future__ import annotations

import base64
import binascii
import re
import sys
import zlib
from array import array
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from proofolio.notebooks.chart import ChartTable, Value

if TYPE_CHECKING:
    from proofolio.notebooks.bokeh import Model

_CODES = {
    "int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i", "uint32": "I",
    "int64": "q", "uint64": "Q", "float32": "f", "float64": "d", "bool": "B",
}  # fmt: skip
_MOST_COLUMNS = 12
# What a few bytes may unfold to, before they are no chart any more.
_MOST_BYTES = 64_000_000

Columns = dict[str, list[Value]]


def read_source_table(models: Collection[Model]) -> ChartTable | None:
    """Return what the plots draw, those with several sources below each other; None for nothing."""
    sources = {model.id: model for model in models if model.name == "ColumnDataSource"}
    drawn = [model for model in models if model.name == "GlyphRenderer"]
    labels = _labels(models)
    has_dates = any(model.name == "DatetimeAxis" for model in models)
    series: dict[str, tuple[str, Columns]] = {}
    for number, renderer in enumerate(drawn, start=1):
        source = renderer.attributes.get("data_source")
        key = source.get("id") if isinstance(source, dict) else None
        if key in sources and key not in series:
            fields = list(_fields(renderer, models))
            dates = fields[:1] if has_dates else []
            columns = _columns(sources[key], fields, dates)
            series[key] = (labels.get(renderer.id, str(number)), columns)
    for key, source in sources.items():
        series.setdefault(key, ("", _columns(source, [], []) if not drawn else {}))
    return _stack([(name, columns) for name, columns in series.values() if columns])


def _stack(series: list[tuple[str, Columns]]) -> ChartTable | None:
    names = dict.fromkeys(name for _, columns in series for name in columns)
    head = list(names)[:_MOST_COLUMNS]
    if not head:
        return None
    with_series = len(series) > 1
    rows: list[tuple[Value, ...]] = []
    for label, columns in series:
        found = zip_longest(*(columns.get(name, ()) for name in head))
        rows += [(label, *row) for row in found] if with_series else list(found)
    return ChartTable((*(["series"] if with_series else []), *head), tuple(rows))


def _labels(models: Collection[Model]) -> dict[str, str]:
    """Return what the legend calls each renderer."""
    found = {}
    for item in models:
        label = item.attributes.get("label") if item.name == "LegendItem" else None
        text = label.get("value") if isinstance(label, dict) else label
        for renderer in item.attributes.get("renderers") or () if isinstance(text, str) else ():
            found[renderer["id"]] = str(text)
    return found


def _fields(renderer: Model, models: Collection[Model]) -> Iterator[str]:
    """Yield the columns that a glyph draws, x first."""
    glyph = renderer.attributes.get("glyph")
    key = glyph.get("id") if isinstance(glyph, dict) else None
    attributes = next((model.attributes for model in models if model.id == key), {})
    for name in sorted(attributes, key=lambda name: (name != "x", name != "y")):
        value = attributes[name]
        if isinstance(value, dict) and isinstance(value.get("field"), str):
            yield value["field"]


def _columns(source: Model, first: list[str], dates: list[str]) -> Columns:
    data = source.attributes.get("data") or {}
    # Bokeh 3 writes a map as a list of pairs.
    pairs = dict(data["entries"]) if data.get("type") == "map" else data
    found: Columns = {}
    for name in dict.fromkeys([*(name for name in first if name in pairs), *pairs]):
        values = _values(pairs[name])
        if values and not any(isinstance(value, list | dict) for value in values):
            found[name] = [_date(value) if name in dates else _value(value) for value in values]
    return found


def _values(value: object) -> list[Any]:
    if isinstance(value, list):
        return [_number(item) for item in value]
    if not isinstance(value, Mapping):
        return []
    packed = value.get("array", value.get("__ndarray__"))
    if isinstance(packed, list):
        return [_number(item) for item in packed]
    text = packed.get("data") if isinstance(packed, dict) else packed
    shape = value.get("shape")
    # Two dimensions are a picture.
    if not isinstance(text, str) or (isinstance(shape, list) and len(shape) > 1):
        return []
    return _unpack(text, str(value.get("dtype")), str(value.get("order")))


def _unpack(text: str, kind: str, order: str) -> list[Any]:
    try:
        data = base64.b64decode(text, validate=True)
        if data[:2] == b"\x1f\x8b":
            data = zlib.decompressobj(wbits=31).decompress(data, _MOST_BYTES)
        numbers = array(_CODES[kind])
        numbers.frombytes(data)
    except (binascii.Error, KeyError, ValueError, zlib.error):
        return []
    if order in ("little", "big") and order != sys.byteorder:
        numbers.byteswap()
    found = numbers.tolist()
    return [bool(item) for item in found] if kind == "bool" else found


def _number(value: object) -> object:
    """Return NaN and infinity, which Bokeh 3 writes as objects, as no value."""
    return None if isinstance(value, dict) and value.get("type") == "number" else value


def _value(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float):
        return value
    return " ".join(re.sub(r"<[^>]*>", " ", str(value)).split())


def _date(value: object) -> Value:
    """Return milliseconds since 1970 as a date, with a time where there is one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2.5e14:
        return _value(value)
    found = datetime.fromtimestamp(value / 1000, UTC).replace(tzinfo=None)
    return found.isoformat(" ", "seconds").removesuffix(" 00:00:00")
