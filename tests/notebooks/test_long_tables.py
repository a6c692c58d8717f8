"""Tables and HTML of very many rows: only what a page shows of them is parsed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from proofolio.notebooks import frame, long_table, render_notebook
from proofolio.notebooks.frame import read_frame

ROWS = 20_000
HEAD = "<thead><tr><th></th><th></th><th>a &amp; b</th><th>c</th></tr></thead>\n"
STYLE = "<style>#T_1_row1_col0 {color: red}</style>"


def write_frame(rows: int) -> str:
    """A frame with two levels of names, markup in cells, and colours, as pandas writes it."""
    body = "".join(
        f"<tr>{'' if i % 2 else f'<th rowspan=2 >g{i}</th>'}<th>{i}</th>"
        f'<td id="T_1_row{i}_col0" class="data">{i} &lt; <b>x</b>y<br>z</td>'
        f"<td>{i / 7:.3f}</td></tr>\n"
        for i in range(rows)
    )
    table = f'<table border="1" class="dataframe">{HEAD}<tbody>\n{body}</tbody>\n</table>'
    return f"<div>{STYLE}{table}<p>{rows} rows × 2 columns</p></div>"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each table had that was parsed."""
    counts: list[int] = []
    read = frame.read_grids

    def count(*given: Any) -> Any:
        grids = read(*given)
        counts.extend(len(grid.rows) for grid in grids)
        return grids

    monkeypatch.setattr(frame, "read_grids", count)
    return counts


def test_a_long_table_is_cut_before_it_is_parsed(parsed: list[int]) -> None:
    found = read_frame(write_frame(ROWS), 20_000)
    assert found is not None
    assert (found.all_rows, found.shape) == (ROWS, f"{ROWS} rows × 2 columns")
    assert 500 < found.rows < sum(parsed) < 5 * found.rows


def test_a_long_table_is_the_same_as_if_it_was_parsed(
    parsed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    html = write_frame(ROWS)
    found = read_frame(html, 20_000)
    monkeypatch.setattr(long_table, "LONG", len(html))
    assert found == read_frame(html, 20_000)
    assert parsed[-1] == ROWS + 1


@pytest.mark.parametrize(
    "odd",
    [
        "<tr><td>1<td>2</tr>",
        '<tr><td title="a>b">1</td></tr>',
        "<tr><td><!-- </tr><tr> -->1</td></tr>",
        "<tr><td><table><tr><td>1</td></tr></table></td></tr>",
        "<tr><td>1</td></tr></tbody><tbody><tr><td>2</td></tr>",
        "<tr><td>1 < 2</td></tr>",
        "<TR><TD>1</TD></TR>",
    ],
)
def test_a_long_table_of_other_markup_is_parsed(odd: str, parsed: list[int]) -> None:
    html = write_frame(6_000).replace("</tbody>", f"{odd}</tbody>")
    assert len(html) > long_table.LONG
    read_frame(html, 20_000)
    assert not parsed or sum(parsed) > 6_000


def test_very_much_html_is_shown_as_text() -> None:
    html = "<p>Hello <b>you</b> &amp; me</p><script>alert(1)</script>\n" * 100_000
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}]
    cell = {"cell_type": "code", "metadata": {}, "source": "x", "outputs": outputs}
    page = render_notebook(
        json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}).encode(),
        "a.ipynb",
    )
    assert "Hello you &amp; me\nHello" in page.html
    assert len(page.html) < 30_000
    whole = next(asset.data for asset in page.assets if asset.name.endswith(".txt"))
    assert whole.decode().strip() == "\n".join(["Hello you & me"] * 100_000)
