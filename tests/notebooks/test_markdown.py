"""Markdown cells: for each form that people write the exact HTML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.notebooks import NotebookPage, render_notebook

FILE = Path(__file__).parent / "cases/markdown.yml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def render(*texts: str) -> NotebookPage:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in texts]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return render_notebook(json.dumps(notebook).encode(), "a.ipynb")


def html_of(text: str) -> str:
    return "\n".join(line for line in render(text).html.split("\n")[2:-3] if line)


def test_rewrite(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        pytest.skip("only with --rewrite")
    head = "".join(line for line in FILE.read_text("utf-8").splitlines(True) if line[0] == "#")
    parts = [head]
    for name, case in CASES.items():
        lines = "".join(f"    {line}\n" for line in html_of(case["text"]).split("\n"))
        parts.append(f"{name}:\n  text: {json.dumps(case['text'])}\n  html: |-\n{lines}")
    FILE.write_text("".join(parts), encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_cell_becomes_this_html(name: str) -> None:
    assert html_of(CASES[name]["text"]) == CASES[name]["html"]


def test_footnotes_of_two_cells_are_two() -> None:
    page = render("A[^1]\n\n[^1]: One", "B[^1]\n\n[^1]: Two")
    assert page.html.count('id="fn-') == 2
    assert page.problems == ()
    assert [part.text for part in page.prose] == ["A[1] One", "B[1] Two"]


@pytest.mark.parametrize(
    "text",
    [":::", ":::{", "::: {note}", ":::{note}\n:::", "- :::{note}\n  a\n  :::", "> :::{tip}\n> a",
     ":::{note}\n" * 200, "```{note}\n" * 50, ":::" * 999, "[^" * 999, "^[" * 999, "\n: a\n:"],
)  # fmt: skip
def test_any_colons_are_read(text: str) -> None:
    assert "pf-notebook" in render(text).html
