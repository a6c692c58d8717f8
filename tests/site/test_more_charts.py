"""Charts of Vega and Bokeh in built sites: what stands there, and that it is the same again."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.site.building import ROOT, build_site
from tests.site.conftest import MakeSite, write
from tests.site.test_studies import without_times

REAL = ROOT / "tests/notebooks/charts"
# Bokeh 2 would need another package than the one that is installed.
NAMES = ("altair-4", "altair-6", "bokeh-3", "bokeh-3-html", "holomap", "holoviews")
PLUGINS = ["search", "proofolio/notebooks", {"proofolio/studies": {}}]


@pytest.fixture
def config(make_site: MakeSite, tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    for name in NAMES:
        shutil.copy(REAL / f"{name}.ipynb", tmp_path / "content")
    return make_site(plugins=PLUGINS)


def test_a_site_of_charts_is_the_same_again_and_never_draws_twice(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site(config, tmp_path / "site", strict=False)  # warned of what stays still
    for page, stills, libraries in (
        ("altair-6/", ["img"] * 4, {"vega.min.js"}),
        (
            "bokeh-3/",
            ["table"] * 2,
            {"bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js"},
        ),
        ("holoviews/", ["table"], {"bokeh.min.js", "bokeh-gl.min.js"}),
        ("holomap/", [], set()),
    ):
        html = site.page(page)
        charts = html.select("[data-pf-chart]")
        assert [
            chart.select_one(".pf-chart__still :is(img, table)").name for chart in charts
        ] == stills
        for chart in charts:
            data = (site.folder / page / str(chart["data-pf-src"])).read_text(encoding="utf-8")
            assert {"spec", "docs"} & json.loads(data).keys()
        article = html.select_one(".pf-notebook-page")
        found = {
            ".".join(
                part for number, part in enumerate(Path(str(value)).name.split(".")) if number != 1
            )
            for key, value in article.attrs.items()
            if key.startswith("data-pf-library-")
        }
        assert found == libraries
        # Neither loading scripts nor what they say.
        assert "cdn." not in str(html)
        assert "Loading BokehJS" not in html.text
        assert len(str(article)) < 40_000

    first = without_times(site.files())
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)  # a drawing would be missing
        assert without_times(build_site(config, tmp_path / "warm", strict=False).files()) == first
    shutil.rmtree(tmp_path / ".cache")
    assert without_times(build_site(config, tmp_path / "cold", strict=False).files()) == first


def test_what_a_specification_says_is_never_markup(make_site: MakeSite, tmp_path: Path) -> None:
    bad = "</script><img src=x onerror=alert(1)>"
    spec = {
        "title": bad,
        "mark": {"type": "text", "href": "javascript:alert(1)"},
        "data": {"values": [{bad: bad, "url": "javascript:alert(1)"}]},
        "encoding": {
            "text": {"field": bad},
            "href": {"field": "url"},
            "description": {"value": bad},
        },
    }
    data = {"application/vnd.vegalite.v6+json": spec}
    cell = {
        "cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": 1,
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}],
    }  # fmt: skip
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    write(tmp_path / "content/a.ipynb", json.dumps(notebook))
    site = build_site(make_site(plugins=PLUGINS), tmp_path / "site")
    article = site.page("a/").select_one(".pf-notebook-page")
    assert [tag["alt"] for tag in article.select("img")] == [bad]
    assert not article.select("[onerror], [href^='javascript:']")
    (drawing,) = [
        data for name, data in site.files().items() if name.endswith(".svg") and "cell" in name
    ]
    assert b"javascript:" not in drawing
    assert b"<img" not in drawing
