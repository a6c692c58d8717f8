"""Runs notebooks on a Dask cluster whose workers see the same folders.

A worker gets the path and the bytes of a notebook, runs it in its folder, and sends the new bytes
back; only this process writes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from proofolio.running.error import NotebookFailed, RunError
from proofolio.running.execute import Execution, execute
from proofolio.running.outcome import Done, Failed, OnEvent, Outcome, Started
from proofolio.running.save import read_original, replace_notebook

_CONNECT_SECONDS = 15


def run_on_cluster(
    notebooks: Sequence[Path], address: str, *, timeout: float | None, on_event: OnEvent
) -> list[Outcome]:
    """Run each notebook on a worker and save it here. Raises RunError where there is no cluster.

    Interrupted, it forgets what has not begun; what runs on a worker ends there unsaved.
    """
    from distributed import Client, as_completed  # lazy: the extra `dask`

    try:
        client: Any = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RunError(f"expected a Dask scheduler at {address}, found none") from error
    outcomes: dict[Path, Outcome] = {}
    with client, client.as_current():
        jobs: dict[Any, tuple[Path, bytes]] = {}
        try:
            for path in notebooks:
                on_event(Started(path))
                try:
                    before = read_original(path)
                except NotebookFailed as error:
                    outcomes[path] = Failed(path, error)
                    on_event(outcomes[path])
                    continue
                job = client.submit(run_on_worker, str(path.resolve()), before, timeout, pure=False)
                jobs[job] = path, before
            for job in as_completed(list(jobs)):
                path, before = jobs[job]
                outcomes[path] = _finish(job, path, before)
                on_event(outcomes[path])
        finally:
            client.cancel(list(jobs))
    return [outcomes[path] for path in notebooks]


def run_on_worker(path: str, data: bytes, timeout: float | None) -> Execution:
    """Run a notebook where a worker is. Raises NotebookFailed."""
    try:
        same = Path(path).read_bytes() == data
    except OSError:
        same = False
    if not same:
        raise NotebookFailed(
            f"a worker does not see this notebook; its machine must share the folder {path}"
        )
    return asyncio.run(execute(Path(path), data, timeout=timeout))


def _finish(job: Any, path: Path, before: bytes) -> Outcome:
    error = job.exception()
    if isinstance(error, NotebookFailed):
        return Failed(path, error)
    if error is not None:  # of the cluster: a worker that died, or one without our package
        reason = f"the cluster failed: {type(error).__name__}: {error}"
        return Failed(path, NotebookFailed(reason))
    execution: Execution = job.result()
    try:
        replace_notebook(path, before, execution.data)
    except NotebookFailed as failure:
        return Failed(path, failure)
    return Done(path, execution.record)
