"""Rows of a drawing, each with its name: beside it where there is room, above it on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofolio.pages.charts.lettering import TEXT, TICK, clean, cut, measure, wrap
from proofolio.pages.charts.scene import NARROW, Line, Mark, Text

_LEADING, _BELOW, _GAP, _COLUMN = 18, 5, 14, 16
# Of the width, for names that stand beside their rows.
_MOST_NAME = 0.32


@dataclass(frozen=True, slots=True)
class Rows:
    """The room for what the rows show: from `left` to `right`, around `centers`.

    `bands` are where lines may cross the rows without crossing a name.
    """

    left: float
    right: float
    centers: tuple[float, ...]
    top: float
    bottom: float
    bands: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]


def set_rows(
    names: Sequence[str],
    notes: Sequence[Sequence[str]],
    width: float,
    *,
    height: float,
    top: float = 0,
    strong: int = 0,
) -> Rows:
    """Place names of rows whose content is `height` high, and columns of notes at their ends.

    So many of the columns, from the first, are `strong`.
    """
    names = [clean(name) for name in names]
    columns = [max(map(measure, texts)) for texts in zip(*notes, strict=True)]
    note = sum(columns) + _COLUMN * max(len(columns) - 1, 0)
    marks: list[Mark] = []
    centers = []
    place = top
    if width <= NARROW:
        for row, name in enumerate(names):
            marks += _set_name(name, (cut(name, width - note - _COLUMN),), place + TEXT)
            marks += _set_notes(notes[row] if notes else (), columns, width, place + TEXT, strong)
            centers.append(place + _LEADING + _BELOW + height / 2)
            place += _LEADING + _BELOW + height + _GAP
        bands = tuple((center - height / 2 - 2, center + height / 2 + 2) for center in centers)
        return Rows(0, width, tuple(centers), top, place - _GAP, bands, tuple(marks))
    column = min(_MOST_NAME * width, max(map(measure, names)) + 2)
    for row, name in enumerate(names):
        lines = wrap(name, column)
        room = max(height, _LEADING * len(lines))
        center = place + room / 2
        marks += _set_name(name, lines, center - (len(lines) - 1) * _LEADING / 2 + 5)
        marks += _set_notes(notes[row] if notes else (), columns, width, center + 5, strong)
        centers.append(center)
        place += room + _GAP
    right = width - (note + _COLUMN if notes else 0)
    bands = ((top - 2, place - _GAP + 2),)
    return Rows(column + _COLUMN, right, tuple(centers), top, place - _GAP, bands, tuple(marks))


def _set_name(name: str, lines: Sequence[str], y: float) -> list[Text]:
    full = name if " ".join(lines) != name else ""
    return [
        Text(0, y + index * _LEADING, line, "g-name", full=full) for index, line in enumerate(lines)
    ]


def _set_notes(
    texts: Sequence[str], columns: Sequence[float], right: float, y: float, strong: int
) -> Iterator[Text]:
    """Set the columns one beside the other, each to the right."""
    for place in range(len(texts) - 1, -1, -1):
        style = "g-value" if place < strong else "g-note"
        if texts[place]:
            yield Text(right, y, texts[place], style, "end")
        right -= columns[place] + _COLUMN


def draw_ticks(
    places: Sequence[float], labels: Sequence[str], frame: Rows, width: float
) -> list[Mark]:
    """Draw thin lines through the rows, with labels below the last."""
    marks: list[Mark] = [
        Line(place, top, place, bottom, "g-grid") for top, bottom in frame.bands for place in places
    ]
    return [*marks, *label_ticks(places, labels, frame.bottom + 24, width)]


def label_ticks(
    places: Sequence[float], labels: Sequence[str], y: float, width: float
) -> Iterator[Text]:
    """Set those labels that do not meet the one before, each within the drawing."""
    free = -1.0
    for place, label in zip(places, labels, strict=True):
        half = measure(label, TICK) / 2
        middle = min(max(place, half), width - half)
        if middle - half > free:
            yield Text(middle, y, label, "g-tick", "middle")
            free = middle + half + 8


def choose_count(room: float, label: str) -> int:
    """Return how many ticks with such a label find room."""
    return max(1, int(room / (measure(label, TICK) + 14)))
