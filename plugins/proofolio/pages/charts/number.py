"""Numbers and days as people read them on a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_BEFORE = ("$", "€", "£", "¥")
_GAP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Style:
    """How all numbers of an axis, or of a column, are written: unit and decimals."""

    unit: str = ""
    decimals: int = 0

    def show(self, value: float | Decimal) -> str:
        value = float(value) * 100 if self.unit == "ratio" else float(value)
        if value and not 1e-6 <= abs(value) < 1e12:
            text = f"{abs(value):.2e}"
        else:
            text = f"{abs(value):,.{self.decimals}f}"
        sign = "−" if value < 0 and float(text.replace(",", "")) else ""
        if self.unit in _BEFORE:
            return f"{sign}{self.unit}{text}"
        suffix = "%" if self.unit == "ratio" else self.unit
        return f"{sign}{text}{_GAP}{suffix}" if suffix else sign + text


def style_values(values: Iterable[float | Decimal], unit: str) -> Style:
    """Return a style with three digits of the largest value, and no more than the values have."""
    factor = 100 if unit == "ratio" else 1
    numbers = [float(value) * factor for value in values]
    largest = max(map(abs, numbers), default=0) or 1.0
    most = min(6, max(0, 2 - math.floor(math.log10(largest))))
    for decimals in range(most):
        if all(abs(round(number, decimals) - number) < 1e-9 * largest for number in numbers):
            return Style(unit, decimals)
    return Style(unit, most)


def style_ticks(ticks: Sequence[float], unit: str) -> Style:
    """Return a style with the decimals that tell the ticks apart."""
    factor = 100 if unit == "ratio" else 1
    for decimals in range(12):
        if all(
            abs(round(t * factor, decimals) - t * factor) < 1e-9 * (abs(t * factor) or 1)
            for t in ticks
        ):
            return Style(unit, decimals)
    return Style(unit, 12)


def show_exactly(value: object, unit: str = "") -> str:
    """Return a cell of a data table: six digits that matter, whatever else the chart rounds."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    number = float(value) * 100 if unit == "ratio" else value
    text = f"{number:,}" if isinstance(number, int) else f"{number:,.6g}"
    if "e" not in text and "." in text:
        text = text.rstrip("0").rstrip(".")
    suffix = "%" if unit == "ratio" else unit
    if unit in _BEFORE:
        return ("−" if text[0] == "-" else "") + unit + text.lstrip("-")
    text = text.replace("-", "−")
    return f"{text}{_GAP}{suffix}" if suffix else text


def show_days(ticks: Sequence[float], step: str, months: Sequence[str]) -> tuple[str, ...]:
    """Return the labels of days: the year only where it is new."""
    shown, last = [], ""
    for tick in ticks:
        day = date.fromordinal(int(tick + 1e-9))
        hour = round((tick - int(tick + 1e-9)) * 24)
        month = months[day.month - 1]
        if step == "year":
            text, context = str(day.year), ""
        elif step == "month":
            text, context = month, str(day.year)
        elif step == "day":
            text, context = f"{day.day}{_GAP}{month}", str(day.year)
        else:
            text, context = f"{hour:02}:00", f"{day.day}{_GAP}{month}"
        shown.append(f"{text}{_GAP}{context}" if context not in ("", last) else text)
        last = context
    return tuple(shown)
