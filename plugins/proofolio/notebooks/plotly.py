"""A Plotly figure of an output, as JSON or as the HTML that Plotly's renderers write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from proofolio.notebooks.chart import Chart, write_json
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.output import Output
from proofolio.notebooks.plotly_table import read_trace_table

_TYPE = "application/vnd.plotly"
_CALL = re.compile(r"Plotly\.(?:newPlot|react|plot)\s*\(\s*")
_FRAMES = re.compile(r"Plotly\.addFrames\s*\(\s*")
_VERSION = re.compile(r"plotly(?:\.js|-)?[ -]v?(\d+\.\d+\.\d+)")
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"\s*,\s*")
_HEIGHT, _LOWEST, _HIGHEST = 450, 120, 2000
# Their ground is drawn from tiles or outlines, which Plotly fetches from other hosts.
_MAPS = re.compile(r".*(?:mapbox|map|geo)$|choropleth")
_NOT_MAPS = ("heatmap", "treemap", "sunburst")


def read_plotly(output: Output) -> Chart | None:
    """Return the figure of an output; None where it has none.

    Raises NotebookError for a figure that Plotly could not draw.
    """
    figure = _from_json(output) or _from_html(output.text("text/html"))
    if figure is None:
        return None
    traces = figure.get("data", [])
    layout = figure.get("layout") or {}
    if not (isinstance(traces, list) and all(isinstance(trace, dict) for trace in traces)):
        raise _broken("`data` that is no list of traces")
    if not isinstance(layout, dict):
        raise _broken("a `layout` that is no object")
    frames = figure.get("frames")
    kept = {"data": traces, "layout": layout}
    kept |= {"frames": frames} if isinstance(frames, list) and frames else {}
    try:
        data, table = write_json(kept), read_trace_table(traces, layout)
    except (RecursionError, TypeError, ValueError) as error:
        raise _broken("values that cannot be read") from error
    return Chart(
        "plotly",
        data,
        height=_height(layout.get("height")),
        title=plain_title(layout.get("title")),
        version=_version(output.text("text/html")),
        table=table,
        needs_web=any(_is_map(trace) for trace in traces),
    )


def _broken(found: str) -> NotebookError:
    return NotebookError("a Plotly figure", found, "run the cell again")


def _from_json(output: Output) -> dict[str, Any] | None:
    for kind, value in output.data.items():
        if kind.startswith(_TYPE):
            if isinstance(value, str | list):
                value = _parse(output.text(kind))
            if not isinstance(value, dict):
                raise _broken("JSON that is no figure")
            return value
    return None


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken("text that is no JSON") from error


def _from_html(html: str) -> dict[str, Any] | None:
    """Return what the script of an HTML output hands to Plotly; the script itself is never run."""
    for call in _CALL.finditer(html):
        values = list(_arguments(html, call.end()))
        # Plotly's own source, which may be in the HTML as well, calls itself with variables.
        if len(values) >= 2 and isinstance(values[1], list):
            layout = values[2] if len(values) > 2 else {}
            found = {"data": values[1], "layout": layout}
            if frames := _FRAMES.search(html, call.end()):
                found["frames"] = [*_arguments(html, frames.end()), None, None][1]
            return found
    return None


def _arguments(text: str, place: int) -> Iterator[Any]:
    """Yield the arguments that are JSON, up to the first that is not."""
    decoder = json.JSONDecoder()
    while True:
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield value
        comma = _BETWEEN.match(text, place)
        if not comma:
            return
        place = comma.end()


def _height(value: object) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return int(min(_HIGHEST, max(_LOWEST, value)))
    return _HEIGHT


def plain_title(value: object) -> str:
    """Return a title of Plotly, which may have simple tags in it, as plain text."""
    text = value.get("text") if isinstance(value, dict) else value
    return " ".join(_TAG.sub(" ", text).split())[:300] if isinstance(text, str) else ""


def _version(html: str) -> str:
    found = _VERSION.search(html[:200_000])
    return found[1] if found else ""


def _is_map(trace: dict[str, Any]) -> bool:
    kind = trace.get("type")
    return isinstance(kind, str) and bool(_MAPS.match(kind)) and kind not in _NOT_MAPS
