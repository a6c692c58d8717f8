"""One call for every chart: a record and its kind → drawings, and the data they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from proofolio.evidence import RecordedCurve, RecordedNumber, RecordedTable
from proofolio.pages.charts.kinds import Asked, prepare_chart
from proofolio.pages.charts.scene import NARROW, WIDE, show_place
from proofolio.pages.charts.table import ChartTable
from proofolio.pages.charts.timeline import Phase
from proofolio.pages.templating import Templates

Drawable = RecordedNumber | RecordedTable | RecordedCurve | Phase


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: `svg` alone (one for wide pages, one for phones), `html` with title and table."""

    svg: Markup
    html: Markup
    table: ChartTable
    title: str
    description: str


def draw_chart(
    record: Drawable | Sequence[Drawable],
    templates: Templates,
    *,
    kind: str,
    id: str,
    title: str,
    description: str = "",
    unit: str = "",
    series: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    reference: RecordedNumber | None = None,
    note: str = "",
) -> Drawing:
    """Draw a chart of one of KINDS.

    `id` is one that nothing else on the page has. `title` is seen, `description` is for those who
    do not see. `unit` is that of a curve's y. `series` chooses series of a curve and their order;
    `labels` has other names for numbers and series. `reference` is a line to hold the rest against:
    the value of all in slices, the base rate under a precision-recall curve, a target.
    `note` stands below, such as where it was computed; it is escaped unless it is Markup.
    Raises ChartError for a record that is wrong, empty, or for another kind.
    """
    records = (record,) if isinstance(record, Drawable) else tuple(record)
    words: Mapping[str, Any] = {**templates.words["charts"], "numerals": templates.numerals}
    asked = Asked(kind, records, words, unit, tuple(series), labels or {}, reference)
    chart = prepare_chart(asked)
    scenes = [
        {"scene": chart.lay_out(width), "size": size, "id": f"{id}-{size}"}
        for size, width in _sizes(kind)
    ]
    shown = {"title": title, "description": description, "id": id, "kind": kind}
    svg = templates.render("charts/drawings.html", scenes=scenes, at=show_place, **shown)
    html = svg
    if kind != "card":
        html = templates.render("charts/chart.html", svg=svg, table=chart.table, note=note, **shown)
    return Drawing(svg, html, chart.table, title, description)


def _sizes(kind: str) -> list[tuple[str, float]]:
    return [("card", 240)] if kind == "card" else [("wide", WIDE), ("narrow", NARROW)]
