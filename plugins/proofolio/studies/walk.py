"""Every value of a model with its place, for checks that do not care which field it stands in."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from proofolio.read.document import Loc


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Yield (place, value) for the model, what it holds and all leaves, top down."""
    yield loc, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*loc, name))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*loc, key))
