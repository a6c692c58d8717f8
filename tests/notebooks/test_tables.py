"""Tables: valid, accessible and harmless, whatever made them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from proofolio.notebooks import NotebookError, Table, parse_notebook, pick_table

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases/tables.yml").read_text())
ATTACKS = yaml.safe_load((HERE / "cases/table_attacks.yml").read_text())


def read_table(build: Callable[[Any], bytes], html: str, **case: str) -> Table:
    cells = [{"code": case.get("code", "#| label: t"), "outputs": [{"html": html}]}]
    return pick_table(parse_notebook(build(cells), "churn.ipynb"), case.get("anchor", "t"))


@pytest.mark.parametrize("name", CASES)
def test_a_table_is_laid_out_or_the_reason_told(
    name: str, build: Callable[[Any], bytes], inspect_table: Callable[[str], ElementTree.Element]
) -> None:
    case = dict(CASES[name])
    if "error" in case:
        with pytest.raises(NotebookError) as caught:
            read_table(build, **case)
        assert str(caught.value) == case["error"]
        return
    table = read_table(build, **case)
    # Long lines are folded in the case file, between a tag and the next.
    assert table.html == re.sub("> <(?=t|/t)", "><", case["table"])
    assert table.caption == case.get("caption")
    inspect_table(table.html)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_leaves_plain_table_markup(
    name: str, build: Callable[[Any], bytes], inspect_table: Callable[[str], ElementTree.Element]
) -> None:
    if name == "svg-style":  # an HTML parser finds a picture outside of that <svg>
        with pytest.raises(NotebookError, match="pictures in its cells"):
            read_table(build, ATTACKS[name])
        return
    text = "".join(inspect_table(read_table(build, ATTACKS[name]).html).itertext())
    # The comment that begins in "math" ends nowhere, and swallows the rest as in a browser.
    assert text.strip() or name == "math"


def test_escaped_text_stays_text(build: Callable[[Any], bytes]) -> None:
    html = "<table><caption>&lt;b&gt;</caption><tr><td>&lt;script&gt; &amp;lt;</td></tr></table>"
    table = read_table(build, html)
    assert table.html == "<table><tbody><tr><td>&lt;script&gt; &amp;lt;</td></tr></tbody></table>"
    assert table.caption == "<b>"  # plain text, for a template to escape


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (
            [{"code": "#| label: t", "outputs": [{"png": "4x3"}]}],
            'expected a table in cell "t" of churn.ipynb, found a picture; '
            "write `figure:` in place of `table:`",
        ),
        (
            [{"code": "#| label: t", "outputs": [{"text": "  a  b"}]}],
            'expected a table in cell "t" of churn.ipynb, found text; '
            "end the cell with the table itself",
        ),
        (
            [{"code": "#| label: t"}],
            'expected a table in cell "t" of churn.ipynb, found a cell that was not run; '
            "run the notebook and save it",
        ),
    ],
)
def test_a_cell_without_a_table_says_what_it_has(
    cells: list[dict[str, Any]], error: str, build: Callable[[Any], bytes]
) -> None:
    with pytest.raises(NotebookError) as caught:
        pick_table(parse_notebook(build(cells), "churn.ipynb"), "t")
    assert str(caught.value) == error
