"""Tells on the terminal how far the notebooks are."""

import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from proofolio.errors import display_path
from proofolio.running.outcome import CellStarted, Done, Event, Failed, Started


class Progress:
    """One line when a notebook starts and one when it ends; in a terminal, a line that counts."""

    def __init__(self) -> None:
        self.failed = 0
        self._running: dict[Path, str] = {}
        self._is_live = sys.stdout.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._wipe()

    def __call__(self, event: Event) -> None:
        self._wipe()
        match event:
            case Started(path):
                self._running[path] = "start"
                click.echo(f"start   {shown(path)}")
            case CellStarted(path, cell, cells):
                self._running[path] = f"cell {cell}/{cells}"
            case Done(path, record):
                self._running.pop(path, None)
                memory = f"{record.memory} MB" if record.memory else "memory unknown"
                click.echo(f"done    {shown(path)}  {record.seconds:.1f} s  {memory}")
                for name in (name for name, digest in record.data.items() if digest is None):
                    click.echo(f"        {name} changed while it ran, so it stays stale")
            case Failed(path, error):
                self._running.pop(path, None)
                self.failed += 1
                click.echo(f"failed  {shown(path)}: {error}")
                if error.traceback:
                    # Without colours where nobody sees them: click strips them then.
                    click.echo(error.traceback.rstrip("\n"))
        self._count()

    def _count(self) -> None:
        if self._is_live and self._running:
            parts = (f"{path.name} {state}" for path, state in self._running.items())
            width = shutil.get_terminal_size().columns - 1
            click.echo(" · ".join(parts)[:width], nl=False)

    def _wipe(self) -> None:
        if self._is_live:
            click.echo("\r\x1b[2K", nl=False)


def shown(path: Path) -> str:
    """Return a path as the author would type it here."""
    return display_path(path.resolve(), Path.cwd())
