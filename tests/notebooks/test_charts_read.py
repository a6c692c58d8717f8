"""Charts of Vega and Bokeh: what real notebooks hold, and what hostile ones do."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from proofolio.notebooks.bokeh import read_bokeh
from proofolio.notebooks.chart import Chart
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.output import Output
from proofolio.notebooks.svg import sanitise_svg
from proofolio.notebooks.vega import read_vega

HERE = Path(__file__).parent
REAL = sorted((HERE / "charts").glob("*.ipynb"))
CASES = yaml.safe_load((HERE / "cases/charts.yml").read_text())


def read_chart(output: Output) -> Chart | None:
    return read_vega(output) or read_bokeh(output)


def describe(output: Output) -> dict[str, Any] | str | None:
    """What a case expects of an output."""
    try:
        chart = read_chart(output)
    except NotebookError as error:
        return str(error)
    if chart is None:
        return None
    found = {
        "library": f"{chart.library} {chart.version}".strip(),
        "title": chart.title,
        "height": chart.height,
        "drawn": bool(chart.svg),
        "needs": chart.found,
    }
    if chart.table:
        rows = [list(row) for row in chart.table.rows]
        found["table"] = [list(chart.table.columns), *rows[:2], len(rows)]
    return {key: value for key, value in found.items() if value not in ("", False)}


def outputs(path: Path) -> list[Output]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        Output(output["output_type"], output.get("data", {}))
        for cell in cells
        for output in cell["outputs"]
    ]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_charts_of_real_notebooks_are_read(path: Path, request: pytest.FixtureRequest) -> None:
    found = [chart for output in outputs(path) if (chart := describe(output))]
    expected = HERE / "cases/charts_expected.yml"
    known = yaml.safe_load(expected.read_text()) if expected.exists() else {}
    if request.config.getoption("--rewrite"):
        known[path.stem] = found
        expected.write_text(yaml.safe_dump(known, sort_keys=True, allow_unicode=True, width=98))
    assert found == known[path.stem]


@pytest.mark.parametrize("name", CASES)
def test_an_output_is_read_or_the_reason_told(name: str) -> None:
    case = CASES[name]
    data = case.get("data") or {"application/vnd.vegalite.v6+json": case["vega"]}
    found = describe(Output("display_data", data))
    assert found == case.get("error", case.get("chart"))


def test_links_and_the_authors_choices_for_vega_embed_stay_behind() -> None:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": {"embedOptions": {"loader": {"baseURL": "https://example.org"}}},
        "mark": {"type": "text", "href": "javascript:alert(1)"},
        "data": {"values": [{"href": "a", "text": "</script><img src=x onerror=alert(1)>"}]},
        "encoding": {"text": {"field": "text"}, "href": {"field": "href"}},
    }
    chart = read_vega(Output("display_data", {"application/vnd.vegalite.v6+json": spec}))
    assert chart is not None
    kept = json.loads(chart.data)["spec"]
    assert kept["mark"] == {"type": "text"}
    assert kept["encoding"] == {"text": {"field": "text"}}
    assert kept["data"]["values"][0]["href"] == "a"
    assert not {"usermeta", "$schema"} & kept.keys()


def test_a_drawing_is_the_same_again_and_safe(
    inspect_svg: Callable[[bytes], ElementTree.Element],
) -> None:
    """Vega counts clips over all that a process draws; and draws links as the author has them."""
    for path in REAL:
        for output in outputs(path):
            if chart := read_vega(output):
                again = read_vega(output)
                assert again == chart
                assert inspect_svg(sanitise_svg(chart.svg)[0]) is not None if chart.svg else True


def test_drawing_asks_nothing_of_the_network() -> None:
    """By vl-convert's own word; the cases above have no drawing where there is an address."""
    import vl_convert

    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    address = f"http://127.0.0.1:{server.getsockname()[1]}/a.csv"
    spec = {"mark": "bar", "data": {"url": address}}
    with pytest.raises(ValueError, match="External data url not allowed"):
        vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    with pytest.raises(TimeoutError):
        server.accept()
    server.close()


def test_style_sheets_of_other_hosts_are_left_out() -> None:
    chart = next(
        chart
        for output in outputs(HERE / "charts/holoviews.ipynb")[4:]
        if (chart := read_bokeh(output))
    )
    assert b"ImportedStyleSheet" not in chart.data
    assert b"cdn.holoviz.org" not in chart.data
