"""A picture in the sizes that screens need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from proofolio.pages.pictures.container import Container
from proofolio.pages.pictures.draw import encode, is_photo, open_picture, shrink

# From a phone's card to a figure on a dense screen; the last is for looking closely.
WIDTHS = (480, 800, 1200, 1600, 2400)
# What browsers without WebP get; few, and old.
_FALLBACK = 1200
# Below this, another size saves less than asking for it costs.
_TINY = 8_000
_QUALITY = 80
# Chart lines stay sharp without loss, which may cost so much more.
_WORTH = 1.25


@dataclass(frozen=True, slots=True)
class Made:
    """One size of a picture; `suffix` tells its format."""

    width: int
    height: int
    suffix: str
    data: bytes


def make_variants(found: Container) -> list[Made]:
    """Return the WebP sizes, smallest first, and then the size that stands for all of them.

    None where nothing is won: for animations, and for pictures that are small already. Raises
    Damaged.
    """
    if found.frames > 1 or len(found.data) < _TINY:
        return []
    widths = sizes_for(found.width)
    largest = shrink(open_picture(found, widths[-1]), widths[-1])
    kept: list[Made] = []
    for made in _encoded(largest, widths, found):
        # A smaller size that weighs more is worth nothing; the first is measured by the original.
        if len(made.data) < (len(kept[-1].data) if kept else len(found.data)):
            kept.append(made)
        elif not kept:
            return []
    kept.reverse()
    return [*kept, *_fallback(largest, found)]


def sizes_for(width: int) -> list[int]:
    """The widths of a picture that is so wide: none larger, and no two nearly the same."""
    if width > WIDTHS[-1]:
        return [*WIDTHS]
    return [*(one for one in WIDTHS if one * 1.15 < width), width]


def _encoded(largest: Image.Image, widths: list[int], found: Container) -> Iterator[Made]:
    """Yield each size as WebP, the largest first."""
    lossless = found.lossless and not is_photo(largest)
    image = largest
    for width in reversed(widths):
        image = shrink(image, width)
        data = _webp(image, lossless=lossless)
        if lossless and image is largest:
            lossy = _webp(image, lossless=False)
            if len(data) > _WORTH * len(lossy):
                lossless, data = False, lossy
        yield Made(width, image.height, ".webp", data)


def _webp(image: Image.Image, *, lossless: bool) -> bytes:
    if lossless:
        return encode(image, "WEBP", lossless=True, quality=75, method=3)
    # What is large is looked at closely, once; its time is better spent on the others.
    method = 4 if image.width <= WIDTHS[-2] else 2
    return encode(image, "WEBP", quality=_QUALITY, method=method)


def _fallback(largest: Image.Image, found: Container) -> Iterator[Made]:
    if found.kind in ("PNG", "JPEG") and found.width > WIDTHS[-2]:
        image = shrink(largest, _FALLBACK)
        data = encode(image, found.kind)
        if len(data) < len(found.data):
            suffix = ".png" if found.kind == "PNG" else ".jpg"
            yield Made(image.width, image.height, suffix, data)
