"""Several figures of one cell: a group, in columns, with the caption that they have in common."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from html import escape

from proofolio.notebooks.notebook import Cell
from proofolio.notebooks.options import plain_text

_FIGURE = re.compile(r'<(?:figure|div) class="pf-output pf-output--(?:picture|chart)\b')
_MOST = 4
_LAYOUTS = ("layout-ncol", "layout-nrow", "layout", "fig-subcap")


def group_figures(outputs: Sequence[str], cell: Cell) -> tuple[str, ...]:
    """Return the outputs with the figures as one, if the cell says something of all of them."""
    places = [index for index, html in enumerate(outputs) if _FIGURE.match(html)]
    options = {**cell.metadata, **cell.options}
    caption = plain_text(options.get("fig-cap"))
    if len(places) < 2 or not (caption or any(name in options for name in _LAYOUTS)):
        return tuple(outputs)
    figures = [outputs[index] for index in places]
    below = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    if below:
        # Alone, it would stand under the last.
        figures = [html.replace(below, "") for html in figures]
    grid = f"pf-figures__grid pf-figures__grid--{_columns(options, len(figures))}"
    inside = f'<div class="{grid}">{"".join(figures)}</div>{below}'
    others = [html for index, html in enumerate(outputs) if index not in places[1:]]
    others[places[0]] = f'<figure class="pf-figures">{inside}</figure>'
    return tuple(others)


def _columns(options: dict[str, object], count: int) -> int:
    rows, layout = _number(options.get("layout-nrow")), options.get("layout")
    columns = _number(options.get("layout-ncol")) or (math.ceil(count / rows) if rows else 0)
    if isinstance(layout, list):
        columns = max((len(row) if isinstance(row, list) else 1 for row in layout), default=1)
    return min(columns or 1, count, _MOST)


def _number(value: object) -> int:
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) < 3 else 0
