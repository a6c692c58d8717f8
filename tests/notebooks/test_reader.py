"""Reading notebooks as tools and accidents leave them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from proofolio.notebooks import Notebook, NotebookError, parse_notebook, read_notebook
from proofolio.notebooks.options import read_options

ERRORS = yaml.safe_load((Path(__file__).parent / "cases/reading_errors.yml").read_text())


def parse(cells: list[Any], **more: Any) -> Notebook:
    return parse_notebook(json.dumps({"cells": cells, "nbformat": 4} | more).encode(), "n.ipynb")


@pytest.mark.parametrize("name", ERRORS)
def test_a_bad_notebook_is_one_clear_error(name: str, tmp_path: Path) -> None:
    case = ERRORS[name]
    file = tmp_path / "churn.ipynb"
    file.write_bytes(bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode())
    with pytest.raises(NotebookError) as caught:
        read_notebook(file)
    assert str(caught.value) == case["error"]


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000])
def test_json_that_no_notebook_needs_is_refused(text: str) -> None:
    with pytest.raises(NotebookError, match="unreadable JSON"):
        parse_notebook(f'{{"cells": {text}'.encode(), "n.ipynb")


def test_a_missing_notebook_names_its_neighbours(tmp_path: Path) -> None:
    for name in ("churn.ipynb", "model.ipynb", "notes.txt"):
        (tmp_path / name).touch()
    with pytest.raises(NotebookError) as caught:
        read_notebook(tmp_path / "chrun.ipynb")
    folder = tmp_path.name
    assert str(caught.value) == (
        "expected a notebook named chrun.ipynb, found no such file; "
        f'the folder {folder} has "churn.ipynb", "model.ipynb" (did you mean "churn.ipynb"?)'
    )
    with pytest.raises(NotebookError, match="found no folder nowhere; mend the path"):
        read_notebook(tmp_path / "nowhere" / "x.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    with pytest.raises(NotebookError, match="found a folder named"):
        read_notebook(tmp_path / "folder.ipynb")
    with pytest.raises(NotebookError):
        read_notebook(tmp_path / "nul\0.ipynb")


def test_source_may_be_lines_or_a_string_with_windows_line_ends() -> None:
    lines, text = parse([{"source": ["a\r\n", "b"]}, {"source": "a\r\nb"}]).cells
    assert lines.source == text.source == "a\nb"


def test_a_bom_and_nan_are_read() -> None:
    data = b'\xef\xbb\xbf{"cells": [{"metadata": {"auc": NaN, "x": -Infinity}}], "nbformat": 4}'
    assert len(parse_notebook(data, "n.ipynb").cells) == 1


def test_missing_parts_are_empty() -> None:
    (cell,) = parse([{}]).cells
    assert (cell.kind, cell.source, cell.id, cell.label, cell.tags) == ("code", "", None, None, ())
    assert not cell.was_run


@pytest.mark.parametrize(
    "cell",
    [
        {"source": 3, "metadata": [], "outputs": "x", "id": 7, "attachments": 1},
        {"source": [1, None, "x"], "metadata": {"tags": {"a": 1}, "name": 3}, "outputs": [None, 3]},
        {"outputs": [{"output_type": 4, "data": [1], "metadata": "x"}, {"output_type": "error"}]},
        {"outputs": [{"output_type": "display_data", "data": {"image/png": {"a": 1}}}]},
        {"cell_type": ["x"], "outputs": [{"output_type": "error", "traceback": [1, None]}]},
    ],
)
def test_parts_of_another_form_are_passed_over(cell: dict[str, Any]) -> None:
    parse([cell])


def test_half_of_a_surrogate_pair_becomes_a_replacement_character() -> None:
    (cell,) = parse_notebook(rb'{"cells": [{"source": "\ud83d x"}]}', "n.ipynb").cells
    assert cell.source == "\ufffd x"


def test_texts_for_a_page_hold_no_character_that_html_forbids() -> None:
    notebook = parse([{"source": "x", "metadata": {"label": "a\x08\ud800\tb"}}])
    assert notebook.cells[0].label == "a\ufffd b"


def test_an_emoji_stays() -> None:
    (cell,) = parse_notebook(rb'{"cells": [{"source": "\ud83d\ude00"}]}', "n.ipynb").cells
    assert cell.source == "😀"


def test_nbformat_3_is_read_as_4() -> None:
    sheet = {
        "cells": [
            {"cell_type": "heading", "level": 2, "source": ["Title"]},
            {
                "cell_type": "code",
                "input": ["x = 1"],
                "prompt_number": 3,
                "outputs": [
                    {"output_type": "stream", "stream": "stderr", "text": ["w"]},
                    {"output_type": "pyout", "html": ["<b>1</b>"], "text": ["1"]},
                    {"output_type": "pyerr", "ename": "KeyError", "traceback": ["t"]},
                ],
            },
        ]
    }
    data = json.dumps({"nbformat": 3, "worksheets": [sheet, sheet]}).encode()
    heading, code, *again = parse_notebook(data, "n.ipynb").cells
    assert (heading.kind, heading.source) == ("markdown", "## Title")
    assert (code.source, code.was_run, len(again)) == ("x = 1", True, 2)
    stream, result, error = code.outputs
    assert (stream.name, stream.text("text/plain")) == ("stderr", "w")
    assert (result.kind, result.text("text/html")) == ("execute_result", "<b>1</b>")
    assert (error.kind, error.name, error.traceback) == ("error", "KeyError", ("t",))


def test_all_tags_count_wherever_they_are() -> None:
    source = "#| tags: [b, c]\n#| label: x"
    (cell,) = parse([{"source": source, "metadata": {"tags": ["a", "b", "", 3]}}]).cells
    assert cell.tags == ("a", "b", "c")


@pytest.mark.parametrize(
    "lines",
    ["#| [[[", "#| &a [*a]", "#| {a: b", "#| label: !!python/object:x {}", "#| " + "[" * 1000],
)
def test_options_that_are_hostile_yaml_are_passed_over(lines: str) -> None:
    (cell,) = parse([{"source": f"{lines}\nx"}]).cells
    assert cell.source == f"{lines}\nx"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["label", "fig-cap"]), st.text("aZ09é _.,()/+-:#'\"[]", max_size=9)
        )
    )
)
def test_plain_options_mean_what_yaml_says(pairs: list[tuple[str, str]]) -> None:
    """The short cut for plain words gives what PyYAML would, or leaves it to PyYAML."""
    lines = [f"{key}: {value}" for key, value in pairs]
    try:
        right = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError:
        return
    if isinstance(right, dict):
        assert read_options("".join(f"#| {line}\n" for line in lines)) == right


def test_only_code_cells_have_options() -> None:
    (cell,) = parse([{"cell_type": "markdown", "source": "#| label: roc"}]).cells
    assert cell.label is None
