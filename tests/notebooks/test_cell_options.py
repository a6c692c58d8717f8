"""What the options of a cell make of its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from proofolio.notebooks import NotebookPage, RenderOptions, render_notebook

Build = Callable[..., bytes]


def render(build: Build, *cells: dict[str, Any], **options: Any) -> NotebookPage:
    return render_notebook(build(list(cells)), "a.ipynb", RenderOptions(**options))


def texts(html: str, tag: str) -> list[str]:
    return re.findall(f"<{tag}[^>]*>([^<]*)</{tag}>", html)


PICTURES = [{"png": "4x3"}, {"png": "5x3"}, {"png": "6x3"}]
ALTS = "#| fig-alt: [x, y, z]\n"


@pytest.mark.parametrize(
    ("lines", "captions", "columns"),
    [
        ("#| fig-cap: All\n#| layout-ncol: 2", ["All"], 2),
        ("#| fig-cap: All\n#| fig-subcap: [A, B, C]\n#| layout-ncol: 3", ["A", "B", "C", "All"], 3),
        ("#| fig-cap: All\n#| fig-subcap:\n#|   - A\n#|   - B", ["A", "B", "All"], 1),
        ("#| fig-cap: [A, B, C]\n#| layout-nrow: 2", ["A", "B", "C"], 2),
        ("#| layout: [[1, 1], [1]]", [], 2),
        ("#| layout-ncol: many", [], 1),
        ("#| layout-ncol: 99", [], 3),
    ],
)
def test_several_figures_are_one_group(
    build: Build, lines: str, captions: list[str], columns: int
) -> None:
    page = render(build, {"code": ALTS + lines, "outputs": [*PICTURES, {"text": "after"}]})
    assert texts(page.html, "figcaption") == captions
    assert page.html.count('class="pf-figures"') == 1
    assert f"pf-figures__grid--{columns}" in page.html
    assert re.findall(r'alt="([^"]*)"', page.html) == ["x", "y", "z"]
    assert page.html.index("</figure>") < page.html.index("after")


@pytest.mark.parametrize("lines", ["", "#| fig-cap: [A, B, C]\n"])
def test_figures_of_which_nothing_is_said_together_stay_apart(build: Build, lines: str) -> None:
    page = render(build, {"code": f"{ALTS}{lines}x", "outputs": PICTURES})
    assert "pf-figures" not in page.html
