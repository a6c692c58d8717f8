"""A model with some of its values replaced or gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from proofolio.read.document import Loc


def change(value: Any, changes: Mapping[Loc, Any], loc: Loc = ()) -> Any:
    """Return the value with `changes` made by their places; None takes an item out of its list."""
    if isinstance(value, BaseModel):
        new = {
            name: changes[place]
            if (place := (*loc, name)) in changes
            else change(old, changes, place)
            for name in type(value).model_fields
            if (old := getattr(value, name)) is not None
        }
        return value.model_copy(update=new)
    if isinstance(value, list):
        places = [(*loc, index) for index in range(len(value))]
        return [
            changes.get(place) or change(item, changes, place)
            for place, item in zip(places, value, strict=True)
            if changes.get(place, item) is not None
        ]
    return value
