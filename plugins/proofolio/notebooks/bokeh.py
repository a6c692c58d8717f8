"""A document of Bokeh, also of HoloViews, as the scripts of its outputs carry it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proofolio.notebooks.bokeh_table import read_source_table
from proofolio.notebooks.chart import Chart, write_json
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.output import Output

# Where a document stands, best first.
_TYPES = ("application/javascript", "text/javascript", "text/html")
_DOCUMENTS = re.compile(r"\bdocs_json\s*=\s*")
_ITEMS = re.compile(r"\brender_items\s*=\s*")
_ELEMENT = re.compile(r"document\.getElementById\(\s*['\"]([\w-]+)['\"]\s*\)\.textContent")
_QUOTED = re.compile(r"'([^'\\]*+(?:\\.[^'\\]*+)*+)'", re.DOTALL)
# What Bokeh escapes in a text of JSON, and BokehJS reads back.
_ENTITY = re.compile(r"&(amp|lt|gt|quot|#x27|#x60);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "#x27": "'", "#x60": "`"}
# Of other hosts, which no frame can ask: the tiles of maps, pictures, live data.
_FAR = re.compile(
    r"\w*TileSource|ImageURL|AjaxDataSource|ServerSentDataSource|WebDataSource|GMap\w*"
)
# Scripts that stand in files of their own beside bokeh.min.js.
_WIDGETS = re.compile(
    r"\w*(?:Button|ButtonGroup|Slider|Picker|Input|Select|Choice|Group|Switch|Spinner|Toggle)"
    r"|Checkbox|Dropdown|Div|Paragraph|PreText|Markdown|Markup|Progress"
)
_TABLES = ("DataTable", "DataCube")
_LOWEST, _HEIGHT, _HIGHEST = 60, 600, 2000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Model:
    """An object of a document: a plot, an axis, a table of data."""

    id: str
    name: str
    attributes: Mapping[str, Any]


def read_bokeh(output: Output) -> Chart | None:
    """Return the chart of an output, of one or more roots; None where it has none.

    Raises NotebookError for a script whose document cannot be read.
    """
    text = next((text for kind in _TYPES if _DOCUMENTS.search(text := output.text(kind))), "")
    documents = _read_documents(text)
    if not documents:
        return None
    items = _read_items(text) or {key: () for key in documents}
    try:
        models = {model.id: model for model in _models(documents)}
        found, repair = _find_lack(models)
        roots = [models[root] for root in _roots(documents, items) if root in models]
        docs = _without_sheets(documents, models)
        data = write_json({"docs": docs, "items": items})
        table = read_source_table(models.values())
        height = sum(_height(root, models, set()) for root in roots)
    except (RecursionError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise _broken("values that cannot be read") from error
    return Chart(
        "bokeh",
        data,
        height=int(min(_HIGHEST, max(_LOWEST, height))),
        title=_title(models),
        version=_version(documents, models, data),
        table=table,
        needs_web=bool(found),
        found=found,
        repair=repair,
    )


def _broken(found: str) -> NotebookError:
    return NotebookError("a document of Bokeh", found, "run the cell again")


def _read_documents(text: str) -> Json:
    """Return the documents by their ids; the script around them is never run."""
    match = _DOCUMENTS.search(text)
    if not match:
        return {}
    element = _ELEMENT.match(text, match.end())
    quoted = _QUOTED.match(text, match.end())
    if element:
        start = re.search(rf"<script[^<>]*\bid=['\"]?{re.escape(element[1])}\b[^<>]*>", text)
        source = _unescape(text[start.end() :].partition("</script")[0]) if start else ""
    else:
        source = _unescape(re.sub(r"\\(.)", r"\1", quoted[1])) if quoted else text[match.end() :]
    try:
        found, _ = json.JSONDecoder().raw_decode(source.lstrip())
    except (ValueError, RecursionError) as error:
        raise _broken("a script without its JSON") from error
    if not (isinstance(found, dict) and all(isinstance(item, dict) for item in found.values())):
        raise _broken("JSON that is no document")
    return found


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text)


def _read_items(text: str) -> dict[str, tuple[str, ...]]:
    """Return the roots to draw of each document."""
    match = _ITEMS.search(text)
    try:
        found, _ = json.JSONDecoder().raw_decode(text, match.end()) if match else ([], 0)
    except (ValueError, RecursionError):
        found = []
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    return {
        str(item["docid"]): tuple(map(str, item.get("roots") or item.get("root_ids") or ()))
        for item in items
        if "docid" in item
    }


def _roots(docs: Json, items: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for key, wanted in items.items():
        roots = docs.get(key, {}).get("roots")
        # Bokeh 2 lists the ids, Bokeh 3 the roots themselves.
        own = roots.get("root_ids", ()) if isinstance(roots, dict) else roots or ()
        yield from wanted or (root["id"] if isinstance(root, dict) else root for root in own)


def _models(value: dict[str, Any] | list[Any]) -> Iterator[Model]:
    if isinstance(value, dict):
        name = value.get("name") if value.get("type") == "object" else value.get("type")
        if isinstance(name, str) and isinstance(value.get("id"), str):
            attributes = value.get("attributes")
            if "attributes" in value or value.get("type") == "object":
                yield Model(value["id"], name, attributes if isinstance(attributes, dict) else {})
    for item in value.values() if isinstance(value, dict) else value:
        # Numbers are many, and hold no models.
        if isinstance(item, dict | list):
            yield from _models(item)


def _find_lack(models: Mapping[str, Model]) -> tuple[str, str]:
    """Return what pages cannot give the document, and what its author can do; or nothing."""
    for model in models.values():
        package, _, rest = model.name.partition(".")
        # The sliders of HoloViews stand in layouts of Panel, and so do its apps.
        if rest and package != "bokeh":
            return (
                f"parts of the package {package}, which pages do not have ({model.name})",
                "show one state of it without sliders, or a picture of it",
            )
        if _FAR.fullmatch(model.name):
            return f"files of other hosts ({model.name})", "leave them out, or show a picture of it"
    return "", ""


def _without_sheets(value: Any, models: Mapping[str, Model]) -> Any:
    """Leave out the style sheets of other hosts, which the frame could not ask for."""
    if isinstance(value, list):
        kept = (item for item in value if not _is_sheet(item, models))
        return [
            _without_sheets(item, models) if isinstance(item, dict | list) else item
            for item in kept
        ]
    if isinstance(value, dict):
        return {key: _without_sheets(item, models) for key, item in value.items()}
    return value


def _is_sheet(value: object, models: Mapping[str, Model]) -> bool:
    key = value.get("id") if isinstance(value, dict) else None
    return isinstance(key, str) and key in models and models[key].name == "ImportedStyleSheet"


def _resolve(value: object, models: Mapping[str, Model]) -> Model | None:
    key = value.get("id") if isinstance(value, dict) else None
    return models.get(key) if isinstance(key, str) else None


def _height(model: Model, models: Mapping[str, Model], seen: set[str]) -> float:
    """Return about how high a layout is; `seen` are those that were counted already."""
    own = model.attributes.get("height", model.attributes.get("plot_height"))
    if isinstance(own, int | float) and own == own:
        return own
    children = model.attributes.get("children")
    if model.id in seen or not isinstance(children, list):
        return _HEIGHT if model.name in ("Figure", "Plot") else _LOWEST
    seen.add(model.id)
    rows: dict[object, float] = {}
    for number, child in enumerate(children):
        # A grid tells of each child the row and the column that it stands in.
        found, row = (*child, 0, 0)[:2] if isinstance(child, list) else (child, 0)
        below = _resolve(found, models)
        key = number if model.name == "Column" else str(row)
        rows[key] = max(rows.get(key, 0), _height(below, models, seen) if below else 0)
    return sum(rows.values())


def _title(models: Mapping[str, Model]) -> str:
    for model in models.values():
        text = model.attributes.get("text") if model.name == "Title" else None
        if isinstance(text, str) and text.strip():
            return " ".join(text.split())[:300]
    return ""


def _version(docs: Json, models: Mapping[str, Model], data: bytes) -> str:
    """Return the version and the parts that are needed: `3.9.2 tables widgets`."""
    names = {model.name for model in models.values()}
    needed = {
        "gl": b'"output_backend":"webgl"' in data,
        "mathjax": b"$$" in data or bool(names & {"TeX", "MathML", "Ascii"}),
        "tables": bool(names.intersection(_TABLES)),
        "widgets": any(_WIDGETS.fullmatch(name) for name in names),
    }
    # The tables stand on the widgets.
    needed["widgets"] |= needed["tables"]
    version = next((str(doc["version"]) for doc in docs.values() if "version" in doc), "")
    return " ".join([version, *(part for part, is_needed in needed.items() if is_needed)])
