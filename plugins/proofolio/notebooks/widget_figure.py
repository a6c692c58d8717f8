"""Widgets that are figures: pictures, ipympl's canvas, Plotly's FigureWidget → an output."""

from __future__ import annotations

import base64
import binascii
from html import escape
from typing import Any

from proofolio.notebooks.output import PICTURE_TYPES, Output
from proofolio.notebooks.widget_state import Widget

PLOTLY = "application/vnd.plotly.v1+json"
# What numpy calls an array's type, and what plotly.js does.
_TYPES = {
    "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4",
    "float32": "f4", "float64": "f8",
}  # fmt: skip


def read_figure(widget: Widget) -> Output | None:
    """Return the figure as a cell would have shown it; None where the widget is none."""
    if widget.kind == "Image":
        return _image(widget)
    if widget.kind == "MPLCanvas":
        head, _, packed = widget.text("_data_url").partition(",")
        media_type = head.removeprefix("data:").partition(";")[0]
        size = widget.items("_size")
        sides = dict(zip(("width", "height"), size, strict=False)) if len(size) == 2 else {}
        is_picture = media_type in PICTURE_TYPES and packed
        return Output("display_data", {media_type: packed}, sides) if is_picture else None
    # Plotly 5 has a model of its own, Plotly 6 and later one of anywidget.
    for data, layout in (("_widget_data", "_widget_layout"), ("_data", "_layout")):
        looks = widget.state.get(layout)
        if isinstance(widget.state.get(data), list) and isinstance(looks, dict):
            chart = {"data": _with_arrays(widget, data), "layout": looks}
            return Output("display_data", {PLOTLY: chart})
    return None


def _image(widget: Widget) -> Output:
    kind = widget.line("format") or "png"
    if kind == "url":
        address = widget.decoded("value")
        return Output("display_data", {"text/html": f'<img src="{escape(address)}">'})
    sides = {side: text for side in ("width", "height") if (text := widget.line(side))}
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(kind, kind)
    return Output("display_data", {f"image/{kind}": widget.packed("value")}, sides)


def _with_arrays(widget: Widget, name: str) -> Any:
    """Return the traces with their binary arrays in plotly.js's own form."""
    found = _copy(widget.state[name])
    for buffer in widget.buffers:
        path = buffer.get("path") if isinstance(buffer, dict) else None
        if not isinstance(path, list) or len(path) < 3 or path[0] != name:
            continue
        place: Any = found
        try:
            for step in path[1:-1]:
                place = place[step]
            kind = _TYPES[place["dtype"]]
            base64.b64decode(buffer["data"], validate=True)
            shape = ", ".join(str(int(side)) for side in place.get("shape") or ())
        except (LookupError, TypeError, ValueError, binascii.Error):
            continue
        place.clear()
        place.update({"dtype": kind, "bdata": buffer["data"], "shape": shape})
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return {key: _copy(item) for key, item in value.items()} if isinstance(value, dict) else value
