"""Notebooks as pages: those that studies publish, and those among the hand-written pages."""

from __future__ import annotations

import json
from html import unescape
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
    run = page.select_one(".pf-run").text
    assert run.endswith(" s)")  # of its record
    assert "matplotlib" in run
    assert "charset-normalizer" not in run  # which another package brought along
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


@pytest.mark.parametrize(
    ("search", "found"), [("prose", [0]), ("code", [0, 1]), ("all", [0, 1, 2])]
)
def test_what_search_finds(
    make_site: MakeSite, tmp_path: Path, search: str, found: list[int]
) -> None:
    notebook = json.loads(cells(("markdown", "wordy"), ("code", 'cody("x<y")')))
    text = {"output_type": "stream", "name": "stdout", "text": "printy"}
    notebook["cells"][1]["outputs"] = [text]
    plugins = ["search", {"proofolio/notebooks": {"search": search}}]
    config = site_with(make_site, tmp_path, json.dumps(notebook), plugins=plugins)
    site = build_site(config, tmp_path / "site")
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    texts = " ".join(entry["text"] for entry in index["docs"])
    words = ("wordy", 'cody("x<y")', "printy")
    assert [number for number, word in enumerate(words) if word in unescape(texts)] == found
    assert "Hide code" not in texts


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
    assert b".pf-cell" in b"".join(
        data for name, data in site.files().items() if name.endswith(".css")
    )


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


@pytest.mark.parametrize(
    ("publish", "more", "has_page"),
    [
        ("named", {}, True),
        ("listed", {}, False),
        ("listed", {"proof": {"notebooks": ["churn.ipynb"]}}, True),
        ("named", {"confidentiality": "Numbers are scaled"}, False),
        ("named", {"client": {"alias": "An operator"}}, False),
    ],
)
def test_which_notebooks_of_a_study_are_published(
    make_site: MakeSite, tmp_path: Path, publish: str, more: dict[str, Any], has_page: bool
) -> None:
    folder = tmp_path / "case_studies/churn"
    write_notebook(folder / "churn.ipynb", {"lift": {"image/png": PIXEL}})
    write_notebook(folder / "scratch.ipynb", {"lift": {"image/png": PIXEL}})
    study = {"visuals": [{"figure": "churn.ipynb#lift", "alt": "A curve"}]} | more
    plugins = [{"proofolio/notebooks": {"publish": publish}}, "proofolio/studies"]
    site = build_site(make_site({"churn": study}, plugins=plugins), tmp_path / "site")
    names = [name for name in site.files() if name.startswith("case-studies/churn/")]
    assert ("case-studies/churn/churn/index.html" in names) is has_page
    assert ("assets/studies/churn/churn.ipynb" in site.files()) is has_page
    assert not [name for name in site.files() if "scratch" in name]
    links = [str(link["href"]) for link in site.page("case-studies/churn/").select("article a")]
    assert ("churn/#lift" in links) is has_page
    assert ("churn/" in links) is has_page
    if has_page:
        assert "../" in [str(a["href"]) for a in site.page("case-studies/churn/churn/").select("a")]


