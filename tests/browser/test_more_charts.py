"""Vega and Bokeh in the frames of charts: that they draw, and what a hostile one reaches."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.browser.conftest import serve, watch
from tests.site.building import ROOT, build_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REAL = ROOT / "tests/notebooks/charts"
PAGES = {"altair-6": 4, "bokeh-3": 2, "holoviews": 1}
# What code of the author's tries, and tells where a test can read it.
HOSTILE = """
const found = [], evil = "https://ev" + "il.example/";
const attempt = (name, act) => { try { act(); found.push(name); } catch {} };
attempt("the page", () => parent.parent.document.body.append("seen"));
attempt("the top", () => { top.location.href = evil; });
attempt("storage", () => localStorage.setItem("a", "1"));
attempt("a window", () => { if (!open(evil)) throw 0; });
new Image().src = evil + "a.png";
fetch(evil).catch(() => {});
document.body.dataset.ran = found.join() || "nothing";
"""
IMAGE = "<b>Words</b><img src='x' onerror='document.body.dataset.handler = 1'>"


def model(name: str, key: str, **attributes: Any) -> dict[str, Any]:
    return {"type": "object", "name": name, "id": key, "attributes": attributes}


def hostile() -> dict[str, Any]:
    """The notebook of a Bokeh document that runs code once it is laid out."""
    notebook = json.loads((REAL / "bokeh-3.ipynb").read_text(encoding="utf-8"))
    cell = notebook["cells"][1]
    (output,) = (output for output in cell["outputs"] if "application/javascript" in output["data"])
    script = output["data"]["application/javascript"]
    code = model("CustomJS", "p9001", code=HOSTILE)
    calls = {"type": "map", "entries": [["change:inner_width", [code]]]}
    attack = json.dumps({"js_property_callbacks": calls})[1:-1]
    div = json.dumps(model("Div", "p9002", text=IMAGE))
    script = script.replace('"name":"Figure","id":"p1011","attributes":{',
                            f'"name":"Figure","id":"p1011","attributes":{{{attack},')  # fmt: skip
    script = script.replace('"roots":[{', f'"roots":[{div},{{', 1)
    script = script.replace('"roots":{"p1011"', '"roots":{"p9002":"x","p1011"')
    output["data"]["application/javascript"] = script
    assert script.count("p9001") == 1
    assert script.count("p9002") == 2
    return {**notebook, "cells": [cell]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of real notebooks and of a hostile one."""
    root = tmp_path_factory.mktemp("more-charts")
    (root / "content").mkdir()
    (root / "content/index.md").write_text("# Home\n")
    for name in PAGES:
        shutil.copy(REAL / f"{name}.ipynb", root / "content")
    (root / "content/hostile.ipynb").write_text(json.dumps(hostile()), encoding="utf-8")
    theme = {"name": "material", "font": False}
    config = {"site_name": "A", "docs_dir": "content", "theme": theme,
              "plugins": ["search", "proofolio/notebooks"]}  # fmt: skip
    folder = root / "site"
    with serve(folder) as address:
        (root / "mkdocs.yml").write_text(yaml.safe_dump({**config, "site_url": address}))
        # Two of these charts want files of other hosts, and a build warns of it.
        build_site(root / "mkdocs.yml", folder, strict=False)
        yield address


@pytest.fixture
def page(browser: Browser, site: str, complaints: list[str]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    watch(page, site, complaints)
    yield page
    page.close()


def draw_all(page: Page, count: int) -> list[FrameLocator]:
    """Scroll to each chart, and return the frames in which they are drawn."""
    charts = page.locator("[data-pf-chart]")
    expect(charts).to_have_count(count)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-pf-state", "drawn", timeout=30_000)
    frames = (chart.frame_locator("iframe").frame_locator("iframe") for chart in charts.all())
    return list(frames)


def test_vega_draws_in_the_colours_of_the_page(
    page: Page, site: str, complaints: list[str]
) -> None:
    page.goto(f"{site}altair-6/")
    frames = draw_all(page, PAGES["altair-6"])
    for frame in frames:
        expect(frame.locator("svg .role-title-text text").first).to_be_visible()
    points, bars, *_ = frames
    assert points.locator("svg").evaluate("svg => svg.clientWidth") > 600
    assert bars.locator("svg .mark-rect path").count() == 6
    points.locator(".mark-symbol.role-mark path").first.hover()
    expect(points.locator("#vg-tooltip-element")).to_contain_text("hours")

    title = points.locator(".role-title-text text").first
    light = title.evaluate("title => getComputedStyle(title).fill")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    expect(title).not_to_have_css("fill", light)
    assert complaints == []


@pytest.mark.parametrize("name", ["bokeh-3", "holoviews"])
def test_bokeh_draws_in_the_colours_of_the_page(
    page: Page, site: str, complaints: list[str], name: str
) -> None:
    page.goto(f"{site}{name}/")
    frame = draw_all(page, PAGES[name])[0]
    box = frame.locator("#chart")
    read = (
        "() => [...Bokeh.documents[0]._all_models.values()].find(({type}) => type === 'LinearAxis')"
    )
    light = box.evaluate(f"({read})().axis_label_text_color")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    expect(frame.locator("html")).to_have_css("color-scheme", "dark")
    assert box.evaluate(f"({read})().axis_label_text_color") != light
    # Bokeh says how it fares with the graphics card of a machine without one.
    assert [text for text in complaints if "GL Driver" not in text] == []


def test_code_of_a_document_reaches_nothing(page: Page, site: str) -> None:
    reached: list[str] = []

    def stop(route: Route) -> None:
        reached.append(route.request.url)
        route.abort()

    page.route(re.compile("evil"), stop)
    page.goto(f"{site}hostile/")
    (frame,) = draw_all(page, 1)
    body = frame.locator("body")
    expect(body).to_have_attribute("data-ran", "nothing")
    expect(frame.get_by_text("Words")).to_be_visible()
    page.wait_for_timeout(500)
    assert body.get_attribute("data-handler") is None
    assert page.url == f"{site}hostile/"
    assert len(page.context.pages) == 1
    assert "seen" not in page.locator("body").inner_text()
    assert reached == []
