"""Colours of tables: those of a Styler stay, can be read in both schemes, and do nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from proofolio.notebooks import render_notebook
from proofolio.notebooks.cell_style import CellStyles

# What pandas wrote for gradients, bars, a marked cell, a negative number and styles of the table.
STYLER = (Path(__file__).parent / "cases/styler.html").read_text(encoding="utf-8")
COLOUR = "#[0-9a-f]{6}"
SAFE = re.compile(
    rf"(?:background-color|color|--pf-day|--pf-night): {COLOUR}|font-weight: (?:bold|normal|\d00)|"
    rf"font-style: (?:italic|normal)|text-align: \w+|"
    rf"background-image: linear-gradient\(90deg(?:, (?:{COLOUR}|transparent) [\d.]+%){{2,6}}\)"
)
Build = Callable[..., bytes]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def inspect_style(style: str) -> dict[str, str]:
    """Assert that a style is safe and readable, by rules of its own."""
    parts = style.split("; ") if style else []
    for part in parts:
        assert SAFE.fullmatch(part), part
    found = dict(part.split(": ", 1) for part in parts)
    assert ("background-color" in found) == ("color" in found)
    if "color" in found:
        assert contrast(found["color"], found["background-color"]) >= 4.5
    if "--pf-day" in found:
        assert contrast(found["--pf-day"], "#fcfbf9") >= 4.5
        assert contrast(found["--pf-night"], "#161514") >= 4.5
    return found


def test_the_colours_of_a_styler_stay(build: Build) -> None:
    page = render_notebook(build([{"code": "x", "outputs": [{"html": STYLER}]}]), "a.ipynb")
    soup = BeautifulSoup(page.html, "html.parser")
    cells = {cell.get_text(): inspect_style(str(cell.get("style", ""))) for cell in soup("td")}
    assert cells["0.71"] == {"background-color": "#440154", "color": "#f1f1f1"}
    assert cells["0.79"]["color"] == "#211f1c"  # pandas chose an ink that cannot be read
    assert cells["forest"]["background-color"] == "#ffff00"
    assert cells["mlp"] == {"text-align": "left"}
    assert cells["-0.400000"]["font-weight"] == "bold"
    assert cells["-0.400000"]["--pf-day"] == "#e60000"
    bar = "linear-gradient(90deg, #9ecae1 29.3%, transparent 29.3%)"
    assert cells["120"] == {"background-image": bar}
    assert soup.th is not None
    assert soup.th["style"] == "font-style: italic"
    caption = soup.figcaption
    assert caption is not None
    assert caption.get_text() == "Scores of the four models"
    assert "T_a1" not in page.html


STYLES = {
    "background: url(https://evil.example/x)": "",
    "background-color: expression(alert(1))": "",
    "color: red; position: fixed; inset: 0": "--pf-day: #e60000; --pf-night: #ff0000",
    "color: var(--pf-paper)": "",
    "color: re\\64": "",
    "background: linear-gradient(90deg, url(x) 1%, red 2%)": "",
    "background: linear-gradient(90deg, rgb(1,2,3) 1%, red 2%)":
        "background-image: linear-gradient(90deg, #010203 1%, #ff0000 2%)",
    "background: linear-gradient(45deg, red 1%, blue 2%)": "",
    "background: #fff !important; color: #eee": "background-color: #ffffff; color: #211f1c",
    "background-color: rgba(0,0,0,0)": "",
    "background-color: rgb(999,0,0)": "background-color: #ff0000; color: #000000",
    "font-weight: 1000; font-style: oblique; text-align: justify": "",
    "content: 'x'; --x: red; width: 9999px; z-index: 9": "",
    "color: #12345": "",
    "color: transparent": "",
}  # fmt: skip


@pytest.mark.parametrize("css", STYLES)
def test_only_colours_and_plain_words_stay(css: str) -> None:
    styles = CellStyles(f"<style>#a {{ {css} }}</style>")
    assert styles.style_of("td", {"id": "a"}) == STYLES[css]
    assert CellStyles("").style_of("td", {"style": css}) == STYLES[css]
    inspect_style(STYLES[css])


@pytest.mark.parametrize(
    "selector", ["td", "#T td", "#T .col1", "td.col1", "#T td.data.col1", "x, #c", ".x,.data"]
)
def test_simple_selectors_reach_a_cell(selector: str) -> None:
    styles = CellStyles(f"<style>/* }} */ {selector} {{ color: #000 }}</style>")
    cell: dict[str, str | None] = {"id": "c", "class": "data col1"}
    assert styles.style_of("td", cell).startswith("--pf-day")


@pytest.mark.parametrize(
    "selector", ["th", ".col2", "td:hover", "td > a", "*", "#T", "@media print", "table td", ""]
)
def test_other_selectors_do_not(selector: str) -> None:
    styles = CellStyles(f"<style>{selector} {{ color: #000 }}</style>")
    assert styles.style_of("td", {"id": "c", "class": "data col1"}) == ""


PIECES = """
    color background-color background : ; , { } # td .a #c red #123 rgb( hsl( rgba(9,9,9,9) 90deg 5%
    linear-gradient( transparent ) /* */ url( \\ <style> </style> @media 1e9 - font-weight bold
"""


@given(st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3), max_size=30).map(" ".join))
def test_any_style_sheet_is_safe(css: str) -> None:
    cell: dict[str, str | None] = {"id": "c", "class": "a", "style": css}
    for sheet in (css, f"<style>#c {{ {css} }} td {{ {css}</style>"):
        inspect_style(CellStyles(sheet).style_of("td", cell))
