"""Saved widgets: what a reader sees and hears of them, from real notebooks and from odd ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from proofolio.notebooks import NotebookPage, render_notebook

HERE = Path(__file__).parent
# Of nbclient's runs with ipywidgets 7 and 8, cut to what the drawing asks for.
SAVED = sorted((HERE / "widgets").glob("*.ipynb"))
CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (HERE / "cases/widgets.yml").read_text(encoding="utf-8")
)
EXPECTED = HERE / "cases/widgets_expected.yml"
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
Build = Callable[..., bytes]


def heard(page: NotebookPage) -> list[str]:
    """Return each output as one hears it: the text, and what stands for bars and pictures."""
    soup = BeautifulSoup(page.html, "html.parser")
    for tag in soup.select("progress, img, video, audio, math"):
        name = tag.get("aria-label") or tag.get("alt") or ""
        tag.replace_with(f"[{tag.name} {name}{tag.get_text()}]")
    for tag in soup.select("li, .pf-widget, summary"):
        tag.insert_before(" | ")
    for tag in soup.select("[aria-hidden]"):
        tag.decompose()
    texts = [output.get_text() for output in soup.select(".pf-cell__outputs")]
    return [re.sub(r"\s+([:,])", r"\1", " ".join(text.split())) for text in texts]


def describe(page: NotebookPage) -> dict[str, Any]:
    found = {
        "heard": heard(page),
        "assets": [re.sub(r"\.[0-9a-f]{8}\.", ".", asset.name) for asset in page.assets],
        "needs": sorted(page.needs),
        "problems": [f"{p.cell} {p.level}: {p}" for p in page.problems],
    }
    return {name: value for name, value in found.items() if value}


def render(build: Build, case: dict[str, Any]) -> NotebookPage:
    """A case has models in short (`{a: {kind: IntSlider, value: 3}}`) and cells that show some."""
    models = {}
    for name, short in case.get("models", {}).items():
        state = dict(short)
        module = state.pop("module", "@jupyter-widgets/controls")
        buffers = state.pop("buffers", None)
        models[name] = {
            "model_name": f"{state.pop('kind')}Model",
            "model_module": module,
            "state": state,
            **({"buffers": buffers} if buffers else {}),
        }
    layouts: dict[str, Any] = {
        "jupyter": {STATE: {"version_major": 2, "version_minor": 0, "state": models}},
        "colab": {STATE: models},
        "ipywidgets 5": {"state": models, "version": "1.1.0"},
    }
    widgets = case.get("widgets") or layouts[case.get("layout", "jupyter")]
    cells = [
        {
            "code": "x",
            "outputs": [
                {"data": {VIEW: {"model_id": view}}, "text": "HBox(children=(…))", **beside}
                if "data" not in beside
                else {"data": {VIEW: {"model_id": view}, **beside["data"]}}
            ],
        }
        for view, beside in case["views"].items()
    ]
    return render_notebook(build(cells, {"widgets": widgets}), "churn.ipynb")


def test_rewrite(build: Build, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        pytest.skip("only with --rewrite")
    found = {path.stem: describe(render_notebook(path.read_bytes(), path.name)) for path in SAVED}
    found |= {name: describe(render(build, case)) for name, case in CASES.items()}
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=2000)
    EXPECTED.write_text(text, encoding="utf-8")


def expected() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_a_saved_notebook_shows_its_widgets(path: Path) -> None:
    page = render_notebook(path.read_bytes(), path.name)
    assert describe(page) == expected()[path.stem]
    assert not re.search(r"<(?:input|select|button(?! type)|textarea|script)\b", page.html)
    assert "s3cret" not in page.html


@pytest.mark.parametrize("name", CASES)
def test_odd_states_are_drawn_like_this(name: str, build: Build) -> None:
    assert describe(render(build, CASES[name])) == expected()[name]


def test_every_expectation_has_its_case() -> None:
    assert expected().keys() == {*CASES, *(path.stem for path in SAVED)}


@pytest.mark.parametrize(
    ("kind", "module", "data", "layout"),
    [("Figure", "jupyterlab-plotly", "_data", "_layout"),
     ("Any", "anywidget", "_widget_data", "_widget_layout")],
)  # fmt: skip
def test_a_figure_widget_is_a_chart_of_plotly(
    kind: str, module: str, data: str, layout: str, build: Build
) -> None:
    model = {
        "kind": kind,
        "module": module,
        data: [{"type": "bar", "y": {"dtype": "float64", "shape": [1]}}],
        layout: {"title": {"text": "Bars"}},
        "buffers": [
            {"path": [data, 0, "y", "value"], "data": "AAAAAAAA8D8="},
            {"path": [data, 9, "y", "value"], "data": "AA=="},
            {"path": [data, 0, "type", "value"], "data": "AA=="},
            {"path": [data]},
            "other",
        ],
    }
    page = render(build, {"models": {"a": model}, "views": {"a": {}}})
    output = {"data": {"application/vnd.plotly.v1+json": {
        "data": [{"type": "bar", "y": {"dtype": "f8", "bdata": "AAAAAAAA8D8=", "shape": "1"}}],
        "layout": {"title": {"text": "Bars"}},
    }}}  # fmt: skip
    plain = render_notebook(build([{"code": "x", "outputs": [output]}]), "churn.ipynb")
    assert page.needs == plain.needs == {"plotly"}
    assert page.assets == plain.assets


def test_boxes_that_double_at_each_level_come_to_an_end(build: Build) -> None:
    models: dict[str, Any] = {
        f"b{level}": {"kind": "VBox", "children": [f"IPY_MODEL_b{level + 1}"] * 2}
        for level in range(40)
    }
    page = render(build, {"models": models, "views": {"b0": {}}})
    assert "more of them" in str(page.problems[0])
    assert len(page.html) < 2_000


def test_output_widgets_in_each_other_come_to_an_end(build: Build) -> None:
    models: dict[str, Any] = {
        f"o{level}": {
            "kind": "Output",
            "module": "@jupyter-widgets/output",
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": f"level {level}\n"},
                {"output_type": "display_data", "data": {VIEW: {"model_id": f"o{level + 1}"}}},
            ],
        }
        for level in range(200)
    }
    html = render(build, {"models": models, "views": {"o0": {}}}).html
    assert "level 0" in html
    assert "level 20" in html
    assert "level 60" not in html


def test_the_page_of_a_large_state_is_small(build: Build) -> None:
    models = {
        "big": {"kind": "Any", "module": "anywidget", "_esm": "x" * 3_000_000},
        "s": {"kind": "IntSlider", "value": 3},
        "t": {"kind": "Textarea", "value": "y" * 3_000_000},
        "h": {"kind": "HTML", "value": "<b>z</b>" * 400_000},
    }
    page = render(build, {"models": models, "views": {name: {} for name in models}})
    assert len(page.html) < 400_000
    assert "xxx" not in page.html
