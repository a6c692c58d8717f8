"""Two axes: their scales, thin lines at round values, labels that do not meet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proofolio.pages.charts.curve import Curve
from proofolio.pages.charts.lettering import TEXT, TICK, clean, cut, measure
from proofolio.pages.charts.number import show_days, style_ticks
from proofolio.pages.charts.rows import choose_count, label_ticks
from proofolio.pages.charts.scale import Scale, find_ticks, find_time_ticks, widen
from proofolio.pages.charts.scene import NARROW, Line, Mark, Text

_LONGEST_NAME = 110
_SQUARE = 380
_MOST = 5  # lines across a plot


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for a plot and its axes: to `right` of a drawing `width` wide, below `top`.

    `within` lets both axes go from 0 to 1, `zero` lets y begin at 0, `extra` are more values of y.
    """

    right: float
    top: float
    width: float
    square: bool = False
    within: bool = False
    zero: bool = False
    extra: tuple[float, ...] = ()
    unit: str = ""

    @property
    def narrow(self) -> bool:
        return self.width <= NARROW


@dataclass(frozen=True, slots=True)
class Axes:
    """The scales of a plot, what is drawn of its axes, and where the drawing ends."""

    x: Scale
    y: Scale
    bottom: float
    marks: tuple[Mark, ...]


def draw_axes(curve: Curve, frame: Frame, words: Mapping[str, Any]) -> Axes:
    """Draw the axes of a curve."""
    ys = [y for one in curve.tracks for _, y in (*one.points, *one.lower, *one.upper)]
    ys += frame.extra
    low, high = (0.0, 1.0) if frame.within else widen(min(ys), max(ys), _MOST, zero=frame.zero)
    ticks = find_ticks(low, high, _MOST)
    style = style_ticks(ticks, "ratio" if frame.within else frame.unit, words["numerals"])
    shown = [style.show(tick) for tick in ticks]
    left = max(measure(text, TICK) for text in shown) + 8
    right = min(frame.right, left + _SQUARE) if frame.square else frame.right
    top = frame.top + (32 if curve.y_label else 10)
    height = right - left if frame.square else 220.0 if frame.narrow else 290.0
    y = Scale(low, high, top + height, top)
    marks: list[Mark] = []
    if curve.y_label:
        marks.append(_draw_label(curve.y_label, 0, frame.top + TEXT, frame.right, "start"))
    for tick, text in zip(ticks, shown, strict=True):
        place = y.at(tick)
        marks.append(Line(left, place, right, place, "g-grid" if tick else "g-axis"))
        marks.append(Text(left - 8, place + 4.5, text, "g-tick", "end"))
    x, places, labels = _find_x(curve, left, right, frame, words)
    marks += [Line(place, y.start, place, y.start + 5, "g-axis") for place in places]
    marks += label_ticks(places, labels, y.start + 19, frame.width)
    bottom = top + height + 24
    if curve.x_label:
        bottom += 20
        marks.append(_draw_label(curve.x_label, right, bottom - 5, right, "end"))
    return Axes(x, y, bottom + 2, tuple(marks))


def _draw_label(label: str, x: float, y: float, room: float, anchor: str) -> Text:
    label = clean(label)
    shown = cut(label, room, TICK)
    return Text(x, y, shown, "g-label", anchor, full=label if shown != label else "")


def _find_x(
    curve: Curve, left: float, right: float, frame: Frame, words: Mapping[str, Any]
) -> tuple[Scale, list[float], list[str]]:
    """Return the scale of x with its ticks and their labels."""
    xs = [x for one in curve.tracks for x, _ in one.points]
    low, high = (0.0, 1.0) if frame.within else (min(xs), max(xs))
    numerals = words["numerals"]
    if curve.axis == "name":
        return _find_names(curve, left, right)
    step = ""
    if high - low <= abs(high) * 1e-12:  # what is alone stands in the middle
        ticks: Sequence[float] = (low,)
        pad = 1.0 if curve.axis == "time" else abs(high) * 0.1 or 1.0
        low, high = low - pad, high + pad
    elif curve.axis == "time":
        # One more than finds room: labels that meet are left out.
        ticks, step = find_time_ticks(low, high, 1 + choose_count(right - left, "30 Sep"))
    else:
        longest = max(
            (style_ticks((end,), "", numerals).show(end) for end in (low, high)), key=len
        )[:9]
        most = _MOST if frame.within else min(10, choose_count(right - left, longest))
        if all(x == int(x) for x in xs):  # no half of a count
            most = min(most, max(1, int(high - low)))
        ticks = find_ticks(low, high, most)
    if curve.axis == "time":
        labels = list(show_days(ticks, step or "day", words["months"], numerals))
    else:
        style = style_ticks(ticks, "ratio" if frame.within else "", numerals)
        labels = [style.show(tick) for tick in ticks]
    scale = Scale(low, high, left, right)
    return scale, [scale.at(tick) for tick in ticks], labels


def _find_names(curve: Curve, left: float, right: float) -> tuple[Scale, list[float], list[str]]:
    """Return a place for each name, half a step from the edges; every so many are written."""
    count = len(curve.names)
    scale = Scale(-0.5, count - 0.5, left, right)
    step = (right - left) / count
    names = [clean(name) for name in curve.names]
    widest = min(max(measure(name, TICK) for name in names) + 12, _LONGEST_NAME)
    every = max(1, math.ceil(widest / step))
    chosen = range(0, count, every)
    labels = [cut(names[place], step * every - 10, TICK) for place in chosen]
    return scale, [scale.at(place) for place in chosen], labels
