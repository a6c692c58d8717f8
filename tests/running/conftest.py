"""Notebooks written from a few lines, with or without the record of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import read_notebook
from proofolio.running.inputs import Inputs
from proofolio.running.record import RunRecord

WriteNotebook = Callable[..., Path]


def notebook_json(*sources: str, **metadata: Any) -> dict[str, Any]:
    """A notebook of code cells; a source that begins with `# ` and a capital is a heading."""
    cells = []
    for number, source in enumerate(sources):
        cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}, "source": source}
        if source.startswith("# ") and source[2].isupper():
            cell["cell_type"] = "markdown"
        else:
            cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
        cells.append(cell)
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def write_notebook(tmp_path: Path) -> WriteNotebook:
    """Write a notebook of these cells to a path under tmp_path."""

    def write(name: str, *sources: str, **metadata: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook_json(*sources, **metadata), indent=1) + "\n")
        return path

    return write


def mark_as_run(path: Path, opened: tuple[str, ...] = ()) -> None:
    """Give a notebook the record that a run would leave that opened these files."""
    folder = path.parent
    inputs = Inputs.gather(read_notebook(path), folder, folder)
    states = {name: (folder / name).stat() for name in opened}
    read = {name: [state.st_size, state.st_mtime_ns] for name, state in states.items()}
    record = RunRecord(
        "2026-11-22T04:10:56Z", 1.5, 90, "Python 3.11.7", "Linux x86_64", {"nh3": "0.3.8"},
        inputs.code, inputs.cells, inputs.with_opened(read), inputs.requirements,
    )  # fmt: skip
    found = json.loads(path.read_bytes())
    found["metadata"].setdefault("proofolio", {})["run"] = record.as_metadata()
    for cell in found["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1
    path.write_text(json.dumps(found, indent=1) + "\n")
