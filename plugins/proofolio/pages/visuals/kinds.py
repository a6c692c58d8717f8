"""Each kind of visual → its content; a new kind is a function here, a field of `Visual` and a
template in `templates/visuals/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from proofolio.notebooks import Table
from proofolio.pages.visuals.clip import find_clip
from proofolio.pages.visuals.code import find_code
from proofolio.pages.visuals.demo import find_demo
from proofolio.pages.visuals.diagram import find_diagram
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.pages.visuals.several import find_compare, find_gallery
from proofolio.pages.visuals.shown import ShownChart, ShownTable
from proofolio.studies import Visual


def _find_figure(finder: Finder, visual: Visual) -> Found:
    source = visual.figure or visual.image
    assert source  # noqa: S101 - it is of this kind
    return finder.picture(source, visual.alt, visual.kind)


def _find_table(finder: Finder, visual: Visual) -> Found:
    assert visual.table  # noqa: S101 - it is of this kind
    table: Table = finder.store.table(finder.notebook(visual.table), visual.table.anchor)
    # With a class of ours, without which themes style it as text's tables.
    html = table.html.replace("<table>", '<table class="pf-table">', 1)
    return Found(ShownTable(Markup(html)), table.caption)  # noqa: S704 - sanitised


def _find_chart(finder: Finder, visual: Visual) -> Found:
    assert visual.chart  # noqa: S101 - it is of this kind
    finder.notebook(visual.chart.cells[0])
    return Found(ShownChart(visual))


FIND: Mapping[str, Callable[[Finder, Visual], Found]] = {
    "figure": _find_figure,
    "image": _find_figure,
    "table": _find_table,
    "chart": _find_chart,
    "compare": find_compare,
    "gallery": find_gallery,
    "clip": find_clip,
    "code": find_code,
    "diagram": find_diagram,
    "demo": find_demo,
}
