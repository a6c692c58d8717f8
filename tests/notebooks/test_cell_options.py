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


def parts_of(html: str) -> tuple[str, str]:
    """How code and output of the only cell are shown: shown, folded (`+` where open), or hidden."""

    def how(mark: str) -> str:
        if mark not in html:
            return "hidden"
        before = html[: html.index(mark)]
        opened = [*re.finditer(r"<details[^>]*>", before)][before.count("</details>") :]
        return ("folded+" if " open" in opened[-1][0] else "folded") if opened else "shown"

    return how("CODE"), how("PRINTED")


@pytest.mark.parametrize(
    ("lines", "tags", "expected"),
    [
        # Quarto
        ("", [], ("shown", "shown")),
        ("echo: false", [], ("hidden", "shown")),
        ("echo: fenced", [], ("shown", "shown")),
        ("eval: false", [], ("shown", "hidden")),
        ("include: false", [], ("hidden", "hidden")),
        ("output: false", [], ("shown", "hidden")),
        ("output: asis", [], ("shown", "shown")),
        ("code-fold: true", [], ("folded", "shown")),
        ("code-fold: show", [], ("folded+", "shown")),
        # Jupyter Book and MyST
        ("", ["hide-input"], ("folded", "shown")),
        ("", ["hide-output"], ("shown", "folded")),
        ("", ["hide-cell"], ("folded", "folded")),
        ("", ["hide-input", "hide-output"], ("folded", "folded")),
        ("", ["remove-input"], ("hidden", "shown")),
        ("", ["remove-output"], ("shown", "hidden")),
        ("", ["remove-cell"], ("hidden", "hidden")),
        ("", ["remove-stdout"], ("shown", "hidden")),
        ("", ["x", "remove-input", "hide-output"], ("hidden", "folded")),
        ("tags: [hide-input, other]", ["hide-output"], ("folded", "folded")),
        # nbconvert, papermill
        ("", ["remove_cell"], ("hidden", "hidden")),
        ("", ["remove_input"], ("hidden", "shown")),
        ("", ["remove_all_outputs"], ("shown", "hidden")),
        ("", ["parameters"], ("shown", "shown")),
        ("", ["raises-exception"], ("shown", "shown")),
    ],
)
def test_what_options_and_tags_show(
    build: Build, lines: str, tags: list[str], expected: tuple[str, str]
) -> None:
    code = f"#| {lines}\nCODE" if lines else "CODE"
    page = render(build, {"code": code, "tags": tags, "outputs": [{"stream": "PRINTED"}]})
    assert parts_of(page.html) == expected


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"slideshow": {"slide_type": "skip"}}, ("hidden", "hidden")),
        ({"slideshow": {"slide_type": "slide"}}, ("shown", "shown")),
        ({"jupyter": {"source_hidden": True}}, ("folded", "shown")),
        ({"jupyter": {"outputs_hidden": True}}, ("shown", "folded")),
        ({"collapsed": True}, ("shown", "folded")),
        ({"hide_input": True}, ("folded", "shown")),
    ],
)
def test_what_metadata_shows(
    build: Build, metadata: dict[str, Any], expected: tuple[str, str]
) -> None:
    cell = {"code": "CODE", "metadata": metadata, "outputs": [{"stream": "PRINTED"}]}
    assert parts_of(render(build, cell).html) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("execute: {echo: false}", ("hidden", "shown")),
        ("execute: {output: false}", ("shown", "hidden")),
        ("execute: {include: false}", ("hidden", "hidden")),
        ("code-fold: true", ("folded", "shown")),
    ],
)
def test_what_the_front_matter_shows(build: Build, fields: str, expected: tuple[str, str]) -> None:
    front = {"markdown": f"---\n{fields}\n---"}
    page = render(build, front, {"code": "CODE", "outputs": [{"stream": "PRINTED"}]})
    assert parts_of(page.html) == expected


@pytest.mark.parametrize("option", ["#| warning: false", "tags"])
def test_warnings_are_left_out(build: Build, option: str) -> None:
    tags = ["remove-stderr"] if option == "tags" else []
    outputs = [{"stderr": "CAREFUL"}, {"stream": "PRINTED"}]
    page = render(build, {"code": f"{option}\nCODE", "tags": tags, "outputs": outputs})
    assert "CAREFUL" not in page.html
    assert "PRINTED" in page.html


def test_parameters_say_what_they_are(build: Build) -> None:
    page = render(build, {"code": "rate = 1", "tags": ["parameters"]}, {"code": "x"})
    assert texts(page.html, "span").count("Parameters") == 1


ROWS = "".join(f"<tr><td>row {number}</td></tr>" for number in range(300))


@pytest.mark.parametrize(
    ("output", "last"),
    [
        ({"stream": "\n".join(f"line {number}" for number in range(300))}, "line 299"),
        ({"stderr": "\n".join(f"line {number}" for number in range(300))}, "line 299"),
        ({"text": "\n".join(f"line {number}" for number in range(300))}, "line 299"),
        ({"json": [f"item {number}" for number in range(300)]}, "item 299"),
        ({"html": f"<table><thead><tr><th>n</th></tr></thead>{ROWS}</table>"}, "row 299"),
        ({"html": "".join(f"<p>part {number}</p>" for number in range(900))}, "part 899"),
    ],
    ids=["stdout", "stderr", "text", "json", "table", "html"],
)
def test_large_outputs_are_cut_with_a_link_to_the_whole(
    build: Build, output: dict[str, Any], last: str
) -> None:
    page = render(build, {"code": "x", "outputs": [output]}, max_output=500, asset_base="files/")
    assert last not in page.html
    assert len(page.html) < 8_000
    (asset,) = page.assets
    assert f'href="files/{asset.name}"' in page.html
    assert last in asset.data.decode()
    assert re.search(r"(first|after) [\d,]+ of [\d,]+", page.html)
