"""A document as if some of its values had never stood in it, so that places stay right."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from proofolio.read.document import Document, Loc

T = TypeVar("T")


def move(loc: Loc, gone: Collection[Loc]) -> Loc | None:
    """Where a value stands once those at `gone` are gone; None for one that is among them."""
    if any(loc[: len(one)] == one for one in gone):
        return None
    return tuple(
        part - sum(_stood_before(one, loc, index) for one in gone)
        if isinstance(part, int)
        else part
        for index, part in enumerate(loc)
    )


def _stood_before(gone: Loc, loc: Loc, index: int) -> bool:
    """Whether what is gone was an earlier item of the list that the part at `index` counts in."""
    last, part = gone[-1], loc[index]
    is_sibling = len(gone) == index + 1 and gone[:-1] == loc[:index]
    return is_sibling and isinstance(last, int) and isinstance(part, int) and last < part


def move_all(values: Mapping[Loc, T], gone: Collection[Loc]) -> dict[Loc, T]:
    """Values by their places, once those at `gone` are gone."""
    moved = ((move(loc, gone), value) for loc, value in values.items())
    return {loc: value for loc, value in moved if loc is not None}


def document_without(document: Document, gone: Collection[Loc]) -> Document:
    """The document with the places of what is left; its data stay whole."""
    if not gone:
        return document
    marks, keys = move_all(document.marks, gone), move_all(document.keys, gone)
    return replace(document, marks=marks, keys=keys)
