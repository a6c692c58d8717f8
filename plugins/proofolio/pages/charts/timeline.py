"""The phases of a project: a bar each, on a calendar or on the weeks of the project."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from proofolio.pages.charts.error import ChartError, raise_all
from proofolio.pages.charts.measured import MOST_ROWS
from proofolio.pages.charts.number import show_days
from proofolio.pages.charts.rows import choose_count, draw_ticks, set_rows
from proofolio.pages.charts.scale import Scale, find_ticks, find_time_ticks, read_day
from proofolio.pages.charts.scene import Mark, Rect, Scene

_HEIGHT = 18
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its first and last day (ISO dates or months), or its first and last week."""

    name: str
    start: str | int
    end: str | int


@dataclass(frozen=True, slots=True)
class Span:
    """A phase on a line: days since the year 1, or weeks; `end` is where the next may begin."""

    name: str
    start: float
    end: float
    note: str


def read_phases(phases: Sequence[Phase], words: Mapping[str, Any]) -> tuple[list[Span], bool]:
    """Return the spans, and whether they are weeks. Raises ChartError."""
    if not 1 <= len(phases) <= MOST_ROWS:
        raise ChartError(
            f"1 to {MOST_ROWS} phases", str(len(phases) or "none"), "name the main ones"
        )
    kinds = {isinstance(end, int) for phase in phases for end in (phase.start, phase.end)}
    if len(kinds) > 1:
        raise ChartError("dates or week numbers", "both", "write all phases in the same way")
    weeks = kinds.pop()
    mistakes: list[ChartError] = []
    spans = []
    for phase in phases:
        start, end = (_read_week if weeks else _read_date)(phase)
        if start is None or end is None:
            expected = "weeks from 1 on" if weeks else "dates such as 2026-03-09 or 2026-03"
            mistakes.append(
                ChartError(
                    expected, f'{phase.start} to {phase.end} in "{phase.name}"', "correct it"
                )
            )
        elif start >= end:
            found = f'{phase.start} to {phase.end} in "{phase.name}"'
            mistakes.append(
                ChartError("an end that is not before its start", found, "exchange them")
            )
        else:
            spans.append(Span(phase.name, start, end, _note(start, end, words) if weeks else ""))
    raise_all(mistakes)
    if not weeks:
        ends = [day for span in spans for day in (span.start, span.end - 1)]
        years = len({date.fromordinal(int(day)).year for day in ends}) > 1
        spans = [replace(span, note=_note_dates(span, words, years=years)) for span in spans]
    return spans, weeks


def _read_week(phase: Phase) -> tuple[float | None, float | None]:
    first, last = int(phase.start), int(phase.end)
    return (first - 1.0 if 1 <= first < 10_000 else None), float(last)


def _read_date(phase: Phase) -> tuple[float | None, float | None]:
    if not all(_DATE.fullmatch(str(end)) for end in (phase.start, phase.end)):
        return None, None
    start, end = read_day(str(phase.start)), read_day(str(phase.end))
    if end is None:
        return start, None
    if len(str(phase.end)) == 7:  # to the last day of the month
        last = date.fromordinal(int(end))
        following = last.year * 12 + last.month
        return start, float(date(following // 12, following % 12 + 1, 1).toordinal())
    return start, end + 1


def _note(start: float, end: float, words: Mapping[str, Any]) -> str:
    first, last = int(start) + 1, int(end)
    return f"{words['week']}\u00a0{first}" + (f"–{last}" if last > first else "")


def _note_dates(span: Span, words: Mapping[str, Any], *, years: bool) -> str:
    """Return first and last day, or their months where the phases are of several years."""
    days = [date.fromordinal(int(day)) for day in (span.start, span.end - 1)]
    months, numerals = words["months"], words["numerals"]
    shown = [f"{numerals.day.format(day=day.day)}\u00a0{months[day.month - 1]}" for day in days]
    if years:
        shown = [f"{months[day.month - 1]}\u00a0{day.year}" for day in days]
    return " – ".join(dict.fromkeys(shown))


def lay_out_timeline(
    spans: Sequence[Span],
    weeks: bool,
    width: float,
    words: Mapping[str, Any],
) -> Scene:
    """Place a bar a phase, from its first to its last day."""
    frame = set_rows(
        [span.name for span in spans],
        [(span.note,) for span in spans],
        width,
        height=_HEIGHT,
        top=4,
    )
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    scale = Scale(low, high, frame.left, frame.right)
    if weeks:
        count = choose_count(frame.right - frame.left, f"{words['week']} 10")
        ticks: Sequence[float] = [t for t in find_ticks(low, high, count) if t == int(t)]
        labels = [f"{words['week']}\u00a0{tick + 1:.0f}" for tick in ticks if tick < high]
        ticks = ticks[: len(labels)]
    else:
        ticks, step = find_time_ticks(low, high, choose_count(frame.right - frame.left, "30 Sep"))
        labels = list(show_days(ticks, step, words["months"], words["numerals"]))
    marks: list[Mark] = draw_ticks([scale.at(tick) for tick in ticks], labels, frame, width)
    marks += frame.marks
    for span, center in zip(spans, frame.centers, strict=True):
        start, end = scale.at(span.start), scale.at(span.end)
        long = max(end - start, 3)  # a day in years of work is seen too
        marks.append(
            Rect(min(start, frame.right - long), center - _HEIGHT / 2, long, _HEIGHT, "g-1 g-fill")
        )
    return Scene(width, frame.bottom + 30, tuple(marks))
