"""What is read out of notebooks: records, what other tools glued, and plain prints."""

import json
from decimal import Decimal
from typing import Any

import pytest

from proofolio.evidence.printed import Printed, read_printed
from proofolio.evidence.read import find_records, read_records
from proofolio.evidence.record import Record, RecordedCurve, RecordedNumber, RecordedTable
from proofolio.notebooks import Notebook, NotebookError, parse_notebook
from proofolio.recording import MIME, Recorder

GLUED = {"scrapbook": {"name": "auc", "mime_prefix": "application/papermill.record/"}}


def notebook(*outputs: dict[str, Any]) -> Notebook:
    cells = [
        {"cell_type": "code", "id": f"c{index}", "execution_count": 1, "metadata": {},
         "source": f"#| label: c{index}",
         "outputs": [{"output_type": "display_data", "metadata": {}} | output]}
        for index, output in enumerate(outputs)
    ]  # fmt: skip
    data = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return parse_notebook(json.dumps(data).encode(), "n.ipynb")


def read(*outputs: dict[str, Any]) -> tuple[dict[str, Record], list[NotebookError]]:
    return read_records("n.ipynb", find_records(notebook(*outputs)))


def test_what_is_recorded_comes_back() -> None:
    shown: list[dict[str, Any]] = []
    recorder = Recorder(lambda: ("a cell", 1), shown.append)
    recorder.record("recall", 0.617, unit="ratio", n=5, interval=(0.5, 0.7), baseline=0.1,
                    higher_is_better=True, split="test", window="May")  # fmt: skip
    recorder.record_table("t", [["a", 1], ["b", None]], columns=["x", "y"], unit="s")
    recorder.record_curve("roc", [0, 1], [0, 1], kind="roc", series="chance", x_label="FPR")
    recorder.record_curve("roc", [0, 1], [0.5, 1], kind="roc", series="model", upper=[1, 1])

    found, problems = read(*({"data": bundle} for bundle in shown))

    assert problems == []
    assert found["recall"] == RecordedNumber(
        "recall", Decimal("0.617"), "ratio", 5, (Decimal("0.5"), Decimal("0.7")), Decimal("0.1"),
        True, "test", "May", 0,
    )  # fmt: skip
    assert found["t"] == RecordedTable("t", ("x", "y"), (("a", 1), ("b", None)), "s", 1)
    roc = found["roc"]
    assert isinstance(roc, RecordedCurve)
    assert [series.name for series in roc.series] == ["chance", "model"]
    assert roc.series[1].upper == (1, 1)
    assert roc.x_label == "FPR"


@pytest.mark.parametrize(
    "output",
    [
        {"data": {"application/scrapbook.scrap.json+json":
                  {"name": "auc", "data": 0.84, "encoder": "json", "version": 1}},
         "metadata": {"scrapbook": {"name": "auc", "data": True, "display": False}}},
        {"data": {"application/papermill.record/text/plain": "0.84"},
         "metadata": GLUED},
        {"data": {"application/papermill.record/text/plain": "'0.84'"},
         "metadata": GLUED},
        {"data": {"text/plain": "np.float64(0.84)"}, "metadata": {"scrapbook": {"name": "auc"}}},
        {"data": {"application/papermill.record+json": {"auc": 0.84, "name": "model"}}},
    ],
)  # fmt: skip
def test_numbers_that_other_tools_glued_are_read(output: dict[str, Any]) -> None:
    found, problems = read(output)

    assert found == {"auc": RecordedNumber("auc", Decimal("0.84"))}
    assert problems == []


@pytest.mark.parametrize(
    "change",
    [
        {"value": None}, {"value": "0.6"}, {"value": True}, {"kind": "pie"}, {"name": 5},
        {"interval": [1]}, {"unit": 5}, {"n": "many"},
    ],
)  # fmt: skip
def test_record_that_was_edited_is_told(change: dict[str, Any]) -> None:
    payload = {"kind": "metric", "name": "a", "value": 1, "unit": ""} | change

    found, problems = read({"data": {MIME: payload}})

    assert found == {}
    assert str(problems[0]).startswith("expected a record as `record` writes it in cell 1")


def test_two_records_of_one_name_are_told_with_their_cells() -> None:
    output = {"data": {MIME: {"kind": "metric", "name": "a", "value": 1, "unit": ""}}}

    _, problems = read(output, output)

    assert 'one record named "a" in n.ipynb, found two, in the cells 1 and 2' in str(problems[0])


def test_numbers_that_a_cell_prints() -> None:
    text = "AUC 0.843 [0.824, 0.862], 1,761 rows; −2.3 to 8.5 % v1.2.3 x2 176/1761 1e-3 end 5.\n"
    cell = notebook({"data": {"text/plain": text}}).cells[0]

    assert [(str(found.value), found.unit) for found in read_printed(cell)] == [
        ("0.843", ""), ("0.824", ""), ("0.862", ""), ("1761", ""), ("-2.3", ""), ("8.5", "%"),
        ("176", ""), ("0.001", ""), ("5", ""),
    ]  # fmt: skip


def test_tables_are_read_without_their_markup() -> None:
    html = "<style>td {width: 12px}</style><table><tr><td>77.3&nbsp;%</td><td>3</td></tr></table>"
    cell = notebook({"data": {"text/html": html, "text/plain": "0 1 2"}}).cells[0]

    assert read_printed(cell) == (Printed(Decimal("77.3"), "%"), Printed(Decimal(3)))


def test_description_of_a_picture_is_no_print() -> None:
    figure = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480 with 1 Axes>"}

    assert read_printed(notebook({"data": figure}).cells[0]) == ()
