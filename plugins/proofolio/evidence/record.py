"""What a notebook has recorded: numbers, tables and curves, each under its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class RecordedNumber:
    """A number, with whatever of the arguments of `record` was given; `cell` counts from 0."""

    name: str
    value: Decimal
    unit: str = ""
    n: int | None = None
    interval: tuple[Decimal, Decimal] | None = None
    baseline: Decimal | None = None
    higher_is_better: bool | None = None
    split: str = ""
    window: str = ""
    cell: int = 0


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """A table with named columns; every row has a value for each."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    unit: str = ""
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """Points of a curve; `lower` and `upper` bound y, and are empty where they were not given."""

    name: str
    x: tuple[Value, ...] = field(repr=False)
    y: tuple[float, ...] = field(repr=False)
    lower: tuple[float, ...] = field(default=(), repr=False)
    upper: tuple[float, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class RecordedCurve:
    """One or several series that are drawn together; `kind` is one of recording.CURVES."""

    name: str
    kind: str
    series: tuple[Series, ...]
    x_label: str = ""
    y_label: str = ""
    cell: int = 0


Record = RecordedNumber | RecordedTable | RecordedCurve
Records = Mapping[str, Record]
