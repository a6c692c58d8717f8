"""What schema.org's vocabulary has to say against a graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

_WORDS = yaml.safe_load((Path(__file__).parent / "schema_org.yml").read_text(encoding="utf-8"))
_CLASSES: dict[str, list[str]] = _WORDS["classes"]
_PROPERTIES: dict[str, dict[str, list[str]]] = _WORDS["properties"]
_FORMS = {
    "Text": r".+",
    "URL": r"https?://\S+",
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\dT.+",
}


def kinds_of(name: str) -> set[str]:
    """A class and all that it is a kind of."""
    return {name}.union(*map(kinds_of, _CLASSES[name]))


def find_faults(graph: list[dict[str, Any]]) -> Iterator[str]:
    """Each place at which a graph is not schema.org, or speaks of a node that it does not have."""
    types = {node["@id"]: node["@type"] for node in _nodes(graph) if {"@id", "@type"} <= {*node}}
    for node in graph:
        yield from _faults(node, types, node.get("@type", "?"))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from chain.from_iterable(map(_nodes, value))
    elif isinstance(value, dict):
        yield value
        yield from _nodes([*value.values()])


def _faults(node: dict[str, Any], types: dict[str, str], at: str) -> Iterator[str]:
    if node.get("@type") not in _CLASSES:
        yield f"{at}: no class {node.get('@type')}"
        return
    for name, value in node.items():
        here = f"{at}.{name}"
        if name.startswith("@"):
            continue
        if name not in _PROPERTIES or not kinds_of(node["@type"]) & {*_PROPERTIES[name]["of"]}:
            yield f"{here}: not of {node['@type']}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value_faults(one, {*_PROPERTIES[name]["holds"]}, types, here)


def _value_faults(value: Any, holds: set[str], types: dict[str, str], at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        fits = (
            "Integer" in holds
            if isinstance(value, int)
            else any(name in holds and re.fullmatch(form, value) for name, form in _FORMS.items())
        )
        if not fits:
            yield f"{at}: {value!r} is none of {sorted(holds)}"
        return
    if value.keys() == {"@id"}:
        type_ = types.get(value["@id"])
        if type_ is None:
            yield f"{at}: nothing is called {value['@id']}"
            return
    else:
        type_ = value.get("@type", "?")
        yield from _faults(value, types, at)
    if type_ in _CLASSES and not kinds_of(type_) & holds:
        yield f"{at}: {type_} is none of {sorted(holds)}"
