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
# With so many pixels a byte, whatever a loss would save is little.
_LIGHT = 25
# What is written in haste is larger, but hardly by more than this.
_HASTY = 1.6
# A smaller size that saves less is not worth asking for; of charts, most do not.
_SAVING = 0.9


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
    *smaller, width = sizes_for(found.width)
    largest = image = shrink(open_picture(found, width), width)
    lossless, data = _encode_largest(largest, found)
    if len(data) >= len(found.data):
        return []
    kept = [Made(width, largest.height, ".webp", data)]
    for width in reversed(smaller):
        image = shrink(image, width)
        room = _SAVING * len(kept[-1].data)
        if lossless and _glance(image, lossless=True) > _HASTY * room:
            continue
        data = _webp(image, lossless=lossless)
        if len(data) < room:
            kept.append(Made(width, image.height, ".webp", data))
    kept.reverse()
    return [*kept, *_fallback(largest, found)]


def sizes_for(width: int) -> list[int]:
    """The widths of a picture that is so wide: none larger, and no two nearly the same."""
    if width > WIDTHS[-1]:
        return [*WIDTHS]
    return [*(one for one in WIDTHS if one * 1.15 < width), width]


def _encode_largest(image: Image.Image, found: Container) -> tuple[bool, bytes]:
    """Return whether the picture is best kept without loss, and its bytes."""
    if not found.lossless or is_photo(image):
        return False, _webp(image, lossless=False)
    data = _webp(image, lossless=True)
    if len(data) * _LIGHT < image.width * image.height:
        return True, data
    if _HASTY * len(data) > _WORTH * _glance(image, lossless=False):
        lossy = _webp(image, lossless=False)
        if len(data) > _WORTH * len(lossy):
            return False, lossy
    return True, data


def _glance(image: Image.Image, *, lossless: bool) -> int:
    """Return how many bytes it takes at most, without the time to write it well."""
    return len(
        encode(image, "WEBP", lossless=lossless, quality=0 if lossless else _QUALITY, method=0)
    )


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
