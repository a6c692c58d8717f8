"""A recorded number in one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofolio.recording.values import Number


def describe(name: str, found: Mapping[str, Any]) -> str:
    """Return the line that stands below the cell."""
    unit = found["unit"]
    more = []
    if interval := found.get("interval"):
        more.append(f"{show(interval[0], unit)} to {show(interval[1], unit)}")
    if "baseline" in found:
        more.append(f"baseline {show(found['baseline'], unit)}")
    if "n" in found:
        more.append(f"n = {found['n']:,}")
    return f"{name} = {show(found['value'], unit)}" + (f" ({', '.join(more)})" if more else "")


def show(value: Number, unit: str) -> str:
    """Return a number with its unit; a ratio as a percentage."""
    if unit == "ratio":
        return f"{value * 100:.4g} %"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
    return f"{text} {unit}".strip()
