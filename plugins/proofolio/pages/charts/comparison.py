"""Values with their baselines: bars from zero, the number at the end of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from proofolio.pages.charts.lettering import TEXT, TICK, clean, cut, measure
from proofolio.pages.charts.measured import Measured
from proofolio.pages.charts.number import Style, style_values
from proofolio.pages.charts.rows import set_rows
from proofolio.pages.charts.scale import Scale
from proofolio.pages.charts.scene import NARROW, Line, Mark, Path, Rect, Scene, Text

_BAR, _BASE, _BETWEEN = 20, 10, 5
_LONGEST_UNIT = 8


def lay_out_comparison(
    rows: Sequence[Measured], unit: str, width: float, words: Mapping[str, Any]
) -> Scene:
    """Place a bar a value, and a thinner one below it for its baseline."""
    style = style_values(
        [number for row in rows for number in _stated(row)], unit, words["numerals"]
    )
    said = ""
    if len(unit) > _LONGEST_UNIT:  # said once, above the bars
        style, said = replace(style, unit=""), cut(clean(unit), width - 110, TICK)
    has_base = any(row.baseline is not None for row in rows)
    height = _BAR + (_BETWEEN + _BASE + 3 if has_base else 0)
    has_range = any(row.low is not None for row in rows)
    key = _draw_key(words, said, has_range=has_range) if has_range or said else []
    frame = set_rows([row.name for row in rows], [], width, height=height, top=24 if key else 2)
    full = width > NARROW
    scale = _find_scale(rows, style, words, frame.left, frame.right, full=full)
    marks = [*key, *frame.marks]
    for row, center in zip(rows, frame.centers, strict=True):
        top = center - height / 2
        marks += _draw_bar(row, top, scale, style, words, full=full)
        if row.baseline is not None:
            marks += _draw_base(float(row.baseline), top + _BAR + _BETWEEN, scale, style, words)
    zero = scale.at(0)
    marks += [Line(zero, above, zero, below, "g-axis") for above, below in frame.bands]
    return Scene(width, frame.bottom + 4, tuple(marks))


def lay_out_card(row: Measured, unit: str, words: Mapping[str, Any]) -> Scene:
    """Place one value above its baseline, with nothing around them: for a card."""
    style = style_values(
        _stated(row), unit if len(unit) <= _LONGEST_UNIT else "", words["numerals"]
    )
    scale = _find_scale([row], style, words, 0, 240, full=False)
    marks = _draw_bar(row, 0, scale, style, words, full=False)
    if row.baseline is None:
        return Scene(240, _BAR, tuple(marks))
    marks += _draw_base(float(row.baseline), _BAR + _BETWEEN, scale, style, words)
    return Scene(240, _BAR + _BETWEEN + _BASE + 4, tuple(marks))


def _stated(row: Measured) -> list[float]:
    """The numbers that are written beside their bars."""
    return [float(number) for number in (row.value, row.baseline) if number is not None]


def _find_scale(
    rows: Sequence[Measured],
    style: Style,
    words: Mapping[str, Any],
    left: float,
    right: float,
    *,
    full: bool,
) -> Scale:
    """Return the scale on which the longest bar and its label just fit."""
    ends: list[tuple[float, float]] = []
    for row in rows:
        reach = max(row.numbers[:3] if row.low is not None else row.numbers[:1], key=abs)
        label = measure(style.show(row.value)) * 1.08  # it is set in bold
        if full and row.low is not None:
            label += measure(_show_range(row, style, words), TICK) + 12
        ends.append((reach, label))
        if row.baseline is not None:
            text = f"{words['before']} {style.show(row.baseline)}"
            ends.append((float(row.baseline), measure(text, TICK)))
    before = max((label for value, label in ends if value < 0), default=-10) + 10
    after = max((label for value, label in ends if value >= 0), default=-10) + 10
    low, high = min(0.0, *(v for v, _ in ends)), max(0.0, *(v for v, _ in ends))
    if low == high:  # all are zero
        high = 1.0
    return Scale(low, high, left + before, max(right - after, left + before + 20))


def _draw_bar(
    row: Measured,
    top: float,
    scale: Scale,
    style: Style,
    words: Mapping[str, Any],
    *,
    full: bool,
) -> list[Mark]:
    zero, end = scale.at(0), scale.at(float(row.value))
    marks: list[Mark] = [Rect(min(zero, end), top, abs(end - zero), _BAR, "g-1 g-fill")]
    reach = end
    if row.low is not None and row.high is not None:
        low, high = scale.at(float(row.low)), scale.at(float(row.high))
        # Its halo makes it seen on the bar too.
        marks += [
            find_whisker(low, high, top + _BAR / 2, style) for style in ("g-halo", "g-whisker")
        ]
        reach = high if end >= zero else low
    label = style.show(row.value)
    step = 8 if row.value >= 0 else -8
    anchor = "start" if row.value >= 0 else "end"
    marks.append(Text(reach + step, top + 15, label, "g-value", anchor))
    if full and row.low is not None and row.value >= 0:
        x = reach + 18 + measure(label) * 1.08
        marks.append(Text(x, top + 15, _show_range(row, style, words), "g-note"))
    return marks


def _draw_base(
    value: float, top: float, scale: Scale, style: Style, words: Mapping[str, Any]
) -> list[Mark]:
    zero, end = scale.at(0), scale.at(value)
    text = f"{words['before']} {style.show(value)}"
    x, anchor = (end + 8, "start") if value >= 0 else (end - 8, "end")
    return [
        Rect(min(zero, end), top, abs(end - zero), _BASE, "g-base g-fill"),
        Text(x, top + 10, text, "g-note", anchor),
    ]


def find_whisker(low: float, high: float, y: float, style: str = "g-whisker") -> Path:
    """Return an interval: a line with a stop at each end."""
    stops = [(low, y - 4), (low, y + 4), (low, y), (high, y), (high, y - 4), (high, y + 4)]
    return Path(tuple(stops), style)


def _show_range(row: Measured, style: Style, words: Mapping[str, Any]) -> str:
    """The interval without its unit, which the value before it has."""
    if row.low is None or row.high is None:
        return ""
    factor = 100 if style.unit == "ratio" else 0.1**style.power
    bare = Style("", style.decimals, numerals=style.numerals)
    low, high = (bare.show(float(end) * factor) for end in (row.low, row.high))
    spelt: str = words["range"].format(low=low, high=high)
    return spelt if row.low < 0 else f"{low}–{high}"


def _draw_key(words: Mapping[str, Any], unit: str, *, has_range: bool) -> list[Mark]:
    marks: list[Mark] = [Text(0, TEXT, unit, "g-label")] if unit else []
    left = measure(unit, TICK) + 20 if unit else 0
    if has_range:
        marks.append(find_whisker(left + 1, left + 25, 9))
        marks.append(Text(left + 33, TEXT, words["interval"], "g-note"))
    return marks
