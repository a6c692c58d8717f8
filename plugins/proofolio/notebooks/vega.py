"""A chart of Vega or Vega-Lite (Altair), as JSON or as the HTML that calls vega-embed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from proofolio.notebooks.chart import Chart, write_json
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.output import Output, join_text
from proofolio.notebooks.vega_drawing import draw_spec
from proofolio.notebooks.vega_table import read_spec_table

# Altair 6 ends its own in `.json`.
_TYPE = re.compile(r"application/vnd\.vega(lite)?\.v(\d+)(?:\.\d+)*[.+]json")
_CALL = re.compile(r"vegaEmbed\s*\(")
_OBJECT = re.compile(r'\{\s*"')
_SCHEMA = re.compile(r"/schema/vega(-lite)?/v([\d.]+\d)")
_HOST = re.compile(rb'"(?:https?:)?//', re.IGNORECASE)
_SIZE = re.compile(rb'<svg[^>]*? height="([\d.]+)"')
# Objects of JavaScript that are no JSON: each costs a look, and a file may be full of them.
_MOST_TRIES = 40
_LOWEST, _HEIGHT, _HIGHEST = 120, 360, 2000
_REPAIR = (
    "keep the data in the chart (Altair: give it a data frame in place of an address, and "
    "`alt.data_transformers.enable('default')`), or save a picture of it as well"
)
# What holds the author's data, in which any key is only a name.
_ROWS = ("values", "datasets")
# Links lead nowhere from a frame, and the drawing without a browser stops at them.
_DROPPED = ("href", "$schema")
_PARTS = ("facet", "hconcat", "vconcat", "concat", "repeat", "spec")

Spec = dict[str, Any]


def read_vega(output: Output) -> Chart | None:
    """Return the chart of an output; None where it has none.

    Raises NotebookError for a chart that Vega could not draw.
    """
    found = _from_json(output) or _from_html(output.text("text/html"))
    if found is None:
        return None
    spec, is_lite, version = found
    try:
        clean = _clean({key: value for key, value in spec.items() if key != "usermeta"})
        if is_lite:
            _fit(clean)
        data = write_json({"mode": "vega-lite" if is_lite else "vega", "spec": clean})
        far = _find_far(clean, data)
        table = read_spec_table(clean)
    except (RecursionError, TypeError, ValueError) as error:
        raise _broken("values that cannot be read") from error
    svg = b"" if far else draw_spec(clean, is_lite)
    return Chart(
        "vega",
        data,
        height=_height(svg, clean.get("height")),
        title=_title(clean),
        version=version,
        svg=svg,
        table=table,
        needs_web=bool(far),
        found=far,
        repair=_REPAIR if far else "",
    )


def _find_far(spec: Spec, data: bytes) -> str:
    """Return what the chart would read from elsewhere, or an empty string."""
    if address := find_address(spec):
        return f"data at {json.dumps(address[:200], ensure_ascii=False)}"
    return "pictures of other hosts" if _has_images(spec) and _HOST.search(data) else ""


def find_address(value: object) -> str:
    """Return the address of data that is not in the chart, or an empty string."""
    pairs = value.items() if isinstance(value, dict) else ()
    for key, item in pairs:
        if key in _ROWS:
            continue
        sources = item if isinstance(item, list) else [item]
        for source in sources:
            if key == "data" and isinstance(source, dict) and "url" in source:
                return str(source["url"])
            if address := find_address(source):
                return address
    return ""


def _broken(found: str) -> NotebookError:
    return NotebookError("a chart of Vega or Vega-Lite", found, "run the cell again")


def _from_json(output: Output) -> tuple[Spec, bool, str] | None:
    for kind, value in output.data.items():
        match = _TYPE.fullmatch(kind)
        if match:
            spec = value
            if isinstance(value, str | list):
                try:
                    spec = json.loads(join_text(value))
                except (ValueError, RecursionError) as error:
                    raise _broken("text that is no JSON") from error
            if not isinstance(spec, dict):
                raise _broken("JSON that is no chart")
            return spec, bool(match[1]), _schema(spec)[1] or match[2]
    return None


def _from_html(html: str) -> tuple[Spec, bool, str] | None:
    """Return the specification that a script hands to vega-embed; the script is never run."""
    if not _CALL.search(html):
        return None
    for spec in _objects(html):
        is_lite, version = _schema(spec)
        if version or is_lite or "mark" in spec or "marks" in spec:
            return spec, is_lite or "marks" not in spec, version
    return None


def _objects(text: str) -> Iterator[Spec]:
    decoder = json.JSONDecoder()
    place = 0
    for _ in range(_MOST_TRIES):
        start = _OBJECT.search(text, place)
        if not start:
            return
        place = start.end()
        try:
            found, place = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        yield found


def _schema(spec: Spec) -> tuple[bool, str]:
    match = _SCHEMA.search(str(spec.get("$schema", "")))
    return (bool(match[1]), match[2]) if match else (False, "")


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: item if key in _ROWS else _clean(item)
            for key, item in value.items()
            if key not in _DROPPED
        }
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _fit(spec: Spec) -> None:
    """Let a single view with a continuous x be as wide as the page, unless its author said else."""
    if spec.get("width") is not None or any(part in spec for part in _PARTS):
        return
    encodings = list(_encodings(spec))
    if any(part in encoding for encoding in encodings for part in ("row", "column", "facet")):
        return
    across = [encoding["x"] for encoding in encodings if isinstance(encoding.get("x"), dict)]
    if any(x.get("type") in ("quantitative", "temporal") for x in across):
        spec["width"] = "container"


def _encodings(spec: Spec) -> Iterator[Mapping[str, Any]]:
    if isinstance(spec.get("encoding"), dict):
        yield spec["encoding"]
    layers = spec.get("layer")
    for layer in layers if isinstance(layers, list) else ():
        if isinstance(layer, dict):
            yield from _encodings(layer)


def _has_images(value: object) -> bool:
    if isinstance(value, dict):
        kinds = value.get("mark"), value.get("type")
        return "image" in kinds or any(
            _has_images(item) for key, item in value.items() if key not in _ROWS
        )
    return isinstance(value, list) and any(map(_has_images, value))


def _height(svg: bytes, value: object) -> int:
    match = _SIZE.search(svg[:2000])
    if match:
        height = float(match[1])
    else:
        is_number = isinstance(value, int | float) and value == value
        height = float(value) + 60 if is_number else _HEIGHT  # type: ignore[arg-type]
    return int(min(_HIGHEST, max(_LOWEST, height)))


def _title(spec: Spec) -> str:
    layers = spec.get("layer")
    for view in [spec, *(layers if isinstance(layers, list) else [])]:
        title = view.get("title") if isinstance(view, dict) else None
        text = title.get("text") if isinstance(title, dict) else title
        if isinstance(text, list):
            text = " ".join(line for line in text if isinstance(line, str))
        if isinstance(text, str) and text.strip():
            return " ".join(text.split())[:300]
    return ""
