"""A page as JSON, for the store, and back again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from proofolio.notebooks.draft import CellProblem, Heading
from proofolio.notebooks.page import NotebookPage, PageAsset, PageLink, RenderOptions
from proofolio.notebooks.prose import Prose

_PARTS = {"headings": Heading, "prose": Prose, "problems": CellProblem, "links": PageLink}


def write_options(options: RenderOptions) -> str:
    return json.dumps(asdict(options), sort_keys=True)


def write_page_values(page: NotebookPage) -> dict[str, Any]:
    """Return everything but the assets."""
    found: dict[str, Any] = {}
    for item in fields(NotebookPage):
        value = getattr(page, item.name)
        if item.name in _PARTS:
            found[item.name] = [list(asdict(part).values()) for part in value]
        elif item.name != "assets":
            found[item.name] = sorted(value) if isinstance(value, frozenset) else value
    # YAML has dates, and keys that are none of JSON's.
    found["front_matter"] = _pack(page.front_matter)
    return found


def read_page(found: dict[str, Any], assets: Sequence[PageAsset]) -> NotebookPage:
    """Return the page. Raises KeyError or TypeError for what was not written by this version."""
    values = {name: found[name] for name in found if name not in _PARTS}
    values["front_matter"] = _unpack(found["front_matter"])
    values["imports"] = tuple(found["imports"])
    values["needs"] = frozenset(found["needs"])
    for name, kind in _PARTS.items():
        values[name] = tuple(kind(*part) for part in found[name])
    return NotebookPage(**values, assets=tuple(assets))


def _pack(value: Any) -> Any:
    if isinstance(value, dict):
        return {"map": [[_pack(key), _pack(item)] for key, item in value.items()]}
    if isinstance(value, list | tuple):
        return [_pack(item) for item in value]
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _unpack(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "time" in value:
        return datetime.fromisoformat(value["time"])
    if "date" in value:
        return date.fromisoformat(value["date"])
    return {_unpack(key): _unpack(item) for key, item in value["map"]}
