"""One notebook: its bytes before the run → its bytes after it, with outputs and record."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from proofolio.notebooks import Notebook, NotebookError, parse_notebook
from proofolio.running import probe
from proofolio.running.data import find_root
from proofolio.running.digest import is_run
from proofolio.running.error import NotebookFailed
from proofolio.running.form import from_bytes, to_bytes
from proofolio.running.inputs import Inputs
from proofolio.running.kernel import Kernel, run_kernel
from proofolio.running.places import Places
from proofolio.running.record import RunRecord

OnCell = Callable[[int, int], None]
Report = dict[str, Any]
_PROBE = "_proofolio_probe"
_MB = 1_000_000


@dataclass(frozen=True)
class Execution:
    """A run that went well; nothing is written yet."""

    data: bytes
    record: RunRecord


async def execute(
    path: Path, data: bytes, *, timeout: float | None = None, on_cell: OnCell | None = None
) -> Execution:
    """Run the notebook in these bytes as if it lay at this path. Raises NotebookFailed.

    `on_cell` hears which of the code cells begins, and how many there are.
    """
    path = path.resolve()
    when, start = datetime.now(UTC), time.monotonic()
    try:
        notebook = parse_notebook(data, path.name)
    except NotebookError as error:
        raise NotebookFailed(str(error)) from error
    root = find_root(path.parent)
    inputs = Inputs.gather(notebook, path.parent, root)
    node = from_bytes(data)
    async with run_kernel(_kernel_name(node), path.parent) as kernel:
        session = _Session(kernel, node, root)
        left = None if timeout is None else max(0.0, timeout - (time.monotonic() - start))
        work = asyncio.ensure_future(session.run(_chosen(notebook), on_cell))
        try:
            await asyncio.wait({work}, timeout=left)
            if not work.done():
                raise NotebookFailed(f"stopped at the time limit of {timeout:g} s", session.cell)
            report = await work
        finally:
            await _stop(work, kernel)
        kernel.succeeded = True
    places = Places(path.parent, report.get("places", ()))
    for cell in node.cells:
        places.hide_in(cell.get("outputs", ()))
    # Widgets hold outputs and texts of their own.
    places.hide_in([{"data": node.metadata.get("widgets")}])
    memory = max(kernel.memory, report.get("memory", 0))
    record = RunRecord(
        when=when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        seconds=round(time.monotonic() - start, 1),
        memory=round(memory / _MB) if memory else None,
        language=report["language"],
        platform=report.get("platform", ""),
        packages=report.get("packages", {}),
        code=inputs.code,
        cells=inputs.cells,
        data=inputs.with_opened(report.get("read", {})),
        requirements=inputs.requirements,
    )
    _own_metadata(node)["run"] = record.as_metadata()
    return Execution(to_bytes(node, like=data), record)


class _Session:
    """The code cells of one notebook in one kernel; `cell` is the number of the last begun."""

    def __init__(self, kernel: Kernel, node: NotebookNode, root: Path) -> None:
        self.cell: int | None = None
        self._kernel = kernel
        self._node = node
        self._root = root
        self._client = NotebookClient(
            node, km=kernel.manager, timeout=None, record_timing=False, coalesce_streams=True
        )
        self._client.kc = kernel.client

    async def run(self, chosen: Sequence[int], on_cell: OnCell | None) -> Report:
        """Run these cells and return what the probe heard. Raises NotebookFailed."""
        try:
            info = await self._kernel_info()
            self._node.metadata["language_info"] = info
            is_python = info.get("name") == "python"
            if is_python:
                await self._send(_install(self._root))
            for count, index in enumerate(chosen, 1):
                self.cell = index + 1
                if on_cell:
                    on_cell(count, len(chosen))
                await self._run_cell(index)
            self._client.set_widgets_metadata()
            language = f"{str(info.get('name', '')).capitalize()} {info.get('version', '')}".strip()
            return {"language": language} | (await self._report() if is_python else {})
        except DeadKernelError as error:
            reason = "its kernel died; a kernel that needs more memory than there is ends like this"
            raise NotebookFailed(reason, self.cell, self._kernel.last_words()) from error

    async def _run_cell(self, index: int) -> None:
        try:
            await self._client.async_execute_cell(self._node.cells[index], index)
        except CellExecutionError as error:
            reason = f"{error.ename}: {error.evalue}".strip(": \n").partition("\n")[0]
            raise NotebookFailed(reason, index + 1, self._traceback(index)) from error

    def _traceback(self, index: int) -> str:
        outputs = self._node.cells[index].outputs
        lines = [line for output in outputs for line in output.get("traceback", ())]
        return "\n".join(lines)

    async def _kernel_info(self) -> Report:
        message = await self._client.async_wait_for_reply(self._kernel.client.kernel_info())
        return dict(message["content"]["language_info"]) if message else {}

    async def _send(self, code: str) -> None:
        reply = self._kernel.client.execute(code, silent=True, store_history=False)
        message = await self._client.async_wait_for_reply(reply)
        if not message or message["content"]["status"] != "ok":
            reason = "its kernel does not answer as one of Python does; run it in Jupyter"
            raise NotebookFailed(reason)

    async def _report(self) -> Report:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "report.json"
            await self._send(f"__import__('sys').modules['{_PROBE}'].report({str(file)!r})")
            report: Report = json.loads(file.read_bytes())
            return report


def _install(root: Path) -> str:
    """Return code that installs the probe and leaves no name among those of the notebook."""
    source = Path(probe.__file__).read_text(encoding="utf-8")
    module = f"__import__('sys').modules['{_PROBE}']"
    made = f"__import__('types').ModuleType('{_PROBE}')"
    return (
        f"{module} = {made}\nexec({source!r}, {module}.__dict__)\n{module}.install({str(root)!r})"
    )


def _chosen(notebook: Notebook) -> list[int]:
    return [cell.index for cell in notebook.cells if cell.kind == "code" and is_run(cell)]


def _kernel_name(node: NotebookNode) -> str:
    spec = node.metadata.get("kernelspec")
    return str(spec.get("name") or "python3") if isinstance(spec, dict) else "python3"


def _own_metadata(node: NotebookNode) -> dict[str, Any]:
    own = node.metadata.get("proofolio")
    if not isinstance(own, dict):
        own = node.metadata["proofolio"] = NotebookNode()
    found: dict[str, Any] = own
    return found


async def _stop(work: asyncio.Future[Report], kernel: Kernel) -> None:
    """End work that nobody waits for any more."""
    if work.done():
        return
    # The kernel first, at once: a cell that ends now must not start the next one.
    await kernel.manager.shutdown_kernel(now=True)
    work.cancel()
    with suppress(asyncio.CancelledError, NotebookFailed):
        await work
