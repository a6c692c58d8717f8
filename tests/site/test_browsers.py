"""What a browser of docs/manual/look.md would drop in silence does not stand in our stylesheets."""

import re

import pytest

from proofolio.hosts.mkdocs.look import THEME

SHEETS = sorted((THEME / "assets/stylesheets/proofolio").rglob("*.css"))
DROPPED = {
    r"text-decoration: *underline [^;}]": "Safari: no line at all; thickness stands apart",
    r":is\([^()]*::": "all: :is() matches no pseudo-element",
    r"(?<!-webkit-user-select: none; )(?<!-webkit-)user-select: none": "Safari needs its prefix",
    r'(?<!; )content: "[^"]+" / ""': "Firefox before 128: a plain content stands before it",
    r"\banchor\(": "Firefox and Safari: beside a sticky box it is placed by where that began",
}


@pytest.mark.parametrize("pattern", DROPPED, ids=lambda pattern: DROPPED[pattern])
def test_no_style_is_dropped_by_a_browser(pattern: str) -> None:
    found = [
        f"{sheet.name}: {match[0]}"
        for sheet in SHEETS
        for match in re.finditer(pattern, sheet.read_text(encoding="utf-8"))
    ]
    assert found == []
