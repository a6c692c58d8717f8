"""Interactive outputs: what is read of Plotly, what stands on the page, which files it needs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from proofolio.notebooks import Libraries, NotebookPage, RenderOptions, render_notebook
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.output import Output
from proofolio.notebooks.plotly import read_plotly
from proofolio.notebooks.scripted import find_hosts, read_scripted

Build = Callable[..., bytes]
PLOTLY = "application/vnd.plotly.v1+json"
CASES = yaml.safe_load((Path(__file__).parent / "cases/plotly.yml").read_text(encoding="utf-8"))
FIGURE = {"data": [{"x": [1, 2], "y": [3, 4]}], "layout": {"title": {"text": "A <b>&</b> b"}}}


def describe(data: dict[str, Any]) -> dict[str, Any] | str | None:
    try:
        chart = read_plotly(Output("display_data", data))
    except NotebookError as error:
        return str(error)
    if chart is None:
        return None
    found: dict[str, Any] = {"height": chart.height, "title": chart.title}
    found["needs web"] = chart.needs_web
    if chart.table:
        rows = [list(row) for row in chart.table.rows]
        found["table"] = [list(chart.table.columns), *rows[:2], len(rows)]
    return {key: value for key, value in found.items() if value not in ("", False)}


@pytest.mark.parametrize("name", CASES)
def test_a_figure_is_read_or_the_reason_told(name: str) -> None:
    case = CASES[name]
    found = describe(case.get("data") or {PLOTLY: case["figure"]})
    assert found == case.get("error", case.get("chart"))


def test_what_browsers_cannot_read_does_not_reach_them() -> None:
    trace = {"y": [math.nan, math.inf, 1.5], "text": ["</script>", "\ud800", None]}
    data = {PLOTLY: {"data": [trace], "config": {"plotlyServerURL": "https://a.example"}}}
    chart = read_plotly(Output("display_data", data))
    assert chart
    read = json.loads(chart.data, parse_constant=pytest.fail)
    assert read["data"][0]["y"] == [None, None, 1.5]
    assert read.keys() == {"data", "layout"}
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(NotebookError, match="values that cannot be read"):
        read_plotly(Output("display_data", {PLOTLY: {"data": [{"y": deep}]}}))


def page_of(build: Build, *outputs: dict[str, Any], **options: Any) -> NotebookPage:
    cells = [{"code": "#| label: fig-a\n#| fig-cap: It <rises>", "outputs": list(outputs)}]
    return render_notebook(build(cells), "n.ipynb", RenderOptions(**options))


def test_a_chart_stands_on_its_page_with_its_data(build: Build) -> None:
    page = page_of(build, {"data": {PLOTLY: FIGURE}})
    figure = BeautifulSoup(page.html, "html.parser").figure
    assert figure
    assert figure["data-pf-chart"] == "plotly"
    assert figure["data-pf-title"] == "It <rises>"
    assert figure.figcaption.text == "It <rises>"
    assert [cell.text for cell in figure.select(".pf-chart__still td.num")] == ["1", "3", "2", "4"]
    names = {asset.name: asset.data for asset in page.assets}
    assert json.loads(names[str(figure["data-pf-src"])])["data"] == FIGURE["data"]
    assert page.needs == {"plotly"}
    assert not page.problems


def test_a_picture_of_the_bundle_stands_for_the_chart_before_its_data(build: Build) -> None:
    page = page_of(build, {"data": {PLOTLY: FIGURE}, "png": "4x3"})
    figure = BeautifulSoup(page.html, "html.parser").figure
    assert figure
    assert figure.select_one(".pf-chart__still > img")
    assert figure.select_one("details table")


def test_long_data_is_cut_and_linked_whole(build: Build) -> None:
    figure = {"data": [{"x": list(range(500)), "y": list(range(500))}]}
    page = page_of(build, {"data": {PLOTLY: figure}})
    assert page.html.count("<tr>") == 13
    assert "The first 12 of 500 rows." in page.html
    whole = next(asset.data for asset in page.assets if asset.name.endswith(".csv"))
    assert whole.count(b"\n") == 501


@pytest.mark.parametrize("kind", ["still", "map"])
def test_a_chart_that_is_not_drawn_needs_no_library(build: Build, kind: str) -> None:
    figure = {"data": [{"type": "scattergeo", "lat": [1], "lon": [2]}]} if kind == "map" else FIGURE
    page = page_of(build, {"data": {PLOTLY: figure}}, charts="still" if kind == "still" else "live")
    assert "data-pf-" not in page.html.replace("data-pf-code-toggle", "").replace(
        "data-pf-show", ""
    )
    assert "<table" in page.html
    assert not page.needs
    assert not page.assets


def test_a_broken_figure_is_told_with_its_cell(build: Build) -> None:
    broken = {"data": {PLOTLY: {"data": 1}}}
    (problem,) = page_of(build, broken).problems
    assert problem.level == "error"
    assert 'a Plotly figure in cell "fig-a" of n.ipynb' in str(problem)
    problems = page_of(build, {**broken, "png": "4x3"}).problems
    assert {problem.level for problem in problems} == {"note"}


SCRIPTED = {"html": '<div id="map"></div><script src="https://unpkg.com/a.js"></script>'}


@pytest.mark.parametrize("scripts", ["click", "frame", "drop"])
def test_html_with_scripts_is_shown_as_the_site_has_set(build: Build, scripts: str) -> None:
    page = page_of(build, SCRIPTED, scripts=scripts)
    figure = BeautifulSoup(page.html, "html.parser").find(attrs={"data-pf-chart": "html"})
    assert bool(figure) is (scripts != "drop")
    assert ("unpkg.com" in page.html) is (scripts == "click")
    assert ("<button" in str(figure)) is (scripts == "click")
    assert "<script" not in page.html
    assert [asset.name.rpartition(".")[2] for asset in page.assets] == (["txt"] if figure else [])


def test_hosts_that_html_asks_are_named() -> None:
    html = """<!-- "https://a.example/" --> <a href="https://link.example/">x</a>
    <link href="//cdn.example/a.css"><style>b { background: url(https://img.example) }</style>
    <script>L.tile("https://{s}.tile.example/{z}.png", {by: "\\u003ca href=\\"https://by.example\\"\\u003e"});
    // see https://comment.example
    x = "http://www.w3.org/2000/svg"; y = "https://evil.example;script-src *"</script>"""
    assert find_hosts(html) == ("a.example", "cdn.example", "img.example", "*.tile.example")


def test_the_frame_of_folium_is_taken_out_of_its_wrapper(build: Build) -> None:
    inner = "<b id=m></b><script src='https://cdn.example/l.js'></script>"
    wrapper = (
        f'<div><span>Make this Notebook Trusted</span><iframe srcdoc="{inner}"></iframe></div>'
    )
    found = read_scripted(wrapper)
    assert found
    assert found.document == inner
    assert found.hosts == ("cdn.example",)
    assert "Trusted" not in page_of(build, {"html": wrapper}).html
    assert read_scripted("<script>alert(1)</script><style>b {}</style>") is None


def test_a_library_is_found_once_or_missed_by_name(tmp_path: Path) -> None:
    file = tmp_path / "plotly.min.js"
    file.write_text("1")
    asked = []

    def find(_cache: Path, version: str) -> list[Path]:
        asked.append(version)
        return [file]

    libraries = Libraries(tmp_path, {"plotly": find, "vega": lambda *_: []})
    for name in ("a.ipynb", "b.ipynb", "b.ipynb"):
        (found,) = libraries.find({"plotly 3", "vega"}, name)["plotly"]
    assert found.path == file
    assert found.uri.startswith("assets/proofolio/libraries/plotly.")
    assert asked == ["3"]
    (warning,) = libraries.warnings()
    assert warning.startswith("a.ipynb, b.ipynb: expected ")
    assert "proofolio[charts]" in warning
