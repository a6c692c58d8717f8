"""A recorded curve → tracks of points on common axes, checked against what its kind demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from proofolio.evidence import RecordedCurve, Series, Value
from proofolio.pages.charts.error import ChartError, raise_all
from proofolio.pages.charts.measured import is_number
from proofolio.pages.charts.scale import Point, read_day

MOST_SERIES = 5
# Series that are drawn in ink: the world, against which the others are models.
ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Track:
    """The points of a series, whose name on the page is `label`.

    `lower` and `upper` are empty where it has no interval.
    """

    name: str
    points: tuple[Point, ...]
    lower: tuple[Point, ...] = ()
    upper: tuple[Point, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """Tracks whose x are numbers, days since the year 1, or places in `names`."""

    axis: Literal["number", "time", "name"]
    tracks: tuple[Track, ...]
    names: tuple[str, ...] = ()
    x_label: str = ""
    y_label: str = ""


def read_curve(curve: RecordedCurve, kind: str, *, within: bool) -> Curve:
    """Return the tracks of a curve; `within` holds x and y to 0..1. Raises ChartError."""
    _check_series(curve, kind)
    axis = _find_axis(curve)
    if within and axis != "number":
        raise ChartError(
            f"numbers on the x axis of a {kind} curve",
            f'"{curve.name}" with {"text" if axis == "name" else "dates"}',
            'record shares, or draw it as a line: record it with kind="line"',
        )
    names: tuple[str, ...] = ()
    if axis == "name":
        names = tuple(dict.fromkeys(str(x) for one in curve.series for x in one.x))
    places = {name: float(place) for place, name in enumerate(names)}
    mistakes: list[ChartError] = []
    tracks = []
    for one in curve.series:
        xs = [places[str(x)] if axis == "name" else _to_number(x) for x in one.x]
        mistakes += _find_mistakes(curve, one, xs, within=within, ordered=axis != "name")
        tracks.append(
            Track(
                one.name,
                tuple(zip(xs, one.y, strict=True)),
                tuple(zip(xs, one.lower, strict=False)),  # each has its length checked above
                tuple(zip(xs, one.upper, strict=False)),
            )
        )
    raise_all(mistakes)
    return Curve(axis, tuple(tracks), names, curve.x_label, curve.y_label)


def _check_series(curve: RecordedCurve, kind: str) -> None:
    if curve.kind != kind:
        raise ChartError(
            f"a curve of the kind {kind}", f'"{curve.name}" of the kind {curve.kind}',
            f'draw it as {curve.kind}, or record it with kind="{kind}"',
        )  # fmt: skip
    if not 1 <= len(curve.series) <= MOST_SERIES:
        raise ChartError(
            f"1 to {MOST_SERIES} series", f'{len(curve.series)} in "{curve.name}"',
            "choose the ones that matter: more lines cannot be told apart",
        )  # fmt: skip
    for one in curve.series:
        if not one.x or len(one.x) != len(one.y):
            raise ChartError(
                "a y for each x, at least one",
                f"{len(one.x)} x and {len(one.y)} y in {_name(curve, one)}",
                "record it again",
            )  # fmt: skip


def _find_axis(curve: RecordedCurve) -> Literal["number", "time", "name"]:
    found = {_kind_of(x) for one in curve.series for x in one.x}
    if found == {"number"} or found == {"time"}:
        return found.pop()  # type: ignore[return-value]
    if "number" in found or "none" in found:
        kinds = ", ".join(
            sorted({"name": "text", "none": "missing"}.get(kind, kind) for kind in found)
        )
        raise ChartError(
            "an x axis of numbers, of ISO dates or of text", f'"{curve.name}" with {kinds}',
            "record every x of a curve, in the same way",
        )  # fmt: skip
    return "name"


def _kind_of(x: Value) -> str:
    if x is None:
        return "none"
    if is_number(x):
        return "number"
    return "time" if isinstance(x, str) and read_day(x) is not None else "name"


def _to_number(x: Value) -> float:
    day = read_day(x) if isinstance(x, str) else None
    return float(x) if day is None else day  # type: ignore[arg-type]


def _find_mistakes(
    curve: RecordedCurve, one: Series, xs: Sequence[float], *, within: bool, ordered: bool
) -> list[ChartError]:
    name = _name(curve, one)
    mistakes = []
    beyond = [v for v in (*xs, *one.y, *one.lower, *one.upper) if not 0 <= v <= 1] if within else []
    if beyond:
        mistakes.append(
            ChartError(
                f"x and y between 0 and 1 in a {curve.kind} curve", f"{beyond[0]:g} in {name}",
                "record shares: 0.62, not 62",
            )
        )  # fmt: skip
    if any(not abs(value) < 1e15 for value in (*xs, *one.y, *one.lower, *one.upper)):
        mistakes.append(
            ChartError("numbers below 10^15", f"larger ones in {name}", "use a larger unit")
        )
    rises = all(a <= b for a, b in pairwise(xs))
    falls = all(a >= b for a, b in pairwise(xs))
    if ordered and not rises and not falls:
        mistakes.append(
            ChartError(
                "points in the order of x",
                f"x that goes back and forth in {name}",
                "sort them by x",
            )
        )
    return mistakes + _find_wrong_bounds(one, name)


def _find_wrong_bounds(one: Series, name: str) -> list[ChartError]:
    mistakes = []
    for what, bound, sign in (("lower", one.lower, 1), ("upper", one.upper, -1)):
        if bound and len(bound) != len(one.y):
            mistakes.append(
                ChartError(
                    f"{what} for each y",
                    f"{len(bound)} for {len(one.y)} y in {name}",
                    "record it again",
                )
            )
        elif any(
            sign * (y - b) < -1e-9 * max(1, abs(y)) for y, b in zip(one.y, bound, strict=False)
        ):
            mistakes.append(
                ChartError(
                    "lower ≤ y ≤ upper",
                    f"y on the wrong side of {what} in {name}",
                    "record it again",
                )
            )
    return mistakes


def _name(curve: RecordedCurve, one: Series) -> str:
    return f'"{one.name}" of "{curve.name}"' if one.name else f'"{curve.name}"'
