"""Diagrams, code and demos in built sites, as readers without JavaScript get them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import store
from proofolio.notebooks.diagram import diagram_tool
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write

FENCE = "```mermaid\nflowchart LR\n  A[One & two] --> B\n```\n"
CODE = "import os\n\n\ndef fit(rows):\n    return '<b>' + os.sep\n\n\nclass Model:\n    size = 1\n"
NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5,
    "metadata": {"language_info": {"name": "python"}},
    "cells": [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": f"# Notes\n\n{FENCE}"},
        {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": 1, "outputs": [],
         "source": "#| label: score\n#| echo: false\ndef score(row):\n    return 1"},
    ],
}  # fmt: skip
needs_tool = pytest.mark.skipif(not diagram_tool(), reason="nothing draws diagrams here")


def write_files(config: Path) -> None:
    folder = config.parent / "case_studies/churn"
    write(folder / "src/model.py", CODE)
    write(folder / "notes.ipynb", json.dumps(NOTEBOOK))
    write(folder / "flow.mmd", "flowchart LR\n  A --> B\n")
    write(folder / "poster.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')


def study(*visuals: dict[str, Any]) -> dict[str, Any]:
    return {"churn": {"visuals": [*visuals], "proof": {"notebooks": ["notes.ipynb"]}}}


@needs_tool
@pytest.mark.parametrize(
    "extensions",
    [
        ["pymdownx.superfences"],
        ["fenced_code"],
        [{"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}}],
    ],
    ids=["superfences", "fenced", "own"],
)
def test_fences_are_drawn_wherever_they_stand(
    make_site: MakeSite, tmp_path: Path, extensions: list[Any]
) -> None:
    config = make_site(
        study({"diagram": "flow.mmd", "alt": "A, then B."}),
        {"index.md": f"# Home\n\n{FENCE}"},
        plugins=["search", "proofolio/studies", "proofolio/notebooks"],
        markdown_extensions=extensions,
    )
    write_files(config)

    site = build_site(config, tmp_path / "site")

    for path in ("", "case-studies/churn/", "case-studies/churn/notes/"):
        page = site.page(path)
        assert len(page.select(".pf-diagram > svg")) == 1, path
        assert not page.select(".mermaid, [class*=language-mermaid]")
    assert site.page("").select_one("details > pre").text == "flowchart LR\n  A[One & two] --> B"
    drawing = site.page("case-studies/churn/").select_one(".pf-diagram > svg")
    assert drawing["aria-label"] == "A, then B."


def test_without_the_tool_diagrams_are_text_and_it_is_said_once(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(store, "diagram_tool", lambda: "")
    config = make_site(
        study({"diagram": "flow.mmd", "alt": "A, then B.", "caption": "The flow."}),
        {"index.md": f"# Home\n\n{FENCE}\n{FENCE}"},
        markdown_extensions=["pymdownx.superfences"],
        plugins=["search", "proofolio/notebooks", "proofolio/studies"],
    )
    write_files(config)

    with caplog.at_level(logging.WARNING):
        site = build_site(config, tmp_path / "site", strict=False)

    said = [record.message for record in caplog.records if "proofolio[diagrams]" in record.message]
    assert len(said) == 1
    home, page = site.page(""), site.page("case-studies/churn/")
    assert len(home.select("pre.pf-diagram__raw")) == 2
    assert page.select_one("pre.pf-diagram__raw").text == "flowchart LR\n  A --> B"
    assert "The flow." in page.select_one(".pf-visual--diagram figcaption").text
    for one in (home, page):
        assert not one.select("pre.mermaid, div.mermaid, svg.pf-diagram__svg")


@needs_tool
def test_a_fence_in_a_text_that_cannot_be_drawn_is_told_with_its_page(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site({"churn": {"method": FENCE.replace("A[One", "A[[One")}})

    site = build_site(config, tmp_path / "site", strict=False)

    assert [one.message for one in caplog.records if "churn.md: expected a diagram" in one.message]
    assert site.page("case-studies/churn/").select_one("pre.pf-diagram__raw")


def test_an_excerpt_of_code_is_the_part_that_was_asked_for(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(
        study(
            {"code": {"file": "src/model.py", "lines": "4-5", "numbers": True}},
            {"code": {"file": "src/model.py", "symbol": "Model.size"}},
            {"code": "notes.ipynb#score", "caption": "The **score**."},
            {"code": "src/model.py"},
        )
    )
    write_files(config)

    page = build_site(config, tmp_path / "site").page("case-studies/churn/")

    shown = page.select(".pf-visual--code")
    assert [one.select_one("code").text.rstrip("\n") for one in shown] == [
        "def fit(rows):\n    return '<b>' + os.sep",
        "size = 1",
        "def score(row):\n    return 1",
        CODE.rstrip("\n"),
    ]
    assert shown[0].select_one("code span.k, code span.kn").text == "def"
    assert shown[0].select_one(".pf-code__numbers").text == "4\n5"
    assert shown[0].select_one(".pf-listing:has(> code)")["tabindex"] == "0"
    sources = [" ".join(one.select_one(".pf-source").text.split()) for one in shown]
    assert sources == [
        "Source: src/model.py, lines 4 to 5",
        "Source: src/model.py, line 9",
        "Source: notes.ipynb, cell score",
        "Source: src/model.py",
    ]


def test_names_under_an_alias_are_found_in_code_and_diagrams(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(
        {
            "churn": {
                "client": {"name": "Nordwind Telecom", "alias": "A telecom provider"},
                "visuals": [{"code": "src/model.py"}, {"diagram": "flow.mmd", "alt": "A flow."}],
            }
        }
    )
    folder = config.parent / "case_studies/churn"
    write(folder / "src/model.py", "# For Nordwind Telecom\n")
    write(folder / "flow.mmd", "flowchart LR\n  A[Nordwind Telecom] --> B\n")

    from proofolio.hosts.mkdocs.check import check_site

    problems = check_site(config).problems

    assert sorted(one.found.lower() for one in problems if "Nordwind" in one.found)
    assert len({one.line for one in problems}) == 2


DEMOS = [
    ("https://huggingface.co/spaces/Ada.L/My_App", "https://ada-l-my-app.hf.space/"),
    ("https://ada-my-app.hf.space/", "https://ada-my-app.hf.space/"),
    ("https://ada.streamlit.app/", "https://ada.streamlit.app/?embed=true"),
    ("https://ada.streamlit.app/?p=1", "https://ada.streamlit.app/?p=1&embed=true"),
    ("https://ada.github.io/lite/lab/index.html", "https://ada.github.io/lite/lab/index.html"),
    ("https://demo.example.org/a?b=1#c", "https://demo.example.org/a?b=1#c"),
]


def test_a_demo_is_a_poster_and_a_link_until_it_is_asked_for(
    make_site: MakeSite, tmp_path: Path
) -> None:
    visuals: list[dict[str, Any]] = [{"demo": url} for url, _ in DEMOS]
    visuals[0] = {
        "demo": {
            "url": DEMOS[0][0], "title": "Try it", "poster": "poster.svg", "fallback": "poster.svg",
            "needs": ["microphone"], "height": 480,
        },
        "alt": "A form.",
    }  # fmt: skip
    config = make_site(study(*visuals))
    write_files(config)

    page = build_site(config, tmp_path / "site").page("case-studies/churn/")

    demos = page.select(".pf-demo")
    assert [one["data-pf-demo"] for one in demos] == [frame for _, frame in DEMOS]
    assert [one.select_one("a.pf-demo__link")["href"] for one in demos] == [url for url, _ in DEMOS]
    assert not page.select("iframe")
    first = demos[0]
    assert first["data-pf-allow"] == "fullscreen; clipboard-write; microphone"
    assert first.select_one("[data-pf-load]").text == "Load the demo from ada-l-my-app.hf.space"
    assert first.select_one("[data-pf-load]").has_attr("hidden")
    assert first.select_one(".pf-demo__poster img")["alt"] == "A form."
    assert first.select_one("details.pf-demo__fallback img")
    assert demos[5].select_one(".pf-demo__title").text == "Live demo on demo.example.org"
