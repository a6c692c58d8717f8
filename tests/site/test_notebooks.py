"""Notebooks as pages: those that studies publish, and those among the hand-written pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from proofolio.notebooks import parse_notebook
from proofolio.running import RunRecord
from proofolio.running.digest import code_cells, hash_cell, hash_code, hash_file
from tests.site.building import ROOT, Built, broken_links, build_site
from tests.site.conftest import MakeSite, write, write_notebook
from tests.site.test_studies import PIXEL, svg, without_times

PLUGINS = ["search", "tags", "proofolio/notebooks", {"proofolio/studies": {}}]
NOTEBOOKS = sorted((ROOT / "case_studies").glob("*/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_sample_notebook_is_a_page_of_its_study(sample_site: Built, path: Path) -> None:
    slug = path.parent.name
    address = f"case-studies/{slug}/{path.stem}/"
    page = sample_site.page(address)
    head = page.select_one(".pf-notebook-page__head")
    assert head
    assert [str(link["href"]) for link in head.select("a")] == [
        "../",
        f"../../../assets/studies/{slug}/{path.name}",
    ]
    assert len(page.select("h1")) == 1
    assert page.select(".pf-cell--code")
    assert "base64" not in str(page.select_one("article"))
    study = sample_site.page(f"case-studies/{slug}/")
    sources = [str(link["href"]) for link in study.select(".pf-source a, .pf-evidence a")]
    assert any(source.startswith(f"{path.stem}/#") for source in sources)


def cells(*found: tuple[str, str]) -> str:
    """A notebook of (kind, source) cells without outputs."""
    made = [
        {"cell_type": kind, "id": f"c{index}", "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for index, (kind, source) in enumerate(found)
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


def site_with(make_site: MakeSite, root: Path, notebook: str, **config: Any) -> Path:
    """A site with a notebook among its pages."""
    write(root / "content/deep/work.ipynb", notebook)
    return make_site(**{"plugins": PLUGINS} | config)


FRONT = "---\ntitle: My <work>\ntags: [models]\n---"


def test_notebook_among_the_pages_is_a_page(make_site: MakeSite, tmp_path: Path) -> None:
    notebook = cells(
        ("raw", FRONT),
        ("markdown", "# Title\n\nA [link](../index.md), [file](data.csv).\n\n## Part\n\nFindable."),
        ("code", "hidden_from_search = 1"),
    )
    write(tmp_path / "content/deep/data.csv", "a\n1\n")
    text = "# Home\n\n[n](deep/work.ipynb#part)\n"
    for directory in (True, False):
        config = site_with(
            make_site,
            tmp_path,
            notebook,
            pages={"index.md": text, "tags.md": "# Tags\n\n<!-- material/tags -->\n"},
            nav=["index.md", {"Work": "deep/work.ipynb"}, "tags.md"],
            use_directory_urls=directory,
            validation={"links": {"anchors": "warn"}},
        )
        site = build_site(config, tmp_path / f"site{directory}")
        assert not broken_links(site)
        page = site.page("deep/work/" if directory else "deep/work.html")
        assert page.select_one("h1").text == "Title"
        assert page.select_one("#part")
        assert "deep/work" in str(site.page("tags/" if directory else "tags.html"))
        index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
        assert "Findable" in index
        assert "hidden_from_search" not in index


def test_every_bad_notebook_is_told_in_one_run(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "content/a.ipynb", "{")
    write(tmp_path / "content/b.ipynb", cells(("markdown", "[x](nowhere.md) $\\frac{$")))
    config = site_with(make_site, tmp_path, cells(("markdown", "![x](nowhere.png)")))
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    for name in ("content/a.ipynb", "content/b.ipynb", "content/deep/work.ipynb"):
        assert f"{name}:1:1: expected" in caplog.text
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(("errors", "shown"), [("stop", None), ("show", True), ("hide", False)])
def test_failed_cell(make_site: MakeSite, tmp_path: Path, errors: str, shown: bool | None) -> None:
    notebook = json.loads(cells(("code", "1/0")))
    notebook["cells"][0]["outputs"] = [
        {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "by zero", "traceback": []}
    ]
    plugins = ["search", {"proofolio/notebooks": {"errors": errors}}]
    config = site_with(make_site, tmp_path, json.dumps(notebook), plugins=plugins)
    if shown is None:
        with pytest.raises(Abort):
            build_site(config, tmp_path / "site")
    else:
        page = build_site(config, tmp_path / "site").page("deep/work/")
        assert ("ZeroDivisionError" in page.text) is shown


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_notebooks_alone_without_studies(make_site: MakeSite, tmp_path: Path, theme: str) -> None:
    config = site_with(
        make_site,
        tmp_path,
        cells(("markdown", "# Alone")),
        plugins=["search", "proofolio/notebooks"],
        theme=theme,
    )
    site = build_site(config, tmp_path / "site")
    assert "Alone" in site.page("deep/work/").text
    assert [name for name in site.files() if name.endswith("proofolio/notebook.css")]


def test_edited_notebook_is_a_new_page(make_site: MakeSite, tmp_path: Path) -> None:
    path = tmp_path / "case_studies/churn/churn.ipynb"
    study = {
        "visuals": [{"figure": "churn.ipynb#lift", "alt": "A curve"}],
        "proof": {"notebooks": ["churn.ipynb"]},
    }
    write_notebook(path, {"lift": {"image/png": PIXEL}})
    config = site_with(make_site, tmp_path, cells(("markdown", "# One")), studies={"churn": study})
    build_site(config, tmp_path / "before")
    write_notebook(path, {"lift": {"image/svg+xml": svg("red")}})
    write(tmp_path / "content/deep/work.ipynb", cells(("markdown", "# Two")))
    after = build_site(config, tmp_path / "after")
    assert "Two" in after.page("deep/work/").text
    cached = without_times(after.files())
    assert cached == without_times(build_site(config, tmp_path / "again").files())


def test_notebook_that_is_not_listed_has_no_page(make_site: MakeSite, tmp_path: Path) -> None:
    write_notebook(tmp_path / "case_studies/churn/churn.ipynb", {"lift": {"image/png": PIXEL}})
    study = {"visuals": [{"figure": "churn.ipynb#lift", "alt": "A curve"}]}
    site = build_site(make_site({"churn": study}, plugins=PLUGINS), tmp_path / "site")
    assert not (site.folder / "case-studies/churn/churn").exists()
    assert not site.page("case-studies/churn/").select(".pf-source a")


def with_record(notebook: str, data: Path) -> str:
    """The notebook with the record of a run that read `data` as it is now."""
    made = json.loads(notebook)
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1
    hashes = [hash_cell(cell) for cell in code_cells(parse_notebook(notebook.encode(), "work"))]
    record = RunRecord(
        "2026-03-14T10:00:00Z", 2.5, 100, "Python 3.11.7", "Linux x86_64", {"pandas": "3.1.1"},
        hash_code(hashes), tuple(hashes), {data.name: hash_file(data)}, {},
    )  # fmt: skip
    made["metadata"]["proofolio"] = {"run": record.as_metadata()}
    return json.dumps(made)


@pytest.mark.parametrize("stale", ["warn", "stop", "ignore"])
def test_page_says_when_it_ran_and_build_what_is_stale(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, stale: str
) -> None:
    data = tmp_path / "content/deep/data.csv"
    write(data, "a\n1\n")
    notebook = with_record(cells(("markdown", "# Ran"), ("code", "x = 1")), data)
    plugins = ["search", {"proofolio/notebooks": {"stale": stale}}]
    config = site_with(make_site, tmp_path, notebook, plugins=plugins)
    run = build_site(config, tmp_path / "fresh").page("deep/work/").select_one(".pf-run")
    assert "14 March 2026, Python 3.11.7, pandas 3.1.1" in run.text

    write(data, "a\n2\n")
    if stale == "ignore":
        build_site(config, tmp_path / "site")
        return
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert "data.csv changed after work.ipynb ran" in caplog.text
    if stale == "warn":
        assert build_site(config, tmp_path / "loose", strict=False).page("deep/work/")
