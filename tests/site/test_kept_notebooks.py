"""What is kept of notebooks must not outlive what it was made of, whatever is edited."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import parse_notebook
from proofolio.running.digest import code_cells, hash_cell, hash_code, hash_file
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write, write_study
from tests.site.test_kept import Edit, configure
from tests.site.test_studies import PIXEL, TABLE, svg, without_times

STUDY = {
    "visuals": [{"figure": "work.ipynb#lift", "alt": "A curve"}],
    "proof": {"notebooks": ["work.ipynb"]},
}
CHART = {
    "application/vnd.plotly.v1+json": {"data": [{"y": [1, 2]}], "layout": {}},
    "text/html": "<div>chart</div>",
}


def save(path: Path, *, head: str = "title: Work", picture: Any = None, **change: Any) -> None:
    """Save a notebook that ran with data.csv beside it; `change` replaces words in its Markdown."""
    text = "# Work\n\nSee [me](/about.md) and $x^2$."
    if "content" in path.parts:
        text += "\n\nAnd [it](/notes/other.ipynb#lift)."
    for old, new in change.items():
        text = text.replace(old, new)
    bundle = picture or {"image/png": PIXEL}
    cells: list[dict[str, Any]] = [
        {"cell_type": "raw", "id": "front", "metadata": {}, "source": f"---\n{head}\n---"},
        {"cell_type": "markdown", "id": "text", "metadata": {}, "source": text},
        code("lift", "draw()", bundle),
        code("scores", "scores()", {"text/html": TABLE}),
        code("chart", "chart()", CHART),
    ]
    found = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    data = path.parent / "data.csv"
    if not data.exists():
        write(data, "a\n1\n")
    hashes = [hash_cell(one) for one in code_cells(parse_notebook(json.dumps(found).encode(), ""))]
    run = {
        "when": "2026-03-14T10:00:00Z", "seconds": 2.5, "memory": 100, "language": "Python 3.11.7",
        "platform": "Linux x86_64", "packages": {"pandas": "3.1.1"}, "code": hash_code(hashes),
        "cells": hashes, "data": {"data.csv": hash_file(data)}, "requirements": {},
    }  # fmt: skip
    write(path, json.dumps(found | {"metadata": {"proofolio": {"run": run}}}))


def code(label: str, source: str, bundle: Mapping[str, Any]) -> dict[str, Any]:
    """A code cell with one output."""
    output = {"output_type": "display_data", "metadata": {}, "data": bundle}
    return {
        "cell_type": "code", "id": label, "metadata": {}, "execution_count": 1,
        "source": f"#| label: {label}\n#| fig-alt: A picture\n{source}", "outputs": [output],
    }  # fmt: skip


def plugins(**options: object) -> Edit:
    """An edit of the options of `proofolio/notebooks`."""
    return configure(plugins=["search", {"proofolio/notebooks": options}, "proofolio/studies"])


def work(**change: Any) -> Edit:
    """An edit of a notebook among the pages."""
    return lambda root: save(root / "content/notes/work.ipynb", **change)


def rename(root: Path) -> None:
    """Rename a page, and mend the links to it."""
    (root / "content/about.md").rename(root / "content/who.md")
    for name in ("work", "other", "free"):
        save(root / f"content/notes/{name}.ipynb", about="who")
    save(root / "case_studies/churn/work.ipynb", about="who")


WITHOUT_EFFECT = ("pages outside of it", "extension")
EDITS: dict[str, Edit] = {
    "nothing": lambda root: None,
    "text": work(See="Look at"),
    "title": work(head="title: Another"),
    "tags": work(head="title: Work\ntags: [new]"),
    "picture": work(picture={"image/svg+xml": svg("red")}),
    "heading with the name of a linked cell": lambda root: save(
        root / "content/notes/other.ipynb", Work="Work\n\n## Lift"
    ),
    "new notebook": lambda root: save(root / "content/notes/new.ipynb"),
    "removed notebook": lambda root: (root / "content/notes/free.ipynb").unlink(),
    "notebook of a study": lambda root: save(
        root / "case_studies/churn/work.ipynb", See="Look at", head="title: Another"
    ),
    "title of the study": lambda root: write_study(root, "churn", STUDY | {"title": "Renamed"}),
    "linked page": rename,
    "title of a linked page": lambda root: write(root / "content/about.md", "# About me\n"),
    "data": lambda root: write(root / "content/notes/data.csv", "a\n2\n"),
    "record of the run": lambda root: write(
        root / "content/notes/free.ipynb",
        (root / "content/notes/free.ipynb").read_text().replace("3.11.7", "3.12.1"),
    ),
    "navigation": configure(nav=["about.md", "notes/other.ipynb", {"N": "notes/work.ipynb"}]),
    "pages outside of it": configure(not_in_nav="/notes/*"),
    "code": plugins(code="folded"),
    "length": plugins(max_output=1),
    "charts": plugins(charts="still"),
    "search": plugins(search="all"),
    "name of the site": configure(site_name="Another"),
    "addresses": configure(use_directory_urls=False),
    "language": configure(theme={"name": "material", "font": False, "language": "de"}),
    "extension": configure(markdown_extensions=["pymdownx.tilde", "smarty"]),
    "template of the theme": lambda root: write(
        root / "overrides/main.html", '{% extends "base.html" %}{% block footer %}End{% endblock %}'
    ),
}


@pytest.fixture
def site(make_site: MakeSite, tmp_path: Path) -> Path:
    (tmp_path / "overrides").mkdir()
    for name in ("work", "other", "free"):
        save(tmp_path / f"content/notes/{name}.ipynb")
    save(tmp_path / "case_studies/churn/work.ipynb")
    return make_site(
        {"churn": STUDY},
        {"about.md": "# About\n\n[work](notes/work.ipynb)\n"},
        plugins=["search", "proofolio/notebooks", "proofolio/studies"],
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
        nav=["index.md", {"Work": ["notes/work.ipynb", "notes/other.ipynb"]}, "notes/free.ipynb"],
        not_in_nav="/about.md",
        strict=False,
    )


@pytest.mark.parametrize("edit", EDITS)
def test_build_after_an_edit_is_a_build_without_caches(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, edit: str
) -> None:
    def build(name: str) -> tuple[dict[str, bytes], list[str]]:
        caplog.clear()
        built = build_site(site, tmp_path / name, strict=False)
        return without_times(built.files()), [record.message for record in caplog.records]

    before = build("before")
    EDITS[edit](tmp_path)
    after = build("after")
    shutil.rmtree(tmp_path / ".cache")
    assert after == build("fresh")
    assert (after == before) == (edit in ("nothing", *WITHOUT_EFFECT))


def test_finished_pages_are_kept_whatever_a_site_sets(site: Path, tmp_path: Path) -> None:
    configure(
        exclude_docs="*.tmp\n/drafts/\n!keep.tmp",
        draft_docs="/later/",
        extra={"social": [{"icon": "material/home", "link": "/"}]},
        validation={"links": {"anchors": "warn"}},
        markdown_extensions=["toc", {"pymdownx.snippets": {"base_path": ["."]}}],
    )(tmp_path)
    build_site(site, tmp_path / "site", strict=False)
    kept = [path.parent.name for path in tmp_path.glob(".cache/proofolio/pages/*/*.html")]
    assert len(set(kept)) == 6
