"""Colours: read as CSS writes them, changed in OKLCH, held against each other by WCAG's contrast.

OKLab is Björn Ottosson's, https://bottosson.github.io/posts/oklab/; CSS Color 4 uses the same.
"""

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

Rgb = tuple[float, float, float]

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_OKLCH = re.compile(
    r"oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([-\d.]+)(?:deg)?\s*\)", re.IGNORECASE | re.ASCII
)


class Oklch(NamedTuple):
    """Lightness from 0 to 1, chroma (0 is grey), hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True)
class Colour:
    """An opaque colour of the screen, in steps of sRGB: what is computed is what is shown."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def linear(self) -> Rgb:
        """Light in each channel, from 0 to 1."""
        red, green, blue = (
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in (self.red / 255, self.green / 255, self.blue / 255)
        )
        return red, green, blue

    @property
    def oklch(self) -> Oklch:
        """The same colour by what the eye sees."""
        r, g, b = self.linear
        long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
        return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)))

    def contrast(self, other: "Colour") -> float:
        """From 1 to 21, as WCAG 2.2 defines it."""
        low, high = sorted(
            0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (self.linear, other.linear)
        )
        return (high + 0.05) / (low + 0.05)


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour of the screen; chroma gives way until there is one."""
    lightness = min(1.0, max(0.0, lightness))
    channels = _linear(lightness, chroma, hue)
    while chroma > 0 and not all(-1e-3 <= channel <= 1.001 for channel in channels):
        chroma = max(0.0, chroma - 0.002)
        channels = _linear(lightness, chroma, hue)
    return Colour(*(_step(channel) for channel in channels))


def parse_colour(text: str) -> Colour | None:
    """A colour as CSS writes it: hexadecimal, rgb(), hsl(), oklch() or a name. None for others."""
    text = text.strip()
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return Colour(*bytes.fromhex(digits))
    if match := _OKLCH.fullmatch(text):
        try:
            lightness, chroma, hue = float(match[1]), float(match[3]), float(match[4])
        except ValueError:
            return None
        return from_oklch(lightness / 100 if match[2] else lightness, min(chroma, 0.4), hue)
    from PIL import ImageColor  # lazy: a warm build must not import it

    try:
        values = ImageColor.getrgb(text)
    except ValueError:
        return None
    inside = len(values) == 3 and all(0 <= value <= 255 for value in values)
    return Colour(*values) if inside else None


def _linear(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _step(channel: float) -> int:
    channel = min(1.0, max(0.0, channel))
    level = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(255 * level)
