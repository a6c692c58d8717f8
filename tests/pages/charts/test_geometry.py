"""What is drawn is what was recorded: lengths and places, some of them computed by hand."""

from collections.abc import Callable
from decimal import Decimal
from itertools import chain, pairwise
from typing import Any

import pytest

from proofolio.evidence import RecordedCurve, RecordedNumber, RecordedTable, Series
from proofolio.pages.charts import Phase

Pictures = Callable[..., list[Any]]
near = pytest.approx


def places(path: list[tuple[float, float]], precision: float = 0.15) -> Any:
    """To compare with the numbers of a path, `[*chain(*path)]`."""
    return near([*chain(*path)], abs=precision)


def number(name: str, value: str, unit: str = "ratio", **more: Any) -> RecordedNumber:
    return RecordedNumber(name, Decimal(value), unit, **more)


def curve(kind: str, *series: Series) -> RecordedCurve:
    return RecordedCurve("it", kind, series)


def test_bars_are_as_long_as_their_values(pictures: Pictures) -> None:
    rows = [
        number("a", "0.6", baseline=Decimal("0.3"), interval=(Decimal("0.5"), Decimal("0.7"))),
        number("b", "0.15", baseline=Decimal("0.75")),
    ]
    for picture in pictures(rows, "comparison"):
        (x, _, first, _), (same, _, second, _) = picture.rects("g-1")
        before = [width for _, _, width, _ in picture.rects("g-base")]
        assert x == same, "bars begin at zero"
        assert x in {line[0] for line in picture.lines("g-axis")}
        assert (second, *before) == near((first / 4, first / 2, first * 1.25), abs=0.15)
        _, whisker = picture.paths("g-whisker")
        ends = min(x for x, _ in whisker), max(x for x, _ in whisker)
        assert ends == near((x + first * 5 / 6, x + first * 7 / 6), abs=0.15)
        assert picture.texts("g-value") == ["60\u00a0%", "15\u00a0%"]


def test_negative_values_go_the_other_way(pictures: Pictures) -> None:
    for picture in pictures([number("a", "-20", "€"), number("b", "10", "€")], "comparison"):
        (left, _, long, _), (zero, _, short, _) = picture.rects("g-1")
        assert left + long == near(zero, abs=0.15)
        assert long == near(2 * short, abs=0.15)


def test_zeros_have_bars_without_length(pictures: Pictures) -> None:
    for picture in pictures([number("a", "0"), number("b", "0")], "comparison"):
        assert [width for _, _, width, _ in picture.rects("g-1")] == [0, 0]


def test_a_long_unit_is_said_once(pictures: Pictures) -> None:
    for picture in pictures([number("a", "20", "kWh per household")], "comparison"):
        assert picture.texts("g-label") == ["kWh per household"]
        assert picture.texts("g-value") == ["20"]


def test_a_card_has_the_value_and_what_was_before(pictures: Pictures) -> None:
    (picture,) = pictures(number("a", "0.62", baseline=Decimal("0.31")), "card")

    (x, y, width, _), (_, below, half, _) = picture.rects("g-fill")
    assert (x, y, below) == (0, 0, 25)
    assert width == near(2 * half, abs=0.15)
    assert picture.texts("g-note") == ["baseline 31\u00a0%"]


def test_slices_stand_at_their_values(pictures: Pictures) -> None:
    rows = (
        ("young", 0.4, 30, 0.3, 0.5),
        ("a" * 200, 0.2, 1200, 0.1, 0.3),
        ("old", 0.5, 2, 0.5, 0.5),
    )
    table = RecordedTable("by_age", ("name", "value", "n", "low", "high"), rows, "ratio")
    for picture in pictures(table, "slices", reference=number("all_of_them", "0.3")):
        thirty = picture.tick("30\u00a0%")[0]
        lines = {line[0] for line in picture.lines("g-grid")}
        first, last = min(lines), max(lines)
        assert [x for x, _ in picture.dots()] == near(
            [(thirty + last) / 2, (first + thirty) / 2, last], abs=0.15
        )
        spans = [(min(path)[0], max(path)[0]) for path in picture.paths("g-whisker")]
        assert spans[0] == near((thirty, last), abs=0.15)
        assert {line[0] for line in picture.lines("g-reference")} == {thirty}
        assert "all of them 30\u00a0%" in picture.texts("g-note")
        assert picture.texts("g-value") == ["40\u00a0%", "20\u00a0%", "50\u00a0%"]
        assert "n\u00a0=\u00a01,200" in picture.texts("g-note")
        assert any(name.endswith("…") for name in picture.texts("g-name"))


def test_slices_may_be_numbers(pictures: Pictures) -> None:
    wide, _ = pictures([number("a", "0.2"), number("b", "0.4", n=7)], "slices")

    # Names take 9.4 and 16 pixels, 8 are free at both sides; notes take 30.5 + 16 + 42.
    (first, _), (second, _) = wide.dots()
    assert first == near(33.4, abs=0.1)
    assert second == near(wide.tick("40\u00a0%")[0], abs=0.1)


