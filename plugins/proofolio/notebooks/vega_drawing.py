"""A specification of Vega or Vega-Lite → an SVG, without a browser and without any network."""

from __future__ import annotations

import json
import re
from typing import Any

from proofolio.notebooks.chart import write_json
from proofolio.notebooks.error import NotebookError

# What stands in place of the width of a page.
_WIDTH = 640
_FONT = "Helvetica, Arial, sans-serif"
# Of a picture on a page; above it the data do, and the chart itself.
_MOST_BYTES = 2_000_000
_INK, _SOFT, _LINE = "#22201d", "#57534e", "#dedbd5"
# Colours of print; in the frame, theme/assets/…/charts/vega.js gives those of the page.
CONFIG: dict[str, Any] = {
    "background": "transparent",
    # Inside of a picture nobody hears it, and it is two thirds of the file.
    "aria": False,
    "font": _FONT,
    "axis": {
        "domainColor": _LINE,
        "gridColor": _LINE,
        "tickColor": _LINE,
        "labelColor": _SOFT,
        "titleColor": _INK,
        "titleFontWeight": 600,
        "labelFontSize": 12,
        "titleFontSize": 13,
    },
    "header": {"labelColor": _SOFT, "titleColor": _INK, "labelFontSize": 12, "titleFontSize": 13},
    "legend": {"labelColor": _SOFT, "titleColor": _INK, "labelFontSize": 12, "titleFontSize": 13},
    "style": {"guide-label": {"fill": _SOFT}, "guide-title": {"fill": _INK}},
    "title": {"color": _INK, "subtitleColor": _SOFT, "fontSize": 16, "anchor": "start"},
    "view": {"stroke": None},
}
# Vega counts clips and gradients on and on, over all charts that one process draws.
_COUNTED = re.compile(r'(\bid="|url\(#)([a-z]+_?)(\d+)(?=["\)])')
_REPAIR = "run the cell again with a newer Altair, or save the chart as a picture as well"


def draw_spec(spec: dict[str, Any], is_lite: bool) -> bytes:
    """Return the drawing; nothing where it is too large, or the package for it not installed.

    Raises NotebookError where it cannot be drawn. The SVG is not sanitised.
    """
    try:
        import vl_convert  # lazy: 84 MB of browser engine, for cold builds with such a chart only
    except ImportError:
        return b""
    sized = dict(spec)
    if sized.get("width") == "container":
        sized |= {"width": _WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    if sized.get("height") == "container":
        del sized["height"]
    text = write_json({**sized, "config": _merge(CONFIG, spec.get("config"))}).decode()
    draw = vl_convert.vegalite_to_svg if is_lite else vl_convert.vega_to_svg
    try:
        svg = draw(text, allowed_base_urls=[])
    except ValueError as error:
        raise NotebookError("a chart that Vega can draw", _reason(str(error)), _REPAIR) from error
    return _count_anew(svg).encode() if len(svg) <= _MOST_BYTES else b""


def _merge(under: dict[str, Any], over: object) -> dict[str, Any]:
    found = dict(under)
    for key, value in over.items() if isinstance(over, dict) else ():
        below = found.get(key)
        found[key] = _merge(below, value) if isinstance(below, dict) else value
    return found


def _count_anew(svg: str) -> str:
    numbers: dict[tuple[str, str], int] = {}

    def name(match: re.Match[str]) -> str:
        number = numbers.setdefault((match[2], match[3]), len(numbers) + 1)
        return f"{match[1]}{match[2]}{number}"

    return _COUNTED.sub(name, svg)


def _reason(message: str) -> str:
    """Return what Vega says in one line, without the places in its own files."""
    lines = [line for line in message.splitlines() if line.strip()]
    said = lines[1] if len(lines) > 1 else message
    text = re.sub(r" \{.*\}", "", re.sub(r"^(?:\w*Error: )+", "", said.strip()))
    return f"what it refuses: {json.dumps(text[:200], ensure_ascii=False)}"
