"""Lines and points on two axes: ROC, precision-recall, calibration, learning, forecast …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proofolio.pages.charts.axes import Axes, Frame, draw_axes
from proofolio.pages.charts.curve import ACTUAL, Curve, Track
from proofolio.pages.charts.key import Entry, draw_ends, draw_key, measure_ends
from proofolio.pages.charts.reference import Reference
from proofolio.pages.charts.scale import thin
from proofolio.pages.charts.scene import NARROW, SHAPES, Dot, Line, Mark, Path, Scene

# Beyond it, markers hide their line.
_MOST_MARKERS = 25
_MANY = 250
# Of a whole drawing: it stays below 20 kB, and no screen shows more.
_MOST_WIDE, _MOST_NARROW = 1000, 500


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of curve is drawn.

    `within` fixes both axes to 0..1 as percentages, `square` gives them the same length, `zero`
    begins y at 0; `diagonal` is the word for the line from corner to corner; `ends` names lines
    where they end, `whiskers` draws intervals point by point, `filled` shades down to zero.
    """

    within: bool = False
    square: bool = False
    zero: bool = False
    diagonal: str = ""
    ends: bool = True
    whiskers: bool = False
    filled: bool = False


FORMS: Mapping[str, Form] = {
    "roc": Form(within=True, square=True, diagonal="chance", ends=False),
    "precision_recall": Form(within=True, square=True, ends=False),
    "calibration": Form(within=True, square=True, diagonal="ideal", ends=False, whiskers=True),
    "learning": Form(),
    "forecast": Form(),
    "ranking": Form(zero=True),
    "distribution": Form(zero=True, ends=False, filled=True),
    "line": Form(),
}


def lay_out_curve(
    curve: Curve,
    form: Form,
    unit: str,
    width: float,
    words: Mapping[str, Any],
    reference: Reference | None = None,
) -> Scene:
    """Place axes, then what lines are held against, then bands, lines and names."""
    entries = _find_entries(curve, form, words, reference, width)
    series = entries[: len(curve.tracks)]
    room = measure_ends(series) + 8
    ends = form.ends and len(series) > 1 and room <= 0.3 * width
    listed = entries[len(series) :] if ends else entries if len(entries) > 1 else []
    beside = form.square and width > NARROW
    key: list[Mark] = []
    top = 0.0
    if listed and not beside:
        key, top = draw_key(listed, 0, 0, width)
    frame = Frame(
        width - room if ends else width - 6.0, top, width, form.square, form.within, form.zero,
        (reference.value,) if reference else (), unit,
    )  # fmt: skip
    axes = draw_axes(curve, frame, words)
    if listed and beside:
        left = axes.x.end + 32
        key, _ = draw_key(listed, left, axes.y.end, width - left, upright=True)
    marks = [*key, *axes.marks, *_draw_references(form, axes, reference)]
    bound = _find_bound(curve, width)
    for track, entry in zip(curve.tracks, series, strict=True):
        marks += _draw_interval(track, entry.style, axes, form, bound)
    for track, entry in zip(curve.tracks, series, strict=True):
        marks += _draw_track(track, entry, axes, form, bound)
    if ends:
        lasts = [axes.y.at(max(track.points)[1]) for track in curve.tracks]
        marks += draw_ends(series, lasts, frame.right + 8, (axes.y.end, axes.y.start))
    return Scene(width, axes.bottom, tuple(marks))


def _find_entries(
    curve: Curve,
    form: Form,
    words: Mapping[str, Any],
    reference: Reference | None,
    width: float,
) -> list[Entry]:
    """Return the series, then the lines that they are held against."""
    entries = []
    colour = 0
    longest = max(len(track.points) for track in curve.tracks)
    for track in curve.tracks:
        name = track.label or track.name or curve.y_label or words["value"]
        if track.name.lower() == ACTUAL and len(curve.tracks) > 1:
            entries.append(Entry(name, "g-0"))
            continue
        colour += 1
        shape = "area" if form.filled else [*SHAPES][colour - 1]
        entries.append(
            Entry(name, f"g-{colour}", shape if longest <= _MOST_MARKERS or form.filled else "")
        )
    if form.diagonal:
        entries.append(Entry(words[form.diagonal], "", "reference"))
    if reference:
        entries.append(Entry(reference.fit(width - 40), "", "reference"))
    return entries


def _find_bound(curve: Curve, width: float) -> int:
    """Return how many points each line may have; a band is two lines more."""
    lines = sum(3 if track.lower else 1 for track in curve.tracks)
    return (_MOST_NARROW if width <= NARROW else _MOST_WIDE) // lines


def _draw_references(form: Form, axes: Axes, reference: Reference | None) -> list[Mark]:
    marks: list[Mark] = []
    x, y = axes.x, axes.y
    if form.diagonal:
        marks.append(Line(x.start, y.start, x.end, y.end, "g-reference"))
    if reference:
        level = y.at(reference.value)
        marks.append(Line(x.start, level, x.end, level, "g-reference"))
    return marks


def _draw_interval(track: Track, style: str, axes: Axes, form: Form, bound: int) -> list[Mark]:
    if not track.lower and not track.upper:
        return []
    lower, upper = track.lower or track.points, track.upper or track.points
    if form.whiskers or len(track.points) == 1:
        return [
            Line(axes.x.at(x), axes.y.at(low), axes.x.at(x), axes.y.at(high), f"{style} g-stem")
            for (x, low), (_, high) in zip(lower, upper, strict=True)
        ]
    low, high = (
        [(axes.x.at(x), axes.y.at(y)) for x, y in thin(edge, bound)] for edge in (lower, upper)
    )
    return [Path((*high, *reversed(low)), f"{style} g-band", closed=True)]


def _draw_track(track: Track, entry: Entry, axes: Axes, form: Form, bound: int) -> list[Mark]:
    points = tuple((axes.x.at(x), axes.y.at(y)) for x, y in thin(track.points, bound))
    marks: list[Mark] = []
    if form.filled and len(points) > 1:
        zero = axes.y.at(0)
        ground = (points[-1][0], zero), (points[0][0], zero)
        marks.append(Path((*points, *ground), f"{entry.style} g-area", closed=True))
    if len(points) > 1:
        thin_line = " g-thin" if len(points) > _MANY else ""
        marks.append(Path(points, f"{entry.style} g-line{thin_line}"))
    shape = entry.shape if entry.shape in SHAPES else ""
    if len(points) == 1:  # a line of one point would not be seen
        shape = shape or "circle"
    if shape:
        marks += [Dot(x, y, f"{entry.style} g-dot", shape) for x, y in points]
    return marks
