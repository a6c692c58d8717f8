"""An interactive chart: what its library draws, and what stands in its place until then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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
    not sanitised yet.
    """

    library: Library
    data: bytes = field(repr=False)
    height: int = 450
    title: str = ""
    version: str = ""
    svg: bytes = field(default=b"", repr=False)
    table: ChartTable | None = field(default=None, repr=False)
