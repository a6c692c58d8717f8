"""What a run depends on, hashed before it begins."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from proofolio.notebooks import Notebook
from proofolio.running.data import declared_data, find_requirements, is_relative
from proofolio.running.digest import code_cells, hash_cell, hash_code, hash_file
from proofolio.running.error import NotebookFailed


@dataclass(frozen=True)
class Inputs:
    """Hashes of the code, the declared data and the requirements of one notebook."""

    folder: Path
    root: Path
    code: str
    cells: tuple[str, ...]
    declared: Mapping[str, str]
    requirements: Mapping[str, str]

    @classmethod
    def gather(cls, notebook: Notebook, folder: Path, root: Path) -> Self:
        """Hash them. Raises NotebookFailed for data that is declared and not there."""
        cells = tuple(hash_cell(cell) for cell in code_cells(notebook))
        file = find_requirements(folder, root)
        requirements = {_name(file, folder): hash_file(file)} if file else {}
        declared = _hash_declared(declared_data(notebook), folder)
        return cls(folder, root, hash_code(cells), cells, declared, requirements)

    def with_opened(self, opened: Mapping[str, Sequence[int]]) -> dict[str, str | None]:
        """Add the files that the code opened, by their path in the study, size and time then.

        A file that is no longer what it was when it was opened has no hash.
        """
        found: dict[str, str | None] = dict(self.declared)
        for name in sorted(opened):
            path = self.root / name
            own = _name(path, self.folder)
            if own in found or own in self.requirements or self._is_declared(own):
                continue
            try:
                status = path.stat()
                same = [status.st_size, status.st_mtime_ns] == list(opened[name])
                found[own] = hash_file(path) if same else None
            except OSError:
                found[own] = None
        return found

    def _is_declared(self, name: str) -> bool:
        return any(name.startswith(f"{folder}/") for folder in self.declared)


def _name(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _hash_declared(names: Iterable[str], folder: Path) -> dict[str, str]:
    hashes = {}
    for name in names:
        if not is_relative(name):
            raise NotebookFailed(
                "expected declared data by its path from the notebook, found an absolute path; "
                "write it as data/churn.csv"
            )
        try:
            hashes[name] = hash_file(folder / name)
        except OSError as error:
            raise NotebookFailed(
                f"expected the declared data {name}, found no such file; "
                "add it, or mend the path (it counts from the notebook)"
            ) from error
    return hashes
