"""Text as terminals show it → HTML with classes, so that the style sheet can keep the contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from proofolio.notebooks.output import drop_forbidden

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLORS = (*_NAMES, *(f"bright-{name}" for name in _NAMES))
# What xterm shows for the 16 names.
_VALUES = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
)  # fmt: skip
# ECMA-48: control sequences, strings that end in BEL or ST (titles, links), other escapes.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)(?P<numbers>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)"
    r"|\x1b\[[0-?]*\Z|\x1b[ -/]*[0-~]?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Style:
    color: int | None = None
    background: int | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    inverse: bool = False

    @property
    def classes(self) -> str:
        color, background = self.color, self.background
        if self.inverse:
            color, background = background, color
        words = [name for name in ("bold", "italic", "underline") if getattr(self, name)]
        if self.inverse and self.color is None and self.background is None:
            words.append("inverse")
        words += [COLORS[color]] if color is not None else []
        words += [f"bg-{COLORS[background]}"] if background is not None else []
        return " ".join(f"pf-ansi-{word}" for word in words)


def ansi_to_html(text: str) -> str:
    """Return escaped HTML; colours become classes, other control sequences go."""
    if "\x1b" not in text and "\x9b" not in text:
        return escape(drop_forbidden(text), quote=False)
    parts, style, start = [], _Style(), 0
    for match in _SEQUENCE.finditer(text):
        parts.append(_write(text[start : match.start()], style))
        start = match.end()
        if match["final"] == "m":
            style = _apply(style, match["numbers"])
    return "".join([*parts, _write(text[start:], style)])


def strip_ansi(text: str) -> str:
    return _SEQUENCE.sub("", text)


def _write(text: str, style: _Style) -> str:
    safe = escape(drop_forbidden(text), quote=False)
    return f'<span class="{style.classes}">{safe}</span>' if safe and style.classes else safe


def _apply(style: _Style, numbers: str) -> _Style:
    # Only short numbers: the others mean nothing, and int() refuses thousands of digits.
    codes = iter([int(n) if n.isdecimal() and len(n) < 4 else 0 for n in re.split("[;:]", numbers)])
    for code in codes:
        if code == 0:
            style = _Style()
        elif code in (38, 48):
            color = _extended(codes)
            style = replace(style, color=color) if code == 38 else replace(style, background=color)
        else:
            style = _change(style, code)
    return style


def _change(style: _Style, code: int) -> _Style:
    match code:
        case 1 | 22:
            return replace(style, bold=code == 1)
        case 3 | 23:
            return replace(style, italic=code == 3)
        case 4 | 24:
            return replace(style, underline=code == 4)
        case 7 | 27:
            return replace(style, inverse=code == 7)
        case 39:
            return replace(style, color=None)
        case 49:
            return replace(style, background=None)
    ten, one = divmod(code, 10)
    if ten not in (3, 4, 9, 10) or one > 7:
        return style
    index = one + (8 if ten >= 9 else 0)
    return replace(style, color=index) if ten in (3, 9) else replace(style, background=index)


def _extended(codes: Iterator[int]) -> int | None:
    kind = next(codes, 0)
    if kind == 5:
        return _of_256(next(codes, 0))
    if kind == 2:
        red, green, blue = (next(codes, 0) for _ in range(3))
        return _nearest(red, green, blue)
    return None


def _of_256(number: int) -> int:
    if number < 16:
        return number
    if number >= 232:
        grey = 8 + 10 * (min(number, 255) - 232)
        return _nearest(grey, grey, grey)
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    return _nearest(steps[number // 36], steps[number // 6 % 6], steps[number % 6])


def _nearest(red: int, green: int, blue: int) -> int:
    def distance(index: int) -> int:
        r, g, b = _VALUES[index]
        return (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2

    return min(range(16), key=distance)
