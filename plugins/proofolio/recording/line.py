"""A recorded number in one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofolio.recording.values import Number


def describe(name: str, found: Mapping[str, Any]) -> str:
    """Return the line that stands below the cell; the record itself has all digits."""
    unit = found["unit"]
    more = []
    if interval := found.get("interval"):
        more.append(f"{show(interval[0], unit, bare=True)} to {show(interval[1], unit)}")
    if "baseline" in found:
        more.append(f"baseline {show(found['baseline'], unit)}")
    if "n" in found:
        more.append(f"n = {found['n']:,}")
    return f"{name} = {show(found['value'], unit)}" + (f" ({', '.join(more)})" if more else "")


def count(number: int, thing: str) -> str:
    """Return a number of things in words: 1 row, 1,409 rows."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def show(value: Number, unit: str, *, bare: bool = False) -> str:
    """Return a number in four digits, more only before the point; a ratio as a percentage.

    `bare` leaves its unit out.
    """
    if unit == "ratio":
        value, unit = value * 100, "%"
    if isinstance(value, int):
        text = f"{value:,}"
    elif 1000 <= abs(value) < 1e15:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.4g}"
    return text if bare else f"{text} {unit}".strip()
