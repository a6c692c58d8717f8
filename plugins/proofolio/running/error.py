"""What can go wrong with a run."""

from __future__ import annotations

from proofolio.errors import ProofolioError


class RunError(ProofolioError):
    """A run cannot begin: nothing of that name, an extra that is not installed, no cluster."""


class NotebookFailed(ProofolioError):
    """One notebook did not run through; it stays as it was.

    `cell` counts from 1 as people do, and is None where no cell is to blame. `traceback` is that of
    the author's code, with the colours that IPython gives it.
    """

    def __init__(self, reason: str, cell: int | None = None, traceback: str = "") -> None:
        # All three as arguments, so that the error comes back whole from another process.
        super().__init__(reason, cell, traceback)
        self.reason = reason
        self.cell = cell
        self.traceback = traceback

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.reason}" if self.cell else self.reason
