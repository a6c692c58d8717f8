"""Measuring: one command at a time, in a process of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

MKDOCS = [sys.executable, "-m", "mkdocs"]
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processor, and the peak memory in MB."""

    seconds: float
    cpu: float
    memory: float


def build(site: Path) -> Cost:
    """Build a site into an empty folder: removing the last one costs as much as the disk likes."""
    shutil.rmtree(site / "site", ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen([*MKDOCS, "build", "-q", "--strict"], cwd=site, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {site} failed")
    memory = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, memory)


def reload_seconds(site: Path, file: Path, page: str, port: int, times: int = 3) -> float:
    """From saving `file`, its first "Headline" renamed, to the page that shows it; the median."""
    address = f"http://127.0.0.1:{port}/{page}"
    command = [*MKDOCS, "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=site, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        _wait(address, "Headline")
        taken = []
        for turn in range(times):
            time.sleep(1.3)
            text, mark = file.read_text(), f"Headline{turn}x"
            start = time.perf_counter()
            file.write_text(re.sub(r"Headline\w*", mark, text, count=1))
            _wait(address, mark)
            taken.append(time.perf_counter() - start)
        return sorted(taken)[times // 2]
    finally:
        server.send_signal(signal.SIGINT)
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
