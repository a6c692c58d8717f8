"""Colours of the charts: seen on the page, told apart by everyone, and lettering that is read."""

import re
from itertools import combinations, product
from pathlib import Path

import pytest

import proofolio.hosts.mkdocs
from proofolio.pages.charts.matrix import DARKEST

STYLES = (
    Path(proofolio.hosts.mkdocs.__file__).parent / "theme" / "assets" / "stylesheets" / "proofolio"
)
Colour = tuple[float, float, float]
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


PALETTES = ("", "palettes/ink", "palettes/clay")
everywhere = pytest.mark.parametrize(("palette", "dark"), [*product(PALETTES, (False, True))])


def read_scheme(palette: str, dark: bool) -> dict[str, Colour]:
    found: dict[str, str] = {}
    for name in ("tokens", "graphics", *([palette] if palette else [])):
        light, _, rest = (STYLES / f"{name}.css").read_text("utf-8").partition("@media screen")
        sheets = [light, rest.split("\n}\n")[0]] if dark else [light]
        for sheet in sheets:
            found |= dict(re.findall(r"--(pf-[\w-]+): (#[0-9a-f]{3,6});", sheet))
    return {name: linear(value) for name, value in found.items()}


def linear(text: str) -> Colour:
    digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
    values = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def encode(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def mix(over: Colour, under: Colour, share: float) -> Colour:
    """What a browser shows of a half transparent fill: it mixes encoded values."""
    parts = []
    for a, b in zip(over, under, strict=True):
        level = share * encode(a) + (1 - share) * encode(b)
        parts.append(level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4)
    return parts[0], parts[1], parts[2]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2."""
    levels = (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    low, high = sorted(levels)
    return (high + 0.05) / (low + 0.05)


def difference(one: Colour, other: Colour, eye: str) -> float:
    """CIE 1976 Lab; from about 10 on, lines are told apart at a glance."""
    labs = []
    for colour in (one, other):
        r, g, b = (
            min(1.0, max(0.0, sum(f * c for f, c in zip(row, colour, strict=True))))
            for row in EYES[eye]
        )
        x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
        y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
        z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
        fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
        labs.append((116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)))
    return float(sum((a - b) ** 2 for a, b in zip(*labs, strict=True)) ** 0.5)


@everywhere
def test_marks_stand_out_from_the_page(palette: str, dark: bool) -> None:
    scheme = read_scheme(palette, dark)

    for name in (*(f"pf-series-{number}" for number in range(1, 6)), "pf-before"):
        assert contrast(scheme[name], scheme["pf-paper"]) >= 3, name


@everywhere
@pytest.mark.parametrize("eye", EYES)
def test_series_are_told_apart_by_everyone(eye: str, palette: str, dark: bool) -> None:
    scheme = read_scheme(palette, dark)

    names = [*(f"pf-series-{number}" for number in range(1, 6)), "pf-ink"]
    for one, other in combinations(names, 2):
        assert difference(scheme[one], scheme[other], eye) >= 14, (one, other)


@everywhere
@pytest.mark.parametrize("share", [0, 0.25, 0.5, 0.75, 1])
def test_counts_are_read_on_every_shade(share: float, palette: str, dark: bool) -> None:
    scheme = read_scheme(palette, dark)

    cell = mix(scheme["pf-accent"], scheme["pf-paper"], DARKEST * share)
    assert contrast(scheme["pf-ink"], cell) >= 4.5


@everywhere
def test_lettering_is_read(palette: str, dark: bool) -> None:
    scheme = read_scheme(palette, dark)

    for name in ("pf-ink", "pf-ink-soft", "pf-ink-faint"):
        assert contrast(scheme[name], scheme["pf-paper"]) >= 4.5


def test_every_class_of_a_drawing_has_a_style() -> None:
    package = Path(proofolio.hosts.mkdocs.__file__).parent.parent.parent / "pages" / "charts"
    sources = "\n".join(path.read_text("utf-8") for path in package.glob("*.py"))
    styles = (STYLES / "graphics.css").read_text("utf-8")

    used = set(re.findall(r"\bg-[a-z]+\b", sources))
    # These have what all lettering has.
    assert used - set(re.findall(r"\.(g-[a-z]+)\b", styles)) == {"g-name"}
