"""The names of lines: in a key with a sample of each, or where the lines end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proofolio.pages.charts.lettering import TICK, clean, cut, measure
from proofolio.pages.charts.scene import Dot, Line, Mark, Rect, Text

_SAMPLE, _GAP, _LEADING = 24, 7, 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with the class and the marker of its line; `shape` may be "" and "area" too."""

    name: str
    style: str
    shape: str = ""


def draw_key(
    entries: Sequence[Entry], left: float, top: float, width: float, *, upright: bool = False
) -> tuple[list[Mark], float]:
    """Draw entries one after the other, in as many lines as it takes; give where it ends."""
    marks: list[Mark] = []
    x, y = left, top + 10.0
    for entry in entries:
        name = clean(entry.name)
        shown = cut(name, width - _SAMPLE - _GAP, TICK)
        needed = _SAMPLE + _GAP + measure(shown, TICK)
        if x > left and (upright or x + needed > left + width):
            x, y = left, y + _LEADING
        marks += _draw_sample(entry, x, y)
        full = name if shown != name else ""
        marks.append(Text(x + _SAMPLE + _GAP, y + 4.5, shown, "g-key", full=full))
        x += needed + 18
    return marks, y + _LEADING


def _draw_sample(entry: Entry, x: float, y: float, length: float = _SAMPLE) -> list[Mark]:
    if entry.shape == "reference":
        return [Line(x, y, x + length, y, "g-reference")]
    if entry.shape == "area":
        return [
            Rect(x, y - 5, length, 10, f"{entry.style} g-area"),
            Line(x, y - 5, x + length, y - 5, f"{entry.style} g-line"),
        ]
    marks: list[Mark] = [Line(x, y, x + length, y, f"{entry.style} g-line")]
    if entry.shape:
        marks.append(Dot(x + length / 2, y, f"{entry.style} g-dot", entry.shape))
    return marks


def measure_ends(entries: Sequence[Entry]) -> float:
    """Return the room that names at the ends of lines take."""
    names = [clean(entry.name) for entry in entries if entry.shape != "reference"]
    return max(measure(name, TICK) for name in names) + 20


def draw_ends(
    entries: Sequence[Entry], places: Sequence[float], left: float, bounds: tuple[float, float]
) -> list[Mark]:
    """Draw each name beside the end of its line, and further up or down where names would meet."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    rows = spread([places[index] for index in order], 17, *bounds)
    marks: list[Mark] = []
    for index, y in zip(order, rows, strict=True):
        marks += _draw_sample(entries[index], left, y, 14)
        marks.append(Text(left + 19, y + 4.5, clean(entries[index].name), "g-key"))
    return marks


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return ascending places moved apart to `gap`, evenly up and down, within low..high."""
    down: list[float] = []
    for place in places:
        down.append(max(place, down[-1] + gap if down else low))
    up: list[float] = []
    for place in reversed(places):
        up.append(min(place, up[-1] - gap if up else high))
    middles = [(a + b) / 2 for a, b in zip(down, reversed(up), strict=True)]
    # Whole, it may still reach beyond an end.
    for start in range(1, len(middles) + 1):
        limit = high - gap * (start - 1)
        middles[-start] = min(middles[-start], limit)
    for start in range(len(middles)):
        middles[start] = max(middles[start], low + gap * start)
    return middles
