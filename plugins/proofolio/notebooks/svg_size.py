"""How large an SVG is, in CSS pixels."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LENGTH = re.compile(
    r"\s*\+?(\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})\s*(px|pt|pc|in|cm|mm|q|em|rem|ex)?\s*",
    re.ASCII | re.IGNORECASE,
)
# CSS Values 4, absolute lengths; em and ex from the usual font size of 16 px.
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}
_LARGEST = 100_000
# What browsers take for a drawing that says nothing (CSS 2.2, 10.3.2).
_DEFAULT = (300, 150)


def read_size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Return width and height from the attributes of an `svg` element, else from its viewBox."""
    width, height = _length(attributes.get("width")), _length(attributes.get("height"))
    box = _box(attributes.get("viewBox", ""))
    if box:
        if width is None and height is None:
            width, height = box
        elif width is None:
            width = (height or 0) * box[0] / box[1]
        elif height is None:
            height = width * box[1] / box[0]
    return _round(width or _DEFAULT[0]), _round(height or _DEFAULT[1])


def _length(text: str | None) -> float | None:
    match = _LENGTH.fullmatch(text or "")
    if not match:
        return None
    value = float(match[1]) * _PIXELS[(match[2] or "").lower()]
    return value if 0 < value < float("inf") else None


def _box(text: str) -> tuple[float, float] | None:
    numbers = re.split(r"[\s,]+", text.strip())
    try:
        _, _, width, height = map(float, numbers)
    except ValueError:
        return None
    return (width, height) if 0 < width < float("inf") and 0 < height < float("inf") else None


def _round(value: float) -> int:
    return max(1, round(min(value, _LARGEST)))
