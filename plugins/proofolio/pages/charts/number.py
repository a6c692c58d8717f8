"""Numbers and days as people read them on a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proofolio.words import ENGLISH, Numerals

_BEFORE = ("$", "€", "£", "¥")
_GAP = "\u00a0"
_POWERS = (0, 6, 9)


@dataclass(frozen=True, slots=True)
class Style:
    """How all numbers of an axis, or of a column, are written: unit, decimals, power of ten."""

    unit: str = ""
    decimals: int = 0
    power: int = 0
    numerals: Numerals = ENGLISH

    def show(self, value: float | Decimal) -> str:
        value = float(value) * (100 if self.unit == "ratio" else 0.1**self.power)
        if value and not 1e-6 <= abs(value) < 1e12:
            text = f"{abs(value):.2e}"
        else:
            text = f"{abs(value):,.{self.decimals}f}"
        sign = "−" if value < 0 and float(text.replace(",", "")) else ""
        text = self.numerals.write(text)
        if value and self.power:
            numerals = self.numerals
            text += _GAP + (numerals.million if self.power == 6 else numerals.billion)
        if self.unit in _BEFORE and self.numerals.money_first:
            return f"{sign}{self.unit}{text}"
        suffix = "%" if self.unit == "ratio" else self.numerals.name_unit(self.unit)
        return f"{sign}{text}{_GAP}{suffix}" if suffix else sign + text


def style_values(
    values: Iterable[float | Decimal], unit: str, numerals: Numerals = ENGLISH
) -> Style:
    """Return a style with three digits of the largest value, and one of the smallest."""
    found = [abs(float(value)) for value in values if value]
    power = _find_power(found, unit)
    factor = 100 if unit == "ratio" else 0.1**power
    numbers = [number * factor for number in found] or [1.0]
    largest, smallest = max(numbers), min(numbers)
    most = min(6, max(0, 2 - math.floor(math.log10(largest)), -math.floor(math.log10(smallest))))
    return Style(unit, _count_decimals(numbers, most), power, numerals)


def style_ticks(ticks: Sequence[float], unit: str, numerals: Numerals = ENGLISH) -> Style:
    """Return a style with the decimals that tell the ticks apart."""
    power = _find_power([abs(tick) for tick in ticks if tick], unit)
    factor = 100 if unit == "ratio" else 0.1**power
    return Style(unit, _count_decimals([tick * factor for tick in ticks], 12), power, numerals)


def _find_power(sizes: Sequence[float], unit: str) -> int:
    """Return 6 or 9 for millions and billions, where no number would lose all its digits."""
    if unit == "ratio" or not sizes or min(sizes) < max(sizes) / 1000:
        return 0
    return max(power for power in _POWERS if max(sizes) >= 10**power or not power)


def _count_decimals(numbers: Sequence[float], most: int) -> int:
    """Return how many decimals the numbers have, `most` at most."""
    largest = max(map(abs, numbers), default=0) or 1.0
    for decimals in range(most):
        if all(abs(round(number, decimals) - number) < 1e-9 * largest for number in numbers):
            return decimals
    return most


def show_exactly(value: object, unit: str = "", numerals: Numerals = ENGLISH) -> str:
    """Return a cell of a data table: six digits that matter, whatever else the chart rounds."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    number = float(value) * 100 if unit == "ratio" else value
    text = f"{number:,}" if isinstance(number, int) else f"{number:,.6g}"
    if "e" not in text and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = numerals.write(text)
    suffix = "%" if unit == "ratio" else numerals.name_unit(unit)
    if unit in _BEFORE and numerals.money_first:
        return ("−" if text[0] == "-" else "") + unit + text.lstrip("-")
    text = text.replace("-", "−")
    return f"{text}{_GAP}{suffix}" if suffix else text


def show_days(
    ticks: Sequence[float], step: str, months: Sequence[str], numerals: Numerals = ENGLISH
) -> tuple[str, ...]:
    """Return the labels of days: the year only where it is new."""
    shown, last = [], ""
    for tick in ticks:
        day = date.fromordinal(int(tick + 1e-9))
        hour = round((tick - int(tick + 1e-9)) * 24)
        month = months[day.month - 1]
        dated = f"{numerals.day.format(day=day.day)}{_GAP}{month}"
        if step == "year":
            text, context = str(day.year), ""
        elif step == "month":
            text, context = month, str(day.year)
        elif step == "day":
            text, context = dated, str(day.year)
        else:
            text, context = f"{hour:02}:00", dated
        shown.append(f"{text}{_GAP}{context}" if context not in ("", last) else text)
        last = context
    return tuple(shown)
