"""What becomes of each notebook, and what is told on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from proofolio.running.error import NotebookFailed
from proofolio.running.record import RunRecord


@dataclass(frozen=True)
class Started:
    notebook: Path


@dataclass(frozen=True)
class CellStarted:
    """One of so many code cells begins."""

    notebook: Path
    cell: int
    cells: int


@dataclass(frozen=True)
class Done:
    """The notebook ran through and was saved."""

    notebook: Path
    record: RunRecord


@dataclass(frozen=True)
class Failed:
    """The notebook did not run through, and is as it was."""

    notebook: Path
    error: NotebookFailed


Event = Started | CellStarted | Done | Failed
OnEvent = Callable[[Event], None]
Outcome = Done | Failed
