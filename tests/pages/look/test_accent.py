"""Any accent colour can be read wherever it stands, in every palette, light and dark."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import proofolio.hosts.mkdocs
from proofolio.pages.charts.matrix import DARKEST
from proofolio.pages.look.accent import GROUNDS, READ, accent_colours
from proofolio.pages.look.colour import Colour, from_oklch, parse_colour
from proofolio.pages.look.palette import read_colours

STYLES = (
    Path(proofolio.hosts.mkdocs.__file__).parent / "theme" / "assets" / "stylesheets" / "proofolio"
)
PALETTES = ("tokens", "palettes/ink", "palettes/clay")
COLOURS: dict[tuple[str, bool], Mapping[str, Colour]] = {
    (name, dark): read_colours((STYLES / f"{name}.css").read_text("utf-8"), dark=dark)
    for name, dark in product(PALETTES, (False, True))
}
CHANNEL = st.integers(0, 255)
TEXTS = ("ink", "ink-soft", "ink-faint", "accent", "accent-strong")
# What is read on what, besides the texts on their grounds.
READ_ON = (
    ("on-accent", ("accent", "accent-strong")),
    ("highlight", ("paper", "surface", "sunken", "highlight-soft")),
    ("good", GROUNDS),
    *((f"code-{kind}", GROUNDS) for kind in ("comment", "keyword", "string", "number")),
    *((f"code-{kind}", GROUNDS) for kind in ("function", "constant")),
)


@pytest.mark.parametrize(("name", "dark"), COLOURS)
def test_every_palette_is_read(name: str, dark: bool) -> None:
    colours = COLOURS[name, dark]

    pairs = [*READ_ON, *((text, (*GROUNDS, "accent-soft")) for text in TEXTS)]
    unread = [
        (text, ground)
        for text, grounds in pairs
        for ground in grounds
        if colours[text].contrast(colours[ground]) < READ
    ]
    assert unread == []
    for ground in ("paper", "surface"):
        assert colours["line-strong"].contrast(colours[ground]) >= 3


@pytest.mark.parametrize("name", PALETTES[1:])
def test_palettes_set_the_same_colours(name: str) -> None:
    charts = read_colours((STYLES / "graphics.css").read_text("utf-8"), dark=False)
    for dark in (False, True):
        assert {*COLOURS[name, dark]} == {*COLOURS["tokens", dark], *charts}


@given(CHANNEL, CHANNEL, CHANNEL)
def test_any_accent_is_read(red: int, green: int, blue: int) -> None:
    given_colour = Colour(red, green, blue)
    for (_, dark), palette in COLOURS.items():
        colours = {**palette, **accent_colours(given_colour, palette, dark=dark)}
        for text, ground in product(TEXTS, (*GROUNDS, "accent-soft")):
            assert colours[text].contrast(colours[ground]) >= READ, (text, ground)
        for ground in ("accent", "accent-strong"):
            assert colours["on-accent"].contrast(colours[ground]) >= READ
        assert colours["ink"].contrast(_mixed(colours["accent"], colours["paper"])) >= READ


def _mixed(over: Colour, under: Colour) -> Colour:
    """The darkest ground of numbers in a matrix."""
    return Colour(
        *(
            round(DARKEST * a + (1 - DARKEST) * b)
            for a, b in (
                (over.red, under.red), (over.green, under.green), (over.blue, under.blue)
            )
        )
    )  # fmt: skip


def test_accent_that_is_read_stays_as_it_is() -> None:
    accent = Colour(0x0F, 0x76, 0x6E)
    assert accent_colours(accent, COLOURS["tokens", False], dark=False)["accent"] == accent


@given(CHANNEL, CHANNEL, CHANNEL)
def test_colours_survive_the_way_to_oklch_and_back(red: int, green: int, blue: int) -> None:
    colour = Colour(red, green, blue)
    assert from_oklch(*colour.oklch) == colour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#0f766e", "#0f766e"),
        ("#ABC", "#aabbcc"),
        ("teal", "#008080"),
        ("rgb(15, 118, 110)", "#0f766e"),
        ("hsl(175, 77%, 26%)", "#0f756d"),
        ("oklch(62.8% 0.2577 29.23)", "#ff0000"),
        ("oklch(0.628 0.2577 29.23deg)", "#ff0000"),
        (" #000 ", "#000000"),
    ],
)
def test_colours_are_read_as_css_writes_them(text: str, expected: str) -> None:
    assert str(parse_colour(text)) == expected


@pytest.mark.parametrize(
    "text", ["", "#12345", "#12345678", "rgba(1, 2, 3, 4)", "rgb(300, 0, 0)", "tael", "url(x)"]
)
def test_what_is_no_opaque_colour_is_none(text: str) -> None:
    assert parse_colour(text) is None
