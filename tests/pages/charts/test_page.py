"""A chart on a page: its names, its table, nothing unescaped, and not too heavy."""

import math
import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.evidence import RecordedCurve, RecordedNumber, RecordedTable, Series
from proofolio.pages.charts import KINDS, Drawing, Phase

Draw = Callable[..., Drawing]
EVIL = "<b>&\"'</text></svg><script>alert(1)</script>\x00\u202e"
SHARES = (0.0, 0.5, 1.0)
CURVE = Series(EVIL, SHARES, SHARES, SHARES, SHARES)
# One of each kind, its names as hostile as can be.
EVERY: dict[str, Any] = {
    "comparison": RecordedNumber(EVIL, Decimal(1), EVIL, baseline=Decimal(1)),
    "card": RecordedNumber("a", Decimal(1), EVIL),
    "slices": RecordedTable("it", ("name", "value", "n"), ((EVIL, 1, 10),), EVIL),
    "confusion": RecordedTable("it", (EVIL, EVIL, "b"), ((EVIL, 1, 2), ("b", 3, 4))),
    "timeline": Phase(EVIL, 1, 2),
} | {
    kind: RecordedCurve("it", kind, (CURVE, Series("other", SHARES, SHARES)), EVIL, EVIL)
    for kind in KINDS
    if kind not in ("comparison", "card", "slices", "confusion", "timeline")
}


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_escaped(kind: str, draw: Draw) -> None:
    html = draw(EVERY[kind], kind, title=EVIL, description=EVIL, note=EVIL, id="a").html

    page = BeautifulSoup(html, "html.parser")
    assert not page.find_all(["script", "b"])
    assert EVIL.replace("\x00", "") in page.get_text().replace("\x00", "")
    allowed = {
        "figure", "figcaption", "p", "svg", "title", "desc", "g", "line", "rect", "path", "circle",
        "text", "details", "summary", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert {tag.name for tag in page.find_all()} <= allowed
    # Styles and templates name the same things, and no style is in the markup.
    assert not page.find_all(style=True)


@pytest.mark.parametrize("kind", KINDS)
def test_each_drawing_has_a_name_and_a_description(kind: str, draw: Draw) -> None:
    page = BeautifulSoup(draw(EVERY[kind], kind, id="first").html, "html.parser")

    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(str(one) == "first" or str(one).startswith("first-") for one in ids)
    drawings = page.find_all("svg")
    assert len(drawings) == (1 if kind == "card" else 2)
    for drawing in drawings:
        assert drawing["role"] == "img"
        said = [drawing.find(id=drawing[f"aria-{what}"]) for what in ("labelledby", "describedby")]
        assert [one and one.text for one in said] == ["A title", "A description"]


def test_without_a_description_the_title_is_all(draw: Draw) -> None:
    page = BeautifulSoup(draw(EVERY["roc"], "roc", description="").html, "html.parser")

    assert not page.select("desc, [aria-describedby]")
    assert {svg["aria-labelledby"] for svg in page.find_all("svg")} == {
        "chart-wide-title",
        "chart-narrow-title",
    }


def test_the_table_has_every_value_of_the_record(draw: Draw) -> None:
    rows = (("a", 0.5, 10, 0.25, 0.75), ("b", 0.3333333333, None, None, None))
    table = RecordedTable("it", ("name", "value", "n", "low", "high"), rows, "ratio")
    chart = draw(table, "slices", reference=RecordedNumber("all", Decimal("0.4"), "ratio", 12))

    assert chart.table.columns == ("Name", "Value", "From", "To", "Cases")
    assert chart.table.rows == (
        ("a", 0.5, 0.25, 0.75, 10),
        ("b", 0.3333333333, None, None, None),
        ("all", Decimal("0.4"), None, None, 12),
    )
    page = BeautifulSoup(chart.html, "html.parser")
    assert page.caption is not None
    assert page.caption.text == "A title"
    assert [head.text for head in page.select("thead th[scope=col]")] == [*chart.table.columns]
    assert [head.text for head in page.select("tbody th[scope=row]")] == ["a", "b", "all"]
    cells = [[cell.text for cell in row.find_all("td")] for row in page.select("tbody tr")]
    assert cells == [
        ["50\u00a0%", "25\u00a0%", "75\u00a0%", "10"],
        ["33.3333\u00a0%", "", "", ""],
        ["40\u00a0%", "", "", "12"],
    ]


@pytest.mark.parametrize(
    ("kind", "record", "columns", "rows"),
    [
        (
            "confusion",
            RecordedTable("it", ("is", "a", "b"), (("a", 1, 2), ("b", 3, 4))),
            ("Actual ↓ predicted →", "a", "b"),
            (("a", 1, 2), ("b", 3, 4)),
        ),
        (
            "comparison",
            RecordedNumber("the_recall", Decimal("0.62"), "ratio", baseline=Decimal("0.31")),
            ("Name", "Value", "Baseline"),
            (("the recall", Decimal("0.62"), Decimal("0.31")),),
        ),
        (
            "forecast",
            RecordedCurve(
                "it",
                "forecast",
                (
                    Series("actual", ("2026-01-01", "2026-01-02"), (1.0, 2.0)),
                    Series("model", ("2026-01-02",), (3.0,), (2.0,), (4.0,)),
                ),
                y_label="riders",
            ),
            ("Date", "actual", "model", "model: From", "model: To"),
            (("2026-01-01", 1.0, None, None, None), ("2026-01-02", 2.0, 3.0, 2.0, 4.0)),
        ),
        (
            "precision_recall",
            RecordedCurve(
                "it", "precision_recall", (Series("m", (1.0, 1.0, 0.5), (0.1, 0.2, 0.3)),), "recall"
            ),
            ("recall", "Value"),
            ((1.0, 0.1), (1.0, 0.2), (0.5, 0.3)),
        ),
        (
            "distribution",
            RecordedTable("it", ("low", "high", "left"), ((0, 1, 5), (1, 2, 6))),
            ("From", "To", "left"),
            ((0, 1, 5), (1, 2, 6)),
        ),
        (
            "timeline",
            Phase("Pilot", "2026-01", "2026-02-03"),
            ("Phase", "Start", "End"),
            (("Pilot", "2026-01", "2026-02-03"),),
        ),
    ],
)
def test_tables_are_their_records(
    kind: str, record: Any, columns: Any, rows: Any, draw: Draw
) -> None:
    table = draw(record, kind).table

    assert table.columns == columns
    assert table.rows == rows


def test_series_are_chosen_ordered_and_named(draw: Draw) -> None:
    series = tuple(Series(name, (1, 2), (1.0, 2.0)) for name in ("a", "b", "c"))
    chart = draw(
        RecordedCurve("it", "line", series), "line", series=["c", "a"], labels={"c": "new"}
    )

    assert chart.table.columns == ("x", "new", "a")
    keys = BeautifulSoup(chart.svg, "html.parser").select("svg:first-of-type .g-key")
    assert sorted(key.text for key in keys) == ["a", "new"]


def test_ten_thousand_points_stay_light_and_keep_their_extremes(
    draw: Draw, pictures: Callable[..., list[Any]]
) -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time
    across = tuple(range(10_000))
    ys = [math.sin(x / 500) + chance.gauss(0, 0.2) for x in across]
    ys[1234], ys[8765] = 9.0, -9.0
    series = tuple(
        Series(name, across, tuple(ys), tuple(y - 1 for y in ys), tuple(y + 1 for y in ys))
        for name in "abcde"
    )
    record = RecordedCurve("it", "line", series)
    chart = draw(record, "line")

    assert all(len(one) < 20_000 for one in re.findall(r"<svg.*?</svg>", chart.svg, re.DOTALL))
    assert len(chart.table.rows) == 10_000
    assert chart.html.count("<tr>") == 201
    assert "200 of 10,000 rows" in chart.html
    wide, narrow = pictures(record, "line")
    # From 10 at the top to −10: 290 pixels on a wide page, 220 on a phone, below 10 of space.
    for picture, top, bottom in ((wide, 24.5, 285.5), (narrow, 21, 219)):
        for line in picture.paths("g-line g-thin") or picture.paths("g-line")[:5]:
            assert (min(y for _, y in line), max(y for _, y in line)) == (top, bottom)


@settings(max_examples=50)
@given(data=st.data())
def test_whatever_is_recorded_stays_in_its_drawing(
    data: st.DataObject, pictures: Callable[..., list[Any]]
) -> None:
    ys = data.draw(st.lists(st.floats(-1e14, 1e14), min_size=1, max_size=30))
    name = data.draw(st.text(max_size=60))
    across = tuple(data.draw(st.sampled_from([range(len(ys)), ["a"] * len(ys)])))
    kind = data.draw(st.sampled_from(["line", "learning", "ranking", "distribution", "forecast"]))
    curve = RecordedCurve(
        "it", kind, (Series(name, across, tuple(ys)), Series("b", across, tuple(ys)))
    )
    numbers = [RecordedNumber(f"{name}{place}", Decimal(y)) for place, y in enumerate(ys[:5])]
    for picture in (
        pictures(curve, kind) + pictures(numbers, "comparison") + pictures(numbers, "slices")
    ):
        boxes = picture.rects("g-fill")
        places = [place for path in picture.paths("g-line") for place in path] + picture.dots()
        places += [(x, y) for x, y, _, _ in boxes] + [(x + w, y + h) for x, y, w, h in boxes]
        for x, y in places:
            assert -0.1 <= x <= picture.width + 0.1
            assert -0.1 <= y <= picture.height + 0.1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "confusion"])
def test_a_usual_chart_is_small(kind: str, draw: Draw) -> None:
    plain = EVERY[kind]
    assert len(draw(plain, kind).svg) < 12_000
