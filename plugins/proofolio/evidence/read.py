"""A notebook → what its cells have recorded, with `record` or with somebody else's `glue`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from proofolio.evidence.record import (
    Record,
    RecordedCurve,
    RecordedNumber,
    RecordedTable,
    Series,
)
from proofolio.notebooks import Notebook, NotebookError, Output
from proofolio.recording import CURVES, MIME

_SCRAP = "application/scrapbook.scrap.json+json"  # scrapbook's glue
_GLUE = "application/papermill.record/"  # MyST-NB's and Jupyter Book's glue, before a MIME type
_PAPERMILL = "application/papermill.record+json"  # papermill before 1.0
# How NumPy 2 writes its numbers.
_WRAPPED = re.compile(r"np\.\w+\((.*)\)")
_REPAIR = "run the notebook again"
_CALL = re.compile(r"""\brecord(?:_table|_curve)?\(\s*(["'])(?P<name>[^\W\d][\w.-]*)\1""")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A record as JSON has it, not checked yet, and the cell of its output, counted from 0."""

    cell: int
    payload: Any = field(repr=False)


def find_records(notebook: Notebook) -> list[Found]:
    """Return all records in the outputs of a notebook, in their order."""
    return [
        Found(cell.index, payload)
        for cell in notebook.cells
        for output in cell.outputs
        for payload in _payloads(output)
    ]


def find_waiting(notebook: Notebook) -> dict[str, int]:
    """Return the names that the code records and no output has, with their cells from 0."""
    calls = [
        (call["name"], cell.index)
        for cell in notebook.cells
        if cell.kind == "code"
        for call in _CALL.finditer(_COMMENT.sub("", cell.source))
    ]
    done = {name for cell in notebook.cells for name in cell.recorded}
    return {name: cell for name, cell in reversed(calls) if name not in done}


def read_records(
    name: str, found: Iterable[Found]
) -> tuple[dict[str, Record], list[NotebookError]]:
    """Return the records of the notebook called `name`, by their names, and what is wrong."""
    records: dict[str, Record] = {}
    problems: list[NotebookError] = []
    for one in found:
        try:
            record = _read(name, one)
            records[record.name] = _joined(name, records.get(record.name), record)
        except NotebookError as error:
            problems.append(error)
    return records, problems


def find_clashes(
    name: str, found: Iterable[Found], named: Mapping[str, int]
) -> list[NotebookError]:
    """Return the records that are called like a cell which has not recorded them.

    A link to such a record would lead to that cell. `named` has the cells' names of their own.
    """
    recorded: dict[str, list[int]] = {}
    for one in found:
        if isinstance(one.payload, dict):
            recorded.setdefault(str(one.payload.get("name")), []).append(one.cell)
    return [
        NotebookError(
            f'the name "{word}" for one thing in {name}',
            f"a record of cell {cells[0] + 1} and the name of cell {named[word] + 1}",
            f"give the record another name, or cell {named[word] + 1} another label, "
            "and run the notebook again",
            cells[0],
        )
        for word, cells in recorded.items()
        if word in named and named[word] not in cells
    ]


def _joined(notebook: str, before: Record | None, record: Record) -> Record:
    """Return the record, or the curve that it is one more series of."""
    if before is None:
        return record
    match before, record:
        case RecordedCurve(kind=kind, series=drawn), RecordedCurve(kind=own, series=(more,)) if (
            kind == own and more.name not in {series.name for series in drawn}
        ):
            return replace(before, series=(*drawn, more))
    cells = f"{before.cell + 1} and {record.cell + 1}"
    raise NotebookError(
        f'one record named "{record.name}" in {notebook}',
        f"two, in the cells {cells}" if before.cell != record.cell else "two in one cell",
        "give one of them another name, and run the notebook again",
    )


def _payloads(output: Output) -> Iterator[object]:
    """Yield what `record` wrote, and numbers of other tools as if it had."""
    if MIME in output.data:
        yield output.data[MIME]
    scrap = output.data.get(_SCRAP)
    if isinstance(scrap, dict):
        yield from _foreign(scrap.get("name"), scrap.get("data"))
    if isinstance(glued := output.data.get(_PAPERMILL), dict):
        for name, value in glued.items():
            yield from _foreign(name, value)
    scrapbook = output.metadata.get("scrapbook")
    if isinstance(scrapbook, dict) and _SCRAP not in output.data:
        text = output.text(f"{_GLUE}text/plain") or output.text("text/plain")
        yield from _foreign(scrapbook.get("name"), text.strip().strip("'\""))


def _foreign(name: object, value: object) -> Iterator[object]:
    """Yield the number that somebody else's tool recorded; what is no number is left alone."""
    text = _WRAPPED.sub(r"\1", str(value)).replace(",", "")
    try:
        number = math.nan if isinstance(value, bool) else float(text)
    except ValueError:
        return
    if math.isfinite(number):
        yield {"kind": "metric", "name": name, "value": number}


def _read(notebook: str, found: Found) -> Record:
    payload = found.payload
    kinds: Mapping[object, Callable[[Mapping[str, Any], int], Record]] = {
        "metric": _number,
        "table": _table,
        "curve": _curve,
    }
    try:
        if not isinstance(payload, dict) or not isinstance(payload["name"], str):
            raise TypeError
        return kinds[payload["kind"]](payload, found.cell)
    except (KeyError, TypeError, ValueError) as error:
        raise NotebookError(
            f"a record as `record` writes it in cell {found.cell + 1} of {notebook}",
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
