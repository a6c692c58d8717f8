"""What holds for every stylesheet of ours."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofolio.hosts.mkdocs.look import THEME

SHEETS = sorted(THEME.rglob("stylesheets/**/*.css"))
_SIDE = re.compile(
    r"(?:(?:scroll-)?(?:margin|padding)|border)-(?:left|right)\b.*"
    r"|(?:left|right|border-(?:top|bottom)-(?:left|right)-radius)"
)
_BOTH_SIDES = ("margin", "padding", "inset", "border-width", "border-style", "border-color")
# What is the same in both directions of writing, by sheet, and why.
ALLOWED = {
    ("notebook.css", "text-align: right"): "equations run from left to right",
    ("notebook.css", "text-align: left"): "equations run from left to right",
}


def declarations(sheet: Path) -> Iterator[tuple[str, str]]:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    for part in re.split(r"[{};]", text):
        name, colon, value = part.strip().partition(":")
        if colon and re.fullmatch(r"[a-z-]+", name):
            yield name, " ".join(value.split())


def is_physical(name: str, value: str) -> bool:
    """Tell whether a declaration names a side that right-to-left pages have on the other side."""
    if name in ("text-align", "float", "clear") and value in ("left", "right"):
        return True
    if name in _BOTH_SIDES:
        sides = re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
        if len(sides) < 4 or sides[1] == sides[3]:
            return False
        # Two sides of a square are a chevron or a tick, once it is turned.
        return not (name == "border-width" and sides[0] == sides[3] and sides[1] == sides[2])
    return bool(_SIDE.fullmatch(name))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_stylesheets_name_sides_by_the_direction_of_writing(sheet: Path) -> None:
    wrong = [
        f"{name}: {value}"
        for name, value in declarations(sheet)
        if is_physical(name, value) and (sheet.name, f"{name}: {value}") not in ALLOWED
    ]

    assert wrong == [], "write inline-start and inline-end, so that right-to-left sites work"


def test_sides_are_told_from_what_has_none() -> None:
    physical = ["margin-left: 0", "left: 0", "text-align: right", "padding: 0 1px 0 calc(1px + 2%)"]
    others = ["margin-inline: 0", "text-align: start", "padding: 0 calc(1px * 2) 0 calc(1px * 2)"]

    assert [line for line in physical + others if is_physical(*line.split(": "))] == physical
