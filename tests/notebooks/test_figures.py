"""Figures named by a study: one picture, or one sentence that says why not."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.notebooks import NotebookError, Picture, anchors, parse_notebook, pick_picture

CASES = yaml.safe_load((Path(__file__).parent / "cases/figures.yml").read_text())


@pytest.mark.parametrize("name", CASES)
def test_a_figure_is_found_or_the_reason_told(name: str, build: Callable[[Any], bytes]) -> None:
    case = CASES[name]
    notebook = parse_notebook(build(case["cells"]), "churn.ipynb")
    if "error" in case:
        with pytest.raises(NotebookError) as caught:
            pick_picture(notebook, case["anchor"])
        assert str(caught.value) == case["error"]
        return
    picture = pick_picture(notebook, case["anchor"])
    assert {key: getattr(picture, key) for key in case["picture"]} == case["picture"]
    assert picture.data


def test_an_error_knows_its_cell(build: Callable[[Any], bytes]) -> None:
    cells = [{"code": "x"}, {"code": "#| label: roc", "outputs": [{"svg": "<svg"}]}]
    with pytest.raises(NotebookError) as caught:
        pick_picture(parse_notebook(build(cells), "churn.ipynb"), "roc")
    assert caught.value.cell == 1
    assert caught.value.expected == 'an SVG in cell "roc" of churn.ipynb'


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text,
        lambda text: text.rstrip("="),
        lambda text: f"\n{text[:20]}\r\n {text[20:]}\n",
        lambda text: [f"{text[:40]}\n", text[40:]],
        lambda text: f"data:image/png;base64,{text}",
    ],
)
def test_base64_is_read_as_tools_write_it(
    wrap: Callable[[str], object], build: Callable[[Any], bytes], picture: Callable[..., bytes]
) -> None:
    data = picture("PNG", "5x4")
    text = base64.b64encode(data).decode()
    cells = [{"code": "#| label: roc", "outputs": [{"data": {"image/png": wrap(text)}}]}]
    found = pick_picture(parse_notebook(build(cells), "churn.ipynb"), "roc")
    assert found.data == data


def test_the_name_of_a_file_changes_with_its_content(picture: Callable[..., bytes]) -> None:
    red, blue = "0a1b2c3d4e" * 6, "ffffffff00" * 6
    shown = Picture(b"", red, "image/png", ".png", 4, 3, 4, 3)
    assert shown.file_name("precision-recall") == "precision-recall.0a1b2c3d.png"
    assert replace(shown, digest=blue).file_name("roc") == "roc.ffffffff.png"


@pytest.mark.parametrize(
    ("stem", "slug"),
    [
        ("Fig: ROC / Lift", "fig-roc-lift"),
        ("../../etc/passwd", "etc-passwd"),
        ("Übersicht", "ubersicht"),
        ("混同行列", "figure"),
        ("a" * 300, "a" * 80),
        ("", "figure"),
        ("con\\x?<>|*", "con-x"),
    ],
)
def test_any_label_makes_a_file_name(stem: str, slug: str) -> None:
    shown = Picture(b"", "0" * 64, "image/png", ".png", 4, 3, 4, 3)
    assert shown.file_name(stem) == f"{slug}.00000000.png"


def test_anchors_names_the_cells_that_show_something(build: Callable[[Any], bytes]) -> None:
    table = {"html": "<table><tr><td>1</td></tr></table>"}
    cells = [
        {"code": "#| label: roc", "outputs": [{"png": "4x3"}]},
        {"code": "#| label: scores", "outputs": [table]},
        {"code": "x", "tags": ["both"], "outputs": [table, {"png": "4x3"}]},
        {"code": "x", "tags": ["hide-input"], "id": "0f1e2d3c", "outputs": [{"png": "4x3"}]},
        {"code": "#| label: setup", "outputs": [{"stream": "ready"}]},
    ]
    notebook = parse_notebook(build(cells), "churn.ipynb")
    assert anchors(notebook) == ["roc", "scores", "both"]
    assert anchors(notebook, "picture") == ["roc", "both"]
    assert anchors(notebook, "table") == ["scores", "both"]


def test_a_notebook_of_nbformat_3_has_figures_too(picture: Callable[..., bytes]) -> None:
    output = {
        "output_type": "pyout",
        "png": base64.b64encode(picture("PNG", "8x6")).decode(),
        "text": ["x"],
        "metadata": {"png": {"width": 4, "height": 3}},
    }
    cell = {
        "cell_type": "code",
        "input": ["#| label: roc"],
        "prompt_number": 1,
        "outputs": [output],
    }
    old = {"nbformat": 3, "metadata": {"name": ""}, "worksheets": [{"cells": [cell]}]}
    found = pick_picture(parse_notebook(json.dumps(old).encode(), "old.ipynb"), "roc")
    assert (found.width, found.pixel_width, found.label) == (4, 8, "roc")
