"""Values → places, the ticks between them, and fewer points where a picture cannot show all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

Point = tuple[float, float]
# 1-2-5 steps: what people count in.
_STEPS = (1, 2, 5)
_HOUR = 1 / 24
# Days between ticks, then months; the first that gives few enough is taken.
_DAYS = (_HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, 1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 60_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low`..`high` to the pixels `start`..`end`; what lies beyond is clipped."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def find_step(span: float, most: int) -> tuple[int, int]:
    """Return the smallest 1-2-5 step, as (m, e) of m × 10^e, that fits `most` times into a span."""
    exponent = math.floor(math.log10(span / most)) - 1
    while True:
        for factor in _STEPS:
            if count_steps(span, factor, exponent) <= most:
                return factor, exponent
        exponent += 1


def count_steps(span: float, factor: int, exponent: int) -> float:
    """Return how often a step fits, forgiving what floats lose."""
    return span / (factor * 10.0**exponent) - 1e-9


def multiply(count: int, step: tuple[int, int]) -> float:
    """Return a multiple of a step, without the noise of adding floats up."""
    factor, exponent = step
    whole = count * factor
    return float(whole * 10**exponent) if exponent >= 0 else whole / 10**-exponent


def find_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return evenly spaced round numbers within low..high, at most `most` + 1 of them."""
    step = find_step(high - low, max(most, 1))
    size = multiply(1, step)
    slack = 1e-9 * (high - low) / size
    first, last = math.ceil(low / size - slack), math.floor(high / size + slack)
    return tuple(min(high, max(low, multiply(count, step))) for count in range(first, last + 1))


def widen(low: float, high: float, most: int, *, zero: bool = False) -> tuple[float, float]:
    """Return low..high widened to round numbers, and to 0 where bars stand on it."""
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= abs(high) * 1e-12:  # all values are equal
        pad = abs(high) * 0.1 or 1.0
        low, high = (low, high + pad) if zero else (low - pad, high + pad)
    step = find_step(high - low, most)
    size = multiply(1, step)
    low_count, high_count = math.floor(low / size + 1e-9), math.ceil(high / size - 1e-9)
    return multiply(low_count, step), multiply(high_count, step)


def read_day(text: str) -> float | None:
    """Return an ISO date, month or time as days since 1 January of year 1; None for other text."""
    if len(text) < 7 or text[4:5] != "-":  # 20260301 and 2026 are numbers rather
        return None
    try:
        moment = datetime.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return None
    if moment.utcoffset() is not None:
        try:
            moment = moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())
        except OverflowError:
            return None
    return moment.toordinal() + (
        moment - datetime.combine(moment, datetime.min.time())
    ) / timedelta(1)


def find_time_ticks(low: float, high: float, most: int) -> tuple[tuple[float, ...], str]:
    """Return days at round places of the calendar, and their step: hour, day, month or year."""
    most = max(most, 1)
    for days in _DAYS:
        if (high - low) / days <= most:
            # From day 1, which was a Monday.
            first = math.ceil((low - 1) / days - 1e-9)
            last = math.floor((high - 1) / days + 1e-9)
            ticks = [1 + count * days for count in range(first, last + 1)]
            return tuple(ticks), "hour" if days < 1 else "day"
    for months in _MONTHS:
        if (high - low) / 31 / months > most + 1:  # too many, without naming each
            continue
        ticks = [tick for tick in _each_month(low, high, months) if low <= tick <= high]
        if len(ticks) <= most + 1:
            break
    return tuple(ticks), "month" if months < 12 else "year"


def _each_month(low: float, high: float, step: int) -> Iterator[float]:
    month = (date.fromordinal(max(1, int(low))).year * 12) // step * step
    while month < 12 * 9999:
        if month >= 12:
            day = float(date(month // 12, month % 12 + 1, 1).toordinal())
            if day > high:
                return
            yield day
        month += step


def thin(points: Sequence[Point], most: int) -> tuple[Point, ...]:
    """Return first, last, and the lowest and highest of each stretch: `most` + 2 points at most."""
    if len(points) <= most + 2:
        return tuple(points)
    stretches = max(most // 2, 1)
    size = len(points) / stretches
    kept = {0, len(points) - 1}
    for stretch in range(stretches):
        places = range(int(stretch * size), int((stretch + 1) * size))
        kept.add(min(places, key=lambda place: points[place][1]))
        kept.add(max(places, key=lambda place: points[place][1]))
    return tuple(points[place] for place in sorted(kept))