MATRIX = RecordedTable("cm", ("actual", "a", "b"), (("a", 30, 10), ("b", 0, 1000)))


def test_cells_have_counts_shares_and_shade(pictures: Pictures) -> None:
    wide, _ = pictures(MATRIX, "confusion")

    # "Actual" takes 35.8 pixels and 10 of space, a cell 96 by 56 with a pixel of space around it.
    assert wide.rects("g-cell") == [
        (46.8, 47, 94, 54), (142.8, 47, 94, 54), (142.8, 103, 94, 54),
    ]  # fmt: skip
    assert wide.rects("g-right") == [wide.rects("g-cell")[0], wide.rects("g-cell")[2]]
    shades = [mark.get("fill-opacity") for mark in wide.root.iter("rect")]
    assert [float(shade) for shade in shades] == [0.38, 0.12, 0.5]
    assert wide.texts("g-count") == ["30", "10", "1,000"]
    assert wide.texts("g-none") == ["0"]
    assert wide.texts("g-percent") == ["75\u00a0%", "25\u00a0%", "100\u00a0%"]


def test_many_classes_find_room_on_a_phone(pictures: Pictures) -> None:
    names = [f"class number {index}" for index in range(10)]
    rows = tuple((name, *range(100, 110)) for name in names)
    _, narrow = pictures(RecordedTable("cm", ("is", *names), rows), "confusion")

    assert len(narrow.rects("g-cell")) == 100
    assert max(x + width for x, _, width, _ in narrow.rects("g-cell")) <= narrow.width
    assert narrow.texts("g-small") == [str(count) for _ in names for count in range(100, 110)]


STEP = Series("model", (0, 0.25, 1), (0, 0.75, 1))


@pytest.mark.parametrize("kind", ["roc", "precision_recall"])
def test_shares_are_drawn_in_a_square(kind: str, pictures: Pictures) -> None:
    wide, narrow = pictures(curve(kind, STEP), kind)

    # "100 %" takes 35.2 pixels and 8 of space; the plot is 380 wide and high, below 10 of space.
    assert wide.paths("g-line")[-1] == [(43.2, 390), (138.2, 105), (423.2, 10)]
    (x, y), *others = narrow.paths("g-line")[-1]
    side = 340 - 6 - 43.2
    assert [*chain(*others)] == places([(x + side / 4, y - 0.75 * side), (x + side, y - side)])


def test_chance_is_the_diagonal_and_a_base_rate_is_level(pictures: Pictures) -> None:
    wide, _ = pictures(curve("roc", STEP), "roc")
    assert wide.lines("g-reference")[-1] == near((43.2, 390, 423.2, 10))

    model = curve("precision_recall", STEP)
    wide, _ = pictures(model, "precision_recall", reference=number("base_rate", "0.25"))
    assert wide.lines("g-reference")[-1] == near((43.2, 295, 423.2, 295))
    assert wide.texts("g-key") == ["model", "base rate 25 %"]


def test_calibration_shows_each_bin_with_its_interval(pictures: Pictures) -> None:
    bins = Series("", (0.25, 0.75), (0.5, 1), (0.25, 0.5), (0.75, 1))
    wide, _ = pictures(curve("calibration", bins), "calibration")

    *_, first, second = wide.dots()
    assert (first, second) == ((138.2, 200), (328.2, 10))
    assert wide.lines("g-stem") == [(138.2, 295, 138.2, 105), (328.2, 200, 328.2, 10)]


@pytest.mark.parametrize("kind", ["line", "learning", "ranking", "forecast"])
def test_lines_run_between_their_ticks(kind: str, pictures: Pictures) -> None:
    band = Series("", (0, 50, 100), (0, 5, 10), (0, 4, 8), (0, 6, 10))
    for picture in pictures(curve(kind, band), kind):
        (line,) = picture.paths("g-line")
        assert line[1] == near(
            ((line[0][0] + line[2][0]) / 2, (line[0][1] + line[2][1]) / 2), abs=0.1
        )
        bottom, top = (picture.tick(text, "end")[1] - 4.5 for text in "28")
        assert line[1][1] == near((bottom + top) / 2, abs=0.1)
        edge = picture.paths("g-band")[0]
        assert [y for _, y in edge[1:2]] == near([line[1][1] - (bottom - top) / 6], abs=0.15)
        assert edge[4] == near((line[1][0], line[1][1] + (bottom - top) / 6), abs=0.15)
        assert picture.tick("100")[0] == near(line[2][0], abs=6), "kept within the drawing"


def test_a_single_line_fills_the_plot(pictures: Pictures) -> None:
    wide, narrow = pictures(curve("line", Series("", (0, 10), (0, 5))), "line")

    # "0" to "5" take 6.9 pixels and 8 of space; free are 6 at the right and 10 above.
    assert wide.paths("g-line") == [[(14.9, 300), (714, 10)]]
    assert narrow.paths("g-line") == [[(14.9, 230), (334, 10)]]


