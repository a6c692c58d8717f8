"""Measuring: one command at a time, in a process of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
# An installed package has its bytecode, as MkDocs' own here.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock, of the processor with all children's, and peaks of memory in MB.

    `memory` is of the largest process, `tree` the sum over all at a time, sampled, in which
    memory that they share counts more than once.
    """

    seconds: float
    cpu: float
    memory: float
    tree: float


def build(site: Path, python: str = sys.executable) -> Cost:
    """Build a site into an empty folder: removing the last one costs as much as the disk likes."""
    shutil.rmtree(site / "site", ignore_errors=True)
    start = time.perf_counter()
    command = [python, "-m", "mkdocs", "build", "-q", "--strict"]
    process = subprocess.Popen(command, cwd=site, env=ENVIRONMENT)
    peaks: list[int] = []
    sampler = threading.Thread(target=_sample, args=(process.pid, peaks))
    sampler.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    sampler.join()
    if process.returncode:
        raise SystemExit(f"the build of {site} failed")
    memory = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    tree = max([memory, *(peak / 1024**2 for peak in peaks)])
    return Cost(seconds, usage.ru_utime + usage.ru_stime, memory, tree)


def _sample(pid: int, peaks: list[int]) -> None:
    try:
        parent = psutil.Process(pid)
        while True:
            if children := parent.children(recursive=True):
                peaks.append(sum(one.memory_info().rss for one in [parent, *children]))
            time.sleep(0.1)
    except psutil.Error:
        return


def change_headline(file: Path, mark: str) -> None:
    """Save `file` with another first "Headline"."""
    file.write_text(re.sub(r"Headline\w*", mark, file.read_text(), count=1))


def reload_seconds(
    site: Path, file: Path, page: str, port: int, times: int = 3, python: str = sys.executable
) -> list[float]:
    """From saving `file` to the page that shows it, so many times, the shortest first."""
    address = f"http://127.0.0.1:{port}/{page}"
    command = [python, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=site, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        _wait(address, "Headline")
        taken = []
        for turn in range(times):
            # Not a multiple of half a second, the rhythm in which MkDocs looks for changes.
            time.sleep(1.3)
            start = time.perf_counter()
            change_headline(file, f"Headline{turn}s")
            _wait(address, f"Headline{turn}s")
            taken.append(time.perf_counter() - start)
        return sorted(taken)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:  # started in the background, where nothing interrupts
            server.kill()
            server.wait()


def _wait(address: str, mark: str, seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=seconds) as answer:  # noqa: S310 - our own server
                if mark in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{address} never showed {mark}")
