"""An interactive chart: what its library draws, and what stands in its place until then."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any, Literal

Library = Literal["plotly", "vega", "bokeh"]
Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The data that a chart draws, as a reader without scripts sees it: plain text and numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as JSON for the script of its library in the frame; nothing in it is trusted.

    `height` counts CSS pixels. `title` is plain text. `version` is that of the library that the
    chart was written for, empty where it is not told. `svg` is a drawing of it made at build time,
    not sanitised yet. `needs_web`: it draws on what pages do not have, such as the tiles of a map;
    `found` names it, and `repair` says what its author can do.
    """

    library: Library
    data: bytes = field(repr=False)
    height: int = 450
    title: str = ""
    version: str = ""
    svg: bytes = field(default=b"", repr=False)
    table: ChartTable | None = field(default=None, repr=False)
    needs_web: bool = False
    found: str = ""
    repair: str = ""


def write_json(value: Any) -> bytes:
    """Return JSON that browsers read: NaN and infinity, which Python writes, become null.

    Raises RecursionError for what is nested too deep, TypeError for what is no JSON.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, separators=(",", ":"))
    # A notebook may hold half of a surrogate pair, which no file can.
    return text.encode("utf-8", "replace")


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
