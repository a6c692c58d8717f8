"""Every value of a model with its place, for checks that do not care which field it stands in."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from proofolio.read.document import Loc


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Yield (place, value) for the model, what it holds and all leaves, top down."""
    # A stack, since a study is walked by everything that checks it.
    ahead = [(loc, value)]
    while ahead:
        loc, value = ahead.pop()
        yield loc, value
        if isinstance(value, BaseModel):
            parts: Iterable[tuple[str | int, Any]] = value.__dict__.items()
        elif isinstance(value, list | tuple):
            parts = enumerate(value)
        elif isinstance(value, dict):
            parts = value.items()
        else:
            continue
        ahead += [((*loc, key), item) for key, item in parts][::-1]
