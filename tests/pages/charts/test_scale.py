"""Scales, ticks and thinning hold for any numbers."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from proofolio.pages.charts.key import spread
from proofolio.pages.charts.lettering import cut, measure, wrap
from proofolio.pages.charts.number import show_days, show_exactly, style_ticks, style_values
from proofolio.pages.charts.scale import (
    Scale,
    find_ticks,
    find_time_ticks,
    read_day,
    thin,
    widen,
)

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@given(NUMBERS, st.floats(1e-6, 1e12), st.integers(1, 20))
def test_ticks_are_round_evenly_spaced_and_within(low: float, span: float, most: int) -> None:
    high = low + span
    assume(high - low > 1e-9 * max(abs(low), abs(high)))

    ticks = find_ticks(low, high, most)

    assert len(ticks) <= most + 1
    assert all(low <= tick <= high for tick in ticks)
    steps = [b - a for a, b in pairwise(ticks)]
    assert all(step > 0 for step in steps)
    assert steps == pytest.approx(steps[:1] * len(steps), rel=1e-3)


@given(st.lists(NUMBERS, min_size=1), st.booleans())
@example([5.0, 5.0], False)
@example([0.0], True)
@example([0.1 + 0.2, 0.3], False)
def test_an_axis_holds_all_values_and_has_a_length(values: list[float], zero: bool) -> None:
    low, high = widen(min(values), max(values), 5, zero=zero)

    assert low < high
    size = high - low
    assert low <= min(values) + 1e-6 * size
    assert max(values) <= high + 1e-6 * size
    assert not zero or low <= 0 <= high


def test_ticks_are_those_that_people_count_in() -> None:
    assert find_ticks(0, 1, 5) == (0, 0.2, 0.4, 0.6, 0.8, 1)
    assert find_ticks(-3, 22, 6) == (0, 5, 10, 15, 20)
    assert widen(0.31, 0.82, 5) == (0.2, 1.0)
    assert widen(1180, 9100, 5, zero=True) == (0, 10_000)


def test_a_scale_clips_what_lies_beyond() -> None:
    scale = Scale(0, 10, 100, 300)

    assert [scale.at(value) for value in (-5, 0, 2.5, 10, 99)] == [100, 100, 150, 300, 300]


DAYS = st.dates(date(1, 2, 1), date(9990, 1, 1)).map(lambda day: float(day.toordinal()))


@given(DAYS, st.floats(0.1, 4_000_000), st.integers(1, 12))
def test_dates_have_few_ticks_in_order(low: float, span: float, most: int) -> None:
    high = min(low + span, float(date(9998, 1, 1).toordinal()))

    ticks, step = find_time_ticks(low, high, most)

    assert len(ticks) <= most + 1
    assert all(low <= tick <= high for tick in ticks)
    assert all(a < b for a, b in pairwise(ticks))
    assert len(show_days(ticks, step, MONTHS)) == len(ticks)


def test_dates_are_named_as_calendars_do() -> None:
    start, end = (read_day(day) or 0.0 for day in ("2025-11-20", "2026-03-02"))
    ticks, step = find_time_ticks(start, end, 5)
    assert show_days(ticks, step, MONTHS) == ("Dec\u00a02025", "Jan\u00a02026", "Feb", "Mar")

    ticks, step = find_time_ticks(start, start + 20, 4)
    days = [date.fromordinal(int(tick)) for tick in ticks]
    assert {day.weekday() for day in days} == {0}, "weeks begin on Mondays"
    assert show_days(ticks, step, MONTHS)[0] == "24\u00a0Nov\u00a02025"

    ticks, step = find_time_ticks(start, start + 1, 4)
    assert show_days(ticks, step, MONTHS)[1] == "06:00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("2026-03-09", date(2026, 3, 9)),
        ("2026-03-09T00:30:00+02:00", date(2026, 3, 8)),
        ("20260309", None),
        ("2026", None),
        ("2026-13", None),
        ("basic", None),
    ],
)
def test_days_are_read_from_iso_text(text: str, day: date | None) -> None:
    found = read_day(text)

    assert (found and date.fromordinal(int(found))) == day


POINTS = st.lists(st.tuples(st.integers(0, 9), NUMBERS), min_size=1, max_size=500)


@given(POINTS, st.integers(2, 60))
def test_thinning_keeps_the_ends_and_the_extremes(
    points: list[tuple[int, float]], most: int
) -> None:
    points = [(place, y) for place, (_, y) in enumerate(points)]

    kept = thin(points, most)

    assert len(kept) <= most + 2
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert [*kept] == sorted(set(kept))
    assert set(kept) <= set(points)
    for pick in (min, max):
        assert pick(y for _, y in kept) == pick(y for _, y in points)


@given(st.text(), st.floats(20, 300))
def test_what_is_cut_fits(text: str, width: float) -> None:
    assert measure(cut(text, width)) <= width
    assert all(measure(line) <= width for line in wrap(text, width))


@given(st.lists(st.floats(0, 200), min_size=1, max_size=5))
def test_names_at_the_ends_of_lines_do_not_meet(places: list[float]) -> None:
    found = spread(sorted(places), 17, 0, 200)

    assert all(b - a >= 17 - 1e-6 for a, b in pairwise(found))
    assert min(found) >= 0
    assert max(found) <= 200


def test_numbers_are_written_for_people() -> None:
    assert style_values([0.6174, 0.31], "ratio").show(0.6174) == "61.7\u00a0%"
    assert style_values([0.6, 0.31], "ratio").show(0.6) == "60\u00a0%"
    assert style_values([1843, 2710], "riders").show(1843) == "1,843\u00a0riders"
    assert style_values([-12400], "€").show(-12400) == "−€12,400"
    assert style_ticks([0, 0.5, 1], "").show(0.5) == "0.5"
    assert style_values([-0.0001, 50], "").show(-0.0001) == "−0.0001", "it is not nothing"
    assert style_values([50, 62], "").show(-0.0001) == "0"
    assert style_values([0.6174, 0.0004], "ratio").show(0.0004) == "0.04\u00a0%"
    assert style_values([1_843_000, 2_710_500], "$").show(1_843_000) == "$1.84\u00a0M"
    assert style_values([2_300_000_000], "kWh").show(2_300_000_000) == "2.3\u00a0bn\u00a0kWh"
    assert style_values([2_300_000_000, 12], "kWh").show(12) == "12\u00a0kWh"
    assert style_ticks([0, 2e9, 4e9], "$").show(2e9) == "$2\u00a0bn"
    assert show_exactly(0.6174, "ratio") == "61.74\u00a0%"
    assert show_exactly(-12400, "€") == "−€12,400"
    assert show_exactly(1234567) == "1,234,567"
    assert show_exactly(None) == ""


def test_a_day_is_a_day() -> None:
    first, second = read_day("2026-02-28"), read_day("2026-03-01")
    assert first is not None
    assert second is not None
    assert timedelta(second - first) == timedelta(1)
