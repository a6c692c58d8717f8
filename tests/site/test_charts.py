"""Libraries of charts in a site: once, where they are needed, and told where they are missing."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from proofolio.notebooks import libraries
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write
from tests.site.test_studies import without_times

PLUGINS = ["search", "proofolio/notebooks", {"proofolio/studies": {}}]
FIGURE = {"data": [{"x": [1, 2], "y": [3, 4]}]}


def charts(figure: object = FIGURE) -> str:
    """A notebook with one chart."""
    output = {"output_type": "display_data", "metadata": {},
              "data": {"application/vnd.plotly.v1+json": figure}}  # fmt: skip
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [output],
            "execution_count": 1}  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})


@pytest.mark.skipif(not find_spec("plotly"), reason="plotly is not installed")
def test_the_library_is_in_the_site_once(make_site: MakeSite, tmp_path: Path) -> None:
    for name in ("content/a.ipynb", "content/deep/b.ipynb", "case_studies/churn/c.ipynb"):
        write(tmp_path / name, charts())
    config = make_site({"churn": {"proof": {"notebooks": ["c.ipynb"]}}}, plugins=PLUGINS)
    site = build_site(config, tmp_path / "site")
    (library,) = [name for name in site.files() if "/libraries/" in name]
    for page in ("a/", "deep/b/", "case-studies/churn/c/"):
        article = site.page(page).select_one("[data-pf-library-plotly-1]")
        assert article
        address = site.folder / page / str(article["data-pf-library-plotly-1"])
        assert address.resolve() == (site.folder / library).resolve()
        source = str(site.page(page).select_one("[data-pf-src]")["data-pf-src"])
        assert json.loads((site.folder / page / source).read_text())["data"] == FIGURE["data"]
    again = build_site(config, tmp_path / "again").files()
    assert without_times(again) == without_times(site.files())


def test_a_site_without_charts_has_no_library(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "content/a.ipynb", charts())
    plugins = ["search", {"proofolio/notebooks": {"charts": "still"}}, {"proofolio/studies": {}}]
    site = build_site(make_site(plugins=plugins), tmp_path / "site")
    assert not [name for name in site.files() if "/libraries/" in name]
    assert not site.page("a/").select("[data-pf-chart]")
    assert site.page("a/").select(".pf-chart table")


def test_a_library_that_is_missing_is_told_once(
    make_site: MakeSite,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "find_spec", lambda name: None)
    monkeypatch.setattr(libraries, "package_version", lambda name: "")
    for name in ("a", "b"):
        write(tmp_path / f"content/{name}.ipynb", charts())
    config = make_site(plugins=PLUGINS)
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    (told,) = [text for text in caplog.messages if "proofolio[charts]" in text]
    assert "content/a.ipynb, content/b.ipynb: expected plotly" in told
    site = build_site(config, tmp_path / "loose", strict=False)
    assert site.page("a/").select(".pf-chart table")
