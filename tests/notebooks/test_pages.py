"""Pages: for each kind of cell, output and option the exact HTML, and what else there is."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.notebooks import NotebookError, NotebookPage, RenderOptions, render_notebook
from proofolio.notebooks.clean import HtmlCleaner
from proofolio.notebooks.draft import Draft

HERE = Path(__file__).parent
FILE = HERE / "cases/pages.yml"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
EXPECTED = HERE / "cases/pages_expected.yml"
SAMPLES = sorted((HERE.parents[1] / "case_studies").glob("*/*.ipynb"))
Build = Callable[..., bytes]


class Text(str):
    """A text that a data file shows line by line."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def render(build: Build, case: dict[str, Any]) -> NotebookPage:
    data = build(case["cells"], case.get("metadata")).replace(b"LONG", b"if (a<b) c; " * 3_000)
    return render_notebook(data, "churn.ipynb", RenderOptions(**case.get("options", {})))


def describe(page: NotebookPage) -> dict[str, Any]:
    """Return the page as the data file has it; empty parts are left out."""
    found = {
        "title": page.title,
        "front_matter": dict(page.front_matter),
        "language": "" if page.language == "python" else page.language,
        "headings": [f"{'#' * h.level} {h.text} ({h.id})" for h in page.headings],
        "prose": [f"{p.id}|{p.title}|{p.text}" for p in page.prose],
        "assets": [f"{asset.name} ({len(asset.data)})" for asset in page.assets],
        "links": [f"{link.tag} {link.address} in {link.cell}" for link in page.links],
        "needs": sorted(page.needs),
        "problems": [f"{p.cell} {p.level}: {p}" for p in page.problems],
        "html": Text("\n".join(line.rstrip() for line in page.html.split("\n")[1:-1])),
    }
    return {name: value for name, value in found.items() if value}


def test_rewrite(build: Build, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite"):
        pytest.skip("only with --rewrite")
    found = {name: describe(render(build, case)) for name, case in CASES.items()}
    text = yaml.dump(found, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2000)
    EXPECTED.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_a_notebook_becomes_this_page(name: str, build: Build) -> None:
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))[name]
    page = render(build, CASES[name])
    assert describe(page) == expected
    for link in page.links:
        assert page.html[link.start : link.end] == link.address.replace("&", "&amp;")


def test_every_expectation_has_its_case() -> None:
    assert yaml.safe_load(EXPECTED.read_text(encoding="utf-8")).keys() == CASES.keys()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_no_problems(path: Path) -> None:
    page = render_notebook(path.read_bytes(), path.name)
    assert page.problems == ()
    assert page.title
    assert page.headings
    assert "base64" not in page.html
    assert re.search(r"</?(?:script|style|iframe)| on\w+=", page.html) is None


def test_only_a_picture_on_the_first_screen_loads_at_once(build: Build) -> None:
    code = {"code": "'<img loading=\"lazy\">'", "outputs": [{"png": "4x3"}, {"png": "5x3"}]}
    for words, waiting in ((20, 1), (200, 2)):
        page = render(build, {"cells": [{"markdown": "word " * words}, code]})
        assert page.html.count('&lt;img loading="lazy"&gt;') == 1
        assert len(re.findall(r'<img\b[^>]* loading="lazy"', page.html)) == waiting


def test_links_are_put_in_by_the_host(build: Build) -> None:
    page = render(build, {"cells": [{"markdown": "[a](b.md) ![c](d.png) [e](https://f.example)"}]})
    html = page.resolve_links(lambda link: f"../{link.tag}/{link.address}?\"'")
    assert 'href="../a/b.md?&quot;&#x27;"' in html
    assert 'src="../img/d.png?&quot;&#x27;"' in html
    assert 'href="https://f.example"' in html


def test_pages_of_old_notebooks_are_made(build: Build) -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Old"]},
        {
            "cell_type": "code", "input": "1", "prompt_number": 3, "language": "python",
            "outputs": [
                {"output_type": "pyout", "text": ["<1>"], "prompt_number": 3},
                {"output_type": "stream", "stream": "stderr", "text": "careful"},
            ],
        },
    ]  # fmt: skip
    data = json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}).encode()
    page = render_notebook(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "old.ipynb")
    assert [heading.text for heading in page.headings] == ["Old"]
    assert "&lt;1&gt;" in page.html
    assert "pf-output--stderr" in page.html
    assert page.problems == ()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"<<<<<<< HEAD\n{}", b"\xff\xfe{"])
def test_what_is_no_notebook_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(NotebookError, match=r"expected .* found .*; "):
        render_notebook(data, "a.ipynb")


def test_all_problems_are_told_at_once(build: Build) -> None:
    cells = [{"markdown": "$\\frac{$"}, {"code": "1/0", "outputs": [{"error": "E"}]}]
    page = render(build, {"cells": [*cells, *cells]})
    assert [problem.cell for problem in page.problems] == [0, 1, 2, 3]


def test_nothing_of_a_rendered_notebook_stays_in_memory(build: Build) -> None:
    render_notebook(build([{"markdown": "A <b>word</b>"}, {"code": "1"}]), "work.ipynb")
    gc.collect()
    assert not [found for found in gc.get_objects() if type(found) in (HtmlCleaner, Draft)]