@pytest.mark.parametrize("place", ["case_studies/other/other.ipynb", "content/other.ipynb"])
def test_published_notebooks_hold_no_hidden_name(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    write(tmp_path / place, cells(("markdown", "Made for Example\nTelecom."), ("code", "x = 1")))
    alias = {"client": {"name": "Example Telecom", "alias": "An operator"}}
    result = {"name": "n", "value": "1 %", "evidence": "other.ipynb#c1"}
    other = {"results": {"business": [result]}} if "studies" in place else {}
    with pytest.raises(Abort):
        build_site(make_site({"churn": alias, "other": other}, plugins=PLUGINS), tmp_path / "site")
    assert 'found "Example Telecom", which has an alias' in caplog.text


LINKED = cells(
    ("markdown", "# A Part\n\n![x](attachment:none)\n"), ("code", "#| label: fit\nx = 1")
).replace("![x](attachment:none)", "Text.")
LINKS = {
    "[a](../../content/about.md#me)": "../../../about/#me",
    "[a](/about.md#me)": "../../../about/#me",
    "[a](deep/two.ipynb#fit)": "../deep-two/#fit",
    "[a](deep/two.ipynb#A-Part)": "../deep-two/#a-part",
    "[a](../other/two.ipynb#fit)": "../../other/two/#fit",
    "[a](study.yml#method)": "../#method",
    "[a](../other/study.yml)": "../../other/",
    "[a](../other/#method)": "../../other/#method",
    "[a](#my-Own)": "#my-own",
}
WRONG = {
    "[a](deep/two.ipynb#none)": "a cell or heading of the notebook",
    "[a](../other/two.ipynb#none)": "a cell or heading of the notebook",
    "[a](study.yml#none)": "a section of a study",
    "[a](none.ipynb)": "a notebook that is published",
    "[a](/none.md)": "a page of the folder content",
    "[a](/about.md#none)": "does not contain an anchor '#none'",
}


def site_of_links(make_site: MakeSite, root: Path, links: str) -> Path:
    """A site with two studies, whose notebooks link to whatever there is."""
    study = root / "case_studies/churn"
    write(study / "one.ipynb", cells(("markdown", f"# My own\n\n{links}")))
    write(study / "deep/two.ipynb", cells(("markdown", "[b](../one.ipynb) [c](../study.yml)")))
    for path in (study / "deep/two.ipynb", root / "case_studies/other/two.ipynb"):
        write(path, LINKED)
    listed = {
        "proof": {"notebooks": ["one.ipynb", "deep/two.ipynb"]},
        "learnings": ["[n](one.ipynb#my-own) [m](deep/two.ipynb#A-Part)"],
    }
    return make_site(
        {"churn": listed, "other": {"proof": {"notebooks": ["two.ipynb"]}}},
        pages={"about.md": "# About\n\n## Me\n\n[n](case-studies/churn/one.md#my-own)\n"},
        plugins=PLUGINS,
        validation={"links": {"anchors": "warn"}},
    )


def test_links_of_a_studys_notebook(make_site: MakeSite, tmp_path: Path) -> None:
    config = site_of_links(make_site, tmp_path, "\n\n".join(LINKS))
    site = build_site(config, tmp_path / "site")
    page = site.page("case-studies/churn/one/")
    assert [str(a["href"]) for a in page.select(".pf-cell a")] == list(LINKS.values())
    study = site.page("case-studies/churn/")
    assert [str(a["href"]) for a in study.select(".pf-section--learnings a")] == [
        "one/#my-own",
        "deep-two/#a-part",
    ]
    assert not broken_links(site)


@pytest.mark.parametrize("link", WRONG)
def test_link_of_a_notebook_that_leads_nowhere(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, link: str
) -> None:
    with pytest.raises(Abort):
        build_site(site_of_links(make_site, tmp_path, link), tmp_path / "site")
    assert WRONG[link] in caplog.text


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("other.ipynb#A-Part", ""),
        ("other.ipynb#fit", ""),
        ("../case-studies/churn.md#method", ""),
        ("../index.md#home", ""),
        ("other.ipynb#none", "a cell or heading of a notebook"),
        ("../case-studies/none.md", "a page of the site"),
        ("../case-studies/churn.md#none", "does not contain an anchor '#none'"),
        ("../index.md#none", "does not contain an anchor '#none'"),
    ],
)
def test_links_of_a_notebook_among_the_pages(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, link: str, wrong: str
) -> None:
    write(tmp_path / "content/deep/other.ipynb", LINKED)
    config = site_with(
        make_site,
        tmp_path,
        cells(("markdown", f"[a]({link})")),
        validation={"links": {"anchors": "warn"}},
    )
    if wrong:
        with pytest.raises(Abort):
            build_site(config, tmp_path / "site")
        assert wrong in caplog.text
    else:
        assert not broken_links(build_site(config, tmp_path / "site"))


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


def test_words_of_a_site_stand_on_pages_of_notebooks(make_site: MakeSite, tmp_path: Path) -> None:
    words = "download: Herunterladen\nnotebook_page: {hide_code: Verbergen}\n"
    write(tmp_path / "own/words.yml", words)
    write(tmp_path / "case_studies/churn/churn.ipynb", cells(("code", "x = 1")))
    write(tmp_path / "content/work.ipynb", cells(("code", "x = 1")))
    plugins = ["proofolio/notebooks", {"proofolio/studies": {"templates": "own"}}]
    study = {"proof": {"notebooks": ["churn.ipynb"]}}
    site = build_site(make_site({"churn": study}, plugins=plugins), tmp_path / "site")
    for address in ("work/", "case-studies/churn/churn/"):
        page = site.page(address)
        assert page.select_one("[data-pf-code-toggle]").text == "Verbergen"
        assert page.select_one(".pf-notebook-page__head a[download]").text == "Herunterladen"