def test_dates_are_as_far_apart_as_their_days(pictures: Pictures) -> None:
    days = ("2026-01-01", "2026-01-11", "2026-03-02")  # 10 and 50 days
    actual = Series("actual", days, (1.0, 2.0, 3.0))
    model = Series("forecast", days[1:], (2.0, 4.0), (1.0, 3.0), (3.0, 5.0))
    wide, _ = pictures(curve("forecast", actual, model), "forecast")

    ((a, _), (b, _), (c, _)), *_ = wide.paths("g-0 g-line")
    assert (c - b) == near(5 * (b - a), abs=0.3)
    assert wide.texts("g-key") == ["forecast", "actual"], "from top to bottom, as the lines end"


def test_points_without_order_are_places(pictures: Pictures) -> None:
    months = Series("", ("Jan", "Feb", "Mar"), (1, 2, 3))
    wide, _ = pictures(curve("line", months), "line")

    xs = [x for x, _ in wide.paths("g-line")[0]]
    assert xs == near([wide.tick(month)[0] for month in ("Jan", "Feb", "Mar")], abs=0.1)


def test_bins_are_steps_from_zero(pictures: Pictures) -> None:
    table = RecordedTable("bins", ("low", "high", "left"), ((0, 10, 4), (10, 20, 8), (30, 40, 2)))
    for picture in pictures(table, "distribution"):
        outline = picture.paths("g-line")[-1]
        zero = outline[0][1]
        heights = [zero - y for _, y in outline]
        unit = (zero - picture.tick("8", "end")[1] + 4.5) / 8
        assert heights == near([c * unit for c in (0, 4, 4, 8, 8, 0, 0, 2, 2, 0)], abs=0.15)
        xs = sorted({x for x, _ in outline})
        assert [b - a for a, b in pairwise(xs)] == near([(xs[-1] - xs[0]) / 4] * 4, abs=0.2)
        assert picture.lines("g-axis")[0][1] == zero


def test_densities_are_filled_down_to_zero(pictures: Pictures) -> None:
    wide, _ = pictures(curve("distribution", Series("", (0, 1, 2), (1, 3, 2))), "distribution")

    (area,) = wide.paths("g-area")
    zero = wide.tick("0", "end")
    assert [*chain(*area[3:])] == places([(714, zero[1] - 4.5), (area[0][0], zero[1] - 4.5)])


def test_phases_are_as_long_as_they_last(pictures: Pictures) -> None:
    phases = [Phase("Model", 1, 4), Phase("Pilot", 5, 6)]
    for picture in pictures(phases, "timeline"):
        (x, _, four, _), (then, _, two, _) = picture.rects("g-fill")
        assert then == near(x + four, abs=0.15)
        assert four == near(2 * two, abs=0.15)
        assert picture.texts("g-note") == ["Week\u00a01–4", "Week\u00a05–6"]


def test_phases_end_with_their_last_day(pictures: Pictures) -> None:
    phases = [Phase("Model", "2026-01", "2026-05"), Phase("Pilot", "2026-06-01", "2026-06-30")]
    wide, _ = pictures(phases, "timeline")

    (x, _, long, _), (then, _, day, _) = wide.rects("g-fill")
    assert then == near(x + long, abs=0.15)
    assert long == near(151 / 30 * day, rel=0.002)
    assert wide.tick("Jun")[0] == near(then, abs=0.15)
    assert wide.texts("g-note") == ["1\u00a0Jan – 31\u00a0May", "1\u00a0Jun – 30\u00a0Jun"]


def test_phases_of_several_years_name_them(pictures: Pictures) -> None:
    wide, _ = pictures(
        [Phase("a", "2025-11-03", "2026-02"), Phase("b", "2026-03", "2026-03")], "timeline"
    )

    assert wide.texts("g-note") == ["Nov\u00a02025 – Feb\u00a02026", "Mar\u00a02026"]


def test_counts_that_find_no_room_give_way_to_shares(pictures: Pictures) -> None:
    names = [f"c{index}" for index in range(12)]
    rows = tuple((name, *(10_000,) * 12) for name in names)
    wide, narrow = pictures(RecordedTable("cm", ("is", *names), rows), "confusion")

    assert wide.texts("g-count") == ["10,000"] * 144
    assert narrow.texts("g-small") == ["8"] * 144
    assert "Predicted (% of each row)" in narrow.texts("g-label")


def test_whole_numbers_have_whole_ticks(pictures: Pictures) -> None:
    wide, _ = pictures(curve("line", Series("", (1, 2, 3), (1, 2, 3))), "line")

    assert [wide.tick(text)[0] for text in "123"] == near([x for x, _ in wide.dots()], abs=6)


@pytest.mark.parametrize("kind", ["line", "learning", "forecast", "ranking", "distribution"])
@pytest.mark.parametrize("points", [((5,), (3.0,)), ((1, 2), (3.0, 3.0)), ((1, 2), (0.0, 0.0))])
def test_one_point_and_equal_values_are_drawn(
    kind: str, points: tuple[tuple[int, ...], tuple[float, ...]], pictures: Pictures
) -> None:
    for picture in pictures(curve(kind, Series("", *points)), kind):
        places = [place for path in picture.paths("g-line") for place in path] + picture.dots()
        assert places
        for x, y in places:
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height
