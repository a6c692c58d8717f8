"""What a notebook's file says of its run: all that a build asks, kept by content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from proofolio.notebooks import Notebook, NotebookStore, read_notebook
from proofolio.notebooks.store import describe_code
from proofolio.running.data import declared_data
from proofolio.running.digest import code_cells, hash_cell, is_run
from proofolio.running.record import RunRecord, read_record


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code cell by its number and the hash of its code."""

    number: int
    hash: str
    is_run: bool  # whether a run executes it
    was_run: bool


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The record of a notebook's run, its code as it is now, and the data that it declares."""

    record: RunRecord | None
    cells: tuple[CodeCell, ...] = ()
    declared: tuple[str, ...] = ()


def read_facts(path: Path, store: NotebookStore | None = None) -> RunFacts:
    """Return the facts of a notebook's file, from the store where it has them.

    Raises NotebookError.
    """
    if store is None:
        return _find_facts(read_notebook(path))
    return _from_json(store.derived(path, _maker(), lambda found: _to_json(_find_facts(found))))


def _find_facts(notebook: Notebook) -> RunFacts:
    record = read_record(notebook.metadata)
    if record is None:  # then nobody asks for the rest
        return RunFacts(None)
    cells = (
        CodeCell(cell.number, hash_cell(cell), is_run(cell), cell.was_run)
        for cell in code_cells(notebook)
    )
    return RunFacts(record, tuple(cells), tuple(declared_data(notebook)))


def _to_json(facts: RunFacts) -> dict[str, Any]:
    cells = [[cell.number, cell.hash, cell.is_run, cell.was_run] for cell in facts.cells]
    return {
        "record": facts.record.as_metadata() if facts.record else None,
        "cells": cells,
        "declared": facts.declared,
    }


def _from_json(found: Mapping[str, Any]) -> RunFacts:
    record = read_record({"proofolio": {"run": found["record"]}})
    cells = tuple(CodeCell(*cell) for cell in found["cells"])
    return RunFacts(record, cells, tuple(found["declared"]))


@cache
def _maker() -> str:
    return f"run\0{describe_code(Path(__file__).parent)}"