POST = """---
title: A <post>
date: 2026-03-14
categories: [Notes]
tags: [models]
---"""
BODY = "# Own\n\nFirst [words](../../index.md) <script>1</script>{{ x }}.\n\n<!-- more -->\n\nLast."
BLOG = ["search", "tags", {"blog": {"post_excerpt": "required"}}, "proofolio/notebooks"]


def test_notebook_is_a_post_of_the_blog(make_site: MakeSite, tmp_path: Path) -> None:
    posts = tmp_path / "content/blog/posts"
    picture = json.loads(cells(("raw", POST), ("markdown", BODY), ("code", "x = 1")))
    picture["cells"][2]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": PIXEL}}
    ]
    write(posts / "one.ipynb", json.dumps(picture))
    plain = json.loads(cells(("markdown", "Only *words*.\n\nMore.")))
    write(posts / "two.ipynb", json.dumps(plain | {"metadata": {"date": "2026-02-01"}}))
    write(posts / "secret.ipynb", cells(("raw", POST.replace("tags", "draft: true\ntags"))))
    config = make_site(
        pages={
            "blog/index.md": "# Blog\n",
            "blog/posts/three.md": "---\ndate: 2026-01-01\n---\n# Three\n\n"
            "[one](one.ipynb#own)\n\n<!-- more -->\n",
            "tags.md": "# Tags\n\n<!-- material/tags -->\n",
        },
        plugins=BLOG,
        nav=["index.md", "blog/index.md", "tags.md"],
    )
    site = build_site(config, tmp_path / "site")
    assert not broken_links(site)
    page = site.page("blog/2026/03/14/a-post/")
    assert page.select_one(".pf-cell--code")
    assert page.select_one("[data-pf-code-toggle]")
    assert "Last." in page.text
    assert page.select_one(".md-post__meta time")
    for address in ("blog/", "blog/archive/2026/", "blog/category/notes/"):
        excerpt = site.page(address).select_one("article.md-post")
        assert excerpt.select_one("h2").text == "A <post>"
        assert "First words {{ x }}." in excerpt.text
        assert "Last." not in excerpt.text
        assert not excerpt.select("script")
    assert "Only words." in site.page("blog/").text
    assert "blog/2026/03/14/a-post/" in str(site.page("tags/"))
    assert not [name for name in site.files() if "secret" in name]
    index = (site.folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "Last." in index
    assert "x = 1" not in index
    again = build_site(config, tmp_path / "again")
    assert without_times(site.files()) == without_times(again.files())


def test_post_without_a_date(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "content/blog/posts/one.ipynb", cells(("markdown", "# One")))
    config = make_site(pages={"blog/index.md": "# Blog\n"}, plugins=BLOG)
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert "content/blog/posts/one.ipynb:1:1: expected the `date` of a post" in caplog.text


def test_front_matter_of_a_notebook_is_that_of_a_page(make_site: MakeSite, tmp_path: Path) -> None:
    fields = "\n".join(
        ("template: own.html", "hide: [toc]", "status: new", "icon: material/flask",
         "search: {exclude: true}", "description: What <it> is")
    )  # fmt: skip
    write(
        tmp_path / "own/own.html", '{% extends "main.html" %}{% block footer %}Mine{% endblock %}'
    )
    config = site_with(
        make_site,
        tmp_path,
        cells(("raw", f"---\n{fields}\n---"), ("markdown", "# Work\n\n## Part\n\nUnfindable.")),
        nav=["index.md", "deep/work.ipynb"],
        plugins=["search", "proofolio/notebooks"],
        theme={"name": "material", "font": False, "custom_dir": str(tmp_path / "own")},
    )
    site = build_site(config, tmp_path / "site")
    page = site.page("deep/work/")
    assert "Mine" in page.text
    assert page.select_one(".md-sidebar--secondary[hidden]")
    assert page.select_one('meta[name="description"]')["content"] == "What <it> is"
    assert site.page("").select_one(".md-nav__item .md-status--new")
    assert site.page("").select_one('.md-nav__link[href="deep/work/"] svg')
    assert "Unfindable" not in (site.folder / "search/search_index.json").read_text("utf-8")
