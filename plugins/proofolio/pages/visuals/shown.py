"""What stands on a page in a visual's place.

The content of each kind is a frozen dataclass. Whatever it holds is found in it by its type: texts
that must be rendered (`Markdown`), texts that may leak a name, files that the page needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from markupsafe import Markup

from proofolio.pages.assets import Asset
from proofolio.read.document import Loc
from proofolio.studies import CellRef, FilePath, Markdown, Visual


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its size in CSS pixels."""

    asset: Asset
    alt: str
    width: int
    height: int

    @property
    def uri(self) -> str:
        """Its address from the site's root."""
        return self.asset.uri


@dataclass(frozen=True)
class ShownTable:
    """A table, sanitised by its notebook."""

    html: Markup


@dataclass(frozen=True)
class ShownChart:
    """A chart, which is drawn when its page is made."""

    visual: Visual
    drawing: Markup | None = None


@dataclass(frozen=True)
class Shown:
    """A visual with its content, which is None while there is a mistake in it."""

    kind: str
    sources: tuple[CellRef | FilePath, ...]
    section: str
    caption: str | None
    content: Any = None
    brief: bool | None = None

    @property
    def picture(self) -> ShownPicture | None:
        """The one picture that it is, as a card needs it."""
        return self.content if isinstance(self.content, ShownPicture) else None

    @property
    def assets(self) -> list[Asset]:
        """The files that the page needs."""
        return [leaf for _, leaf in leaves(self.content) if isinstance(leaf, Asset)]


def leaves(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """The values that a content is made of, each with its place in it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*loc, index))
    elif is_dataclass(value) and not isinstance(value, Asset | CellRef | FilePath):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*loc, field.name))
    else:
        yield loc, value


def with_texts(value: Any, render: Callable[[str, Loc], Markup], loc: Loc) -> Any:
    """The content with its Markdown rendered."""
    if isinstance(value, Markdown):
        return render(value, loc)
    if isinstance(value, tuple):
        return tuple(with_texts(item, render, (*loc, index)) for index, item in enumerate(value))
    if is_dataclass(value) and not isinstance(value, type | Asset | CellRef | FilePath):
        names = [field.name for field in fields(value)]
        new = {name: with_texts(getattr(value, name), render, (*loc, name)) for name in names}
        return replace(value, **new)
    return value
