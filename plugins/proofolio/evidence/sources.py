"""The notebooks of one study as evidence; what they hold is kept by content between builds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from proofolio.evidence.printed import Printed, read_printed
from proofolio.evidence.read import (
    Found,
    find_clashes,
    find_records,
    find_waiting,
    read_records,
)
from proofolio.evidence.source import FindSource, Source
from proofolio.notebooks import Notebook, NotebookError, NotebookStore
from proofolio.notebooks.folder import check_exists
from proofolio.notebooks.store import describe_code


class Sources:
    """Finds the notebooks of a study's folder, and those of others by `slug/notebook.ipynb`.

    `problems` fills with the records that could not be read, by their notebooks.
    """

    def __init__(
        self, folder: Path, store: NotebookStore, others: Mapping[str, FindSource] | None = None
    ) -> None:
        self._folder, self._store = folder, store
        # Those of the other studies may still be on their way.
        self._others = {} if others is None else others
        self._known: dict[str, Source] = {}
        self.problems: list[tuple[str, NotebookError]] = []

    def __call__(self, path: str) -> Source:
        """Return a notebook by its path. Raises NotebookError for one that cannot be read."""
        slug, _, rest = path.partition("/")
        if rest and slug in self._others and not (self._folder / slug).is_dir():
            return self._others[slug](rest)
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> Source:
        check_exists(self._folder, path)
        file = self._folder / path
        packed = self._derive(file, "records", _pack_records)
        found = [Found(*one) for one in packed["records"]]
        records, problems = read_records(path, found)
        problems += find_clashes(path, found, packed["cells"])
        self.problems += [(path, problem) for problem in problems]

        def print_of(name: str) -> tuple[Printed, ...]:
            def pack(notebook: Notebook) -> dict[str, Any]:
                numbers = read_printed(notebook.find(name))
                return {"printed": [[str(number.value), number.unit] for number in numbers]}

            printed = self._derive(file, f"printed {name}", pack)["printed"]
            return tuple(Printed(Decimal(value), unit) for value, unit in printed)

        return Source(path, records, print_of, packed["waiting"])

    def _derive(
        self, file: Path, question: str, make: Callable[[Notebook], dict[str, Any]]
    ) -> dict[str, Any]:
        return self._store.derived(file, f"{question}\0{self._maker}", make)

    @cached_property
    def _maker(self) -> str:
        return describe_code(Path(__file__).parent)


def _pack_records(notebook: Notebook) -> dict[str, Any]:
    cells: dict[str, int] = {}
    for cell in notebook.cells:
        for name in cell.names:
            cells.setdefault(name, cell.index)
    return {
        "records": [[one.cell, one.payload] for one in find_records(notebook)],
        "cells": cells,
        "waiting": find_waiting(notebook),
    }
