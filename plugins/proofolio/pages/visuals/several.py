"""Pictures that belong together: two to compare, or a gallery."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.notebooks import NotebookError
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.pages.visuals.shown import ShownPicture
from proofolio.studies import CellRef, FilePath, Markdown, Visual

# Of one size when both are scaled to the same width: a line of pixels may be lost.
_TOLERANCE = 0.01


@dataclass(frozen=True)
class ShownCompare:
    """Two pictures, one over the other; `start` is where the slider stands, in percent."""

    before: ShownPicture
    after: ShownPicture
    labels: tuple[str, str] | None
    start: int


@dataclass(frozen=True)
class ShownItem:
    """A picture of a gallery."""

    picture: ShownPicture
    source: CellRef | FilePath
    caption: Markdown | None


@dataclass(frozen=True)
class ShownGallery:
    """Several pictures in a grid."""

    items: tuple[ShownItem, ...]


def find_compare(finder: Finder, visual: Visual) -> Found:
    """Find both pictures; those of two shapes are a mistake."""
    compare = visual.compare
    assert compare  # noqa: S101 - it is of this kind
    found: list[ShownPicture] = []
    for name in ("before", "after"):
        side = getattr(compare, name)
        place = ("compare", name, "picture")
        with finder.trying(*place):
            found.append(finder.picture(side.picture, side.alt, *place).content)
    if len(found) < 2:
        return Found(None)
    before, after = found
    with finder.trying("compare", "after", "picture"):
        _check_shapes(before, after)
    first, second = compare.labels or (None, None)
    labels = (first, second) if first and second else None
    return Found(ShownCompare(before, after, labels, compare.start))


def _check_shapes(before: ShownPicture, after: ShownPicture) -> None:
    shapes = [picture.width / picture.height for picture in (before, after)]
    if abs(shapes[0] / shapes[1] - 1) > _TOLERANCE:
        raise NotebookError(
            f"a picture of the shape of the one before, {before.width} × {before.height}",
            f"one of {after.width} × {after.height}",
            "cut both to the same section, or show them one after the other",
        )


def find_gallery(finder: Finder, visual: Visual) -> Found:
    """Find the pictures of a gallery."""
    items: list[ShownItem] = []
    for index, item in enumerate(visual.gallery or ()):
        place = ("gallery", index, "picture")
        with finder.trying(*place):
            found = finder.picture(item.picture, item.alt, *place)
            caption = item.caption or found.caption
            items.append(
                ShownItem(found.content, item.picture, Markdown(caption) if caption else None)
            )
    return Found(ShownGallery(tuple(items)))
