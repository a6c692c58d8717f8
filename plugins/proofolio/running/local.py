"""Runs notebooks on this machine, several at once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from proofolio.running.error import NotebookFailed
from proofolio.running.execute import execute
from proofolio.running.outcome import CellStarted, Done, Failed, OnEvent, Outcome, Started
from proofolio.running.save import read_original, replace_notebook


def run_here(
    notebooks: Sequence[Path], *, jobs: int, timeout: float | None, on_event: OnEvent
) -> list[Outcome]:
    """Run and save each notebook; the outcomes stand in the order of the notebooks.

    Raises KeyboardInterrupt when this process is interrupted or terminated: the kernels have ended
    then, and what was not done is as it was.
    """
    try:
        return asyncio.run(_run_all(notebooks, jobs, timeout, on_event))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


async def _run_all(
    notebooks: Sequence[Path], jobs: int, timeout: float | None, on_event: OnEvent
) -> list[Outcome]:
    places = asyncio.Semaphore(jobs)
    task = asyncio.current_task()
    # Interrupts cancel the task already; `kill` shall do the same. Windows has no such signal.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        if task:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)

    async def run(notebook: Path) -> Outcome:
        async with places:
            return await _run_one(notebook, timeout, on_event)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(notebook)) for notebook in notebooks]
    return [task.result() for task in tasks]


async def _run_one(path: Path, timeout: float | None, on_event: OnEvent) -> Outcome:
    on_event(Started(path))
    outcome: Outcome
    try:
        before = read_original(path)
        execution = await execute(
            path,
            before,
            timeout=timeout,
            on_cell=lambda cell, cells: on_event(CellStarted(path, cell, cells)),
        )
        replace_notebook(path, before, execution.data)
        outcome = Done(path, execution.record)
    except NotebookFailed as error:
        outcome = Failed(path, error)
    on_event(outcome)
    return outcome
