"""A number by group: a dot and its interval a row, and the value of all as a line through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from proofolio.pages.charts.comparison import find_whisker
from proofolio.pages.charts.lettering import TICK, measure
from proofolio.pages.charts.measured import Measured
from proofolio.pages.charts.number import Style, style_ticks, style_values
from proofolio.pages.charts.reference import Reference
from proofolio.pages.charts.rows import Rows, choose_count, draw_ticks, set_rows
from proofolio.pages.charts.scale import Scale, find_ticks, widen
from proofolio.pages.charts.scene import Dot, Line, Mark, Scene, Text

_HEIGHT = 14


def lay_out_slices(
    rows: Sequence[Measured],
    unit: str,
    width: float,
    words: Mapping[str, Any],
    overall: Reference | None = None,
) -> Scene:
    """Place the slices on one scale, which need not begin at zero: dots have no length."""
    numerals = words["numerals"]
    style = style_values([row.value for row in rows], unit, numerals)
    counted = any(row.n is not None for row in rows)
    notes = [_note(row, style, counted=counted) for row in rows]
    top = 28 if overall else 4
    frame = set_rows([row.name for row in rows], notes, width, height=_HEIGHT, top=top, strong=1)
    every = [number for row in rows for number in row.numbers]
    every += [overall.value] if overall else []
    left, right = frame.left + 8, frame.right - 8
    count = min(8, choose_count(right - left, style.show(max(every))))
    low, high = widen(min(every), max(every), count)
    scale = Scale(low, high, left, right)
    ticks = find_ticks(low, high, count)
    labels = [style_ticks(ticks, unit, numerals).show(tick) for tick in ticks]
    marks = draw_ticks([scale.at(tick) for tick in ticks], labels, frame, width)
    if overall:
        marks += _draw_overall(scale.at(overall.value), overall, frame)
    marks += frame.marks
    for row, center in zip(rows, frame.centers, strict=True):
        if row.low is not None and row.high is not None:
            marks.append(find_whisker(scale.at(float(row.low)), scale.at(float(row.high)), center))
        marks.append(Dot(scale.at(float(row.value)), center, "g-1 g-dot", radius=5.5))
    return Scene(width, frame.bottom + 30, tuple(marks))


def _note(row: Measured, style: Style, *, counted: bool) -> tuple[str, ...]:
    """Return the value, and the number of cases where any row has one."""
    count = "" if row.n is None else f"n\u00a0=\u00a0{style.numerals.write(f'{row.n:,}')}"
    return (style.show(row.value), count) if counted else (style.show(row.value),)


def _draw_overall(x: float, overall: Reference, frame: Rows) -> list[Mark]:
    text = overall.fit(frame.right - frame.left)
    half = measure(text, TICK) / 2
    middle = min(max(x, frame.left + half), frame.right - half)
    marks: list[Mark] = [
        Line(x, top, x, bottom, "g-reference")
        for top, bottom in [(frame.top - 8, frame.top - 2), *frame.bands]
    ]
    return [
        *marks,
        Text(middle, frame.top - 13, text, "g-note", "middle"),
    ]
