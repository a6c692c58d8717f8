"""What is left out may not show elsewhere either: a client's name, a number, its record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.read.places import move
from proofolio.studies import (
    CellRef,
    HiddenName,
    Metric,
    Quantity,
    Study,
    find_hidden,
    name_pattern,
    walk,
)

_NUMBER = "a number that nobody allows any more"
_REPAIR = "have the permission renewed, or take it out"
_PARTS = re.compile(r"[\d.,\u202f]+|[^\d\s]+")
# A plain 12 stands in many texts that have nothing to do with it.
_TELLING = 3


def withhold_client(name: str, alias: str | None) -> HiddenName:
    """The name of a client that nobody allows to be shown; `alias` stands in its place."""
    instead = f'write "{alias}" in its place' if alias else "take it out"
    return HiddenName(
        name_pattern(name), "may not be named", f"record a permission that holds, or {instead}"
    )


def withhold_number(value: Quantity) -> HiddenName | None:
    """The number as texts write it; None for one that is too short to be known by its digits."""
    if not value.unit and len(re.findall(r"\d", value.text)) < _TELLING:
        return None
    parts = [re.escape(part) for part in _PARTS.findall(value.text.replace("−", "-"))]
    written = r"\s*".join(parts).replace(r"\-", "[-−]")
    pattern = rf"(?<![\d.,]){written}(?!\d|[.,]\d)" + (
        r"(?!\w)" if value.text[-1].isalnum() else ""
    )
    return _hidden(pattern)


def withhold_record(ref: CellRef, slug: str, *, elsewhere: bool = False) -> HiddenName:
    """What a notebook recorded, as texts of its study name it, or those of others do."""
    study = f"{re.escape(slug)}/" if elsewhere else f"(?:{re.escape(slug)}/)?"
    name = rf"{re.escape(ref.notebook)}\#{re.escape(ref.anchor)}"
    return _hidden(rf"(?<![\w/.-]){study}{name}(?![^\s{{}}|])")


def _hidden(pattern: str) -> HiddenName:
    return HiddenName(re.compile(pattern), "may not be shown", _REPAIR, _NUMBER)


def records_of(metrics: Iterable[Metric]) -> Iterator[CellRef]:
    """The records that results take their values from."""
    for _, part in walk([*metrics]):
        if isinstance(part, CellRef):
            yield part


def find_records(
    document: Document, names: Collection[HiddenName], gone: Collection[Loc] = ()
) -> list[Problem]:
    """Hidden records named in a file as its author wrote it, but for what is `gone` from it."""
    return [
        document.problem(loc, f"a text without {name.what}", name.repair, name.found(match))
        for loc, text in (walk(document.data) if names else ())
        if isinstance(text, str) and ".ipynb#" in text and move(loc, gone) is not None
        for name, match in find_hidden(text, names)
    ]


def find_notebooks(
    study: Study, metrics: Iterable[Metric], published: Mapping[str, Loc]
) -> list[Problem]:
    """Published notebooks that computed a result which is left out."""
    repair = (
        "have the permission renewed, or leave it unlisted (with `confidentiality`, only listed "
        "ones are published)"
    )
    expected = f"a notebook without {_NUMBER}"
    notebooks = {ref.notebook for ref in records_of(metrics)} & published.keys()
    return [
        study.document.problem(published[name], expected, repair, f'"{name}", which computed it')
        for name in sorted(notebooks)
    ]
