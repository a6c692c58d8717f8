"""A kernel of its own for one notebook: started, measured, and stopped with all its children."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psutil
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager

from proofolio.running.error import NotebookFailed

_START_SECONDS = 60
# Two kernels that start at once may choose the same port; the next attempt chooses others.
_ATTEMPTS = 3
_SAMPLE_SECONDS = 0.2
_LAST_WORDS = 2_000


@dataclass
class Kernel:
    """A running kernel; `memory` is the most bytes that it and its children held so far."""

    manager: AsyncKernelManager
    client: AsyncKernelClient
    log: BinaryIO
    memory: int = 0
    succeeded: bool = field(default=False)

    def last_words(self) -> str:
        """Return the end of what the process wrote by itself, such as `Segmentation fault`."""
        self.log.seek(0, os.SEEK_END)
        self.log.seek(max(0, self.log.tell() - _LAST_WORDS))
        return self.log.read().decode(errors="replace").strip()

    async def watch_memory(self) -> None:
        """Sample until cancelled."""
        pid = getattr(self.manager.provisioner, "pid", None)
        if pid is None:
            return
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            while True:
                self.memory = max(self.memory, _tree_memory(process))
                await asyncio.sleep(_SAMPLE_SECONDS)


def _tree_memory(process: psutil.Process) -> int:
    total = 0
    for member in (process, *process.children(recursive=True)):
        with suppress(psutil.Error):
            total += member.memory_info().rss
    return total


@asynccontextmanager
async def run_kernel(name: str, folder: Path) -> AsyncIterator[Kernel]:
    """Start a kernel in a folder; it is killed with its children unless `succeeded` is set."""
    _check_name(name)
    with tempfile.TemporaryFile() as log:
        kernel = await _start(name, folder, log)
        watch = asyncio.ensure_future(kernel.watch_memory())
        try:
            yield kernel
        finally:
            watch.cancel()
            kernel.client.stop_channels()
            await kernel.manager.shutdown_kernel(now=not kernel.succeeded)


def _check_name(name: str) -> None:
    specs = KernelSpecManager()
    try:
        specs.get_kernel_spec(name)
    except NoSuchKernel as error:
        known = ", ".join(sorted(specs.find_kernel_specs())) or "none"
        repair = "install it, or choose another kernel in Jupyter and save"
        raise NotebookFailed(
            f'expected the kernel "{name}", found only: {known}; {repair}'
        ) from error


async def _start(name: str, folder: Path, log: BinaryIO) -> Kernel:
    for attempt in range(1, _ATTEMPTS + 1):
        manager = AsyncKernelManager(kernel_name=name)
        client: AsyncKernelClient | None = None
        started = False
        try:
            # Without the variable debugpy warns on stderr of each kernel.
            env = {**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            await manager.start_kernel(cwd=str(folder), env=env, stdout=log, stderr=log)
            client = manager.client()
            client.allow_stdin = False
            client.start_channels()
            await client.wait_for_ready(timeout=_START_SECONDS)
            started = True
            return Kernel(manager, client, log)
        except RuntimeError as error:
            if attempt == _ATTEMPTS:
                words = Kernel(manager, client, log).last_words() if client else ""
                raise NotebookFailed("its kernel does not start", traceback=words) from error
        except OSError as error:
            raise NotebookFailed(f"its kernel does not start: {error.strerror}") from error
        finally:
            if not started:
                if client:
                    client.stop_channels()
                if manager.has_kernel:
                    await manager.shutdown_kernel(now=True)
    raise AssertionError("the last attempt returns or raises")
