"""A notebook → what its cells have recorded, with `record` or with somebody else's `glue`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from proofolio.evidence.record import (
    Record,
    RecordedCurve,
    RecordedNumber,
    RecordedTable,
    Series,
)
from proofolio.notebooks import Cell, Notebook, NotebookError, Output
from proofolio.recording import CURVES, MIME

_SCRAP = "application/scrapbook.scrap.json+json"  # scrapbook's glue
_GLUE = "application/papermill.record/"  # MyST-NB's and Jupyter Book's glue, before a MIME type
_PAPERMILL = "application/papermill.record+json"  # papermill before 1.0
_REPAIR = "run the notebook again"


def read_records(notebook: Notebook) -> tuple[dict[str, Record], list[NotebookError]]:
    """Return what is recorded, by name, and what is wrong with the rest."""
    found: dict[str, Record] = {}
    problems: list[NotebookError] = []
    for cell in notebook.cells:
        for output in cell.outputs:
            try:
                for record in _records(notebook, cell, output):
                    found[record.name] = _joined(notebook, cell, found.get(record.name), record)
            except NotebookError as error:
                problems.append(error)
    return found, problems


def _joined(notebook: Notebook, cell: Cell, before: Record | None, record: Record) -> Record:
    """Return the record, or the curve that it is one more series of."""
    if before is None:
        return record
    match before, record:
        case RecordedCurve(kind=kind, series=drawn), RecordedCurve(kind=own, series=(more,)) if (
            kind == own and more.name not in {series.name for series in drawn}
        ):
            return replace(before, series=(*drawn, more))
    raise NotebookError(
        f'one record named "{record.name}" in {notebook.name}',
        f"two, in the cells {before.cell + 1} and {cell.number}",
        "give one of them another name, and run the notebook again",
    )


def _records(notebook: Notebook, cell: Cell, output: Output) -> Iterator[Record]:
    if MIME in output.data:
        yield _own(notebook, cell, output.data[MIME])
    if _SCRAP in output.data:
        scrap = output.data[_SCRAP]
        if isinstance(scrap, dict) and isinstance(scrap.get("name"), str):
            yield from _foreign(cell, scrap["name"], scrap.get("data"))
    if isinstance(glued := output.data.get(_PAPERMILL), dict):
        for name, value in glued.items():
            yield from _foreign(cell, name, value)
    scrapbook = output.metadata.get("scrapbook")
    if isinstance(scrapbook, dict) and isinstance(name := scrapbook.get("name"), str):
        text = output.text(f"{_GLUE}text/plain") or output.text("text/plain")
        yield from _foreign(cell, name, text.strip().strip("'\""))


def _foreign(cell: Cell, name: str, value: object) -> Iterator[RecordedNumber]:
    """Yield the number that somebody else's tool recorded; what is no number is left alone."""
    try:
        number = None if isinstance(value, bool) else Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return
    if number is not None and number.is_finite():
        yield RecordedNumber(name, number, cell=cell.index)


def _own(notebook: Notebook, cell: Cell, payload: object) -> Record:
    kinds: Mapping[object, Callable[[Mapping[str, Any], int], Record]] = {
        "metric": _number,
        "table": _table,
        "curve": _curve,
    }
    try:
        if not isinstance(payload, dict) or not isinstance(payload["name"], str):
            raise TypeError
        return kinds[payload["kind"]](payload, cell.index)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise NotebookError(
            f"a record as `record` writes it in {cell.describe()} of {notebook.name}",
            "one that was edited, or written by a newer version",
            _REPAIR,
        ) from error


def _number(payload: Mapping[str, Any], cell: int) -> RecordedNumber:
    interval = payload.get("interval")
    low, high = map(_decimal, interval) if interval is not None else (None, None)
    baseline, n = payload.get("baseline"), payload.get("n")
    return RecordedNumber(
        payload["name"],
        _decimal(payload["value"]),
        _text(payload.get("unit", "")),
        None if n is None else int(_decimal(n)),
        None if low is None or high is None else (low, high),
        None if baseline is None else _decimal(baseline),
        payload.get("higher_is_better") if "higher_is_better" in payload else None,
        _text(payload.get("split", "")),
        _text(payload.get("window", "")),
        cell,
    )


def _table(payload: Mapping[str, Any], cell: int) -> RecordedTable:
    columns = tuple(map(_text, payload["columns"]))
    rows = tuple(tuple(map(_value, row)) for row in payload["rows"])
    if not rows or any(len(row) != len(columns) for row in rows):
        raise ValueError
    return RecordedTable(payload["name"], columns, rows, _text(payload.get("unit", "")), cell)


def _curve(payload: Mapping[str, Any], cell: int) -> RecordedCurve:
    if payload["curve"] not in CURVES:
        raise ValueError
    x = tuple(map(_value, payload["x"]))
    y, lower, upper = (
        tuple(float(_decimal(value)) for value in payload.get(key, ()))
        for key in ("y", "lower", "upper")
    )
    if not x or len(x) != len(y) or any(len(ends) not in (0, len(x)) for ends in (lower, upper)):
        raise ValueError
    series = Series(_text(payload.get("series", "")), x, y, lower, upper)
    across, up = (_text(payload.get(key, "")) for key in ("x_label", "y_label"))
    return RecordedCurve(payload["name"], payload["curve"], (series,), across, up, cell)


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not math.isfinite(value):
        raise ValueError
    # The shortest text of a float, not its binary digits.
    return Decimal(str(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _value(value: object) -> str | float | int | bool | None:
    if isinstance(value, bool | str | None):
        return value
    _decimal(value)
    assert isinstance(value, int | float)  # noqa: S101 - else it was refused
    return value
