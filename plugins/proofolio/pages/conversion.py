"""Many notebooks that are new are converted by several processes at once.

The build goes through them from the first to the last; each helper goes through its share from the
last to the first, and leaves what it makes in the cache, where the build finds it. They need not
talk, so a helper that breaks, or never starts, costs time and nothing else. Not `multiprocessing`:
it would run the program that builds once more in each process, whatever that is.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from _thread import interrupt_main
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from proofolio.notebooks import NotebookError, NotebookStore, RenderOptions
from proofolio.running.facts import read_facts

Wanted = tuple[Path, RenderOptions]
# For each process: it takes as long to start as this many notebooks do to be converted.
_FEWEST = 8
# With the build itself; each takes some 80 MB.
_MOST = 4


@contextmanager
def helping(store: NotebookStore, wanted: Sequence[Wanted]) -> Iterator[None]:
    """Let others convert these notebooks, too, where many of them are not in the store."""
    missing = [one for one in wanted if not store.has_page(*one)]
    count = min(processors(), _MOST, len(missing) // _FEWEST) - 1
    helpers = [_start(store.folder, missing[::-1][place::count]) for place in range(count)]
    try:
        yield
    finally:
        for helper in helpers:
            if helper:
                _stop(helper)


def processors() -> int:
    """How many this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def _start(folder: Path, wanted: Sequence[Wanted]) -> subprocess.Popen[bytes] | None:
    if not sys.executable:  # Python within another program
        return None
    job = {"folder": str(folder), "wanted": [(str(path), asdict(one)) for path, one in wanted]}
    # The same packages; -P: and none that happens to lie in the author's folder.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        helper = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except (OSError, ValueError):
        return None
    assert helper.stdin  # noqa: S101 - for mypy
    with suppress(OSError):
        helper.stdin.write(json.dumps(job).encode() + b"\n")
        helper.stdin.flush()
    return helper


def _stop(helper: subprocess.Popen[bytes]) -> None:
    """End a helper; what it had not finished, the build has made itself."""
    with suppress(OSError):
        if helper.stdin:
            helper.stdin.close()
    try:
        helper.wait(5)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def main() -> None:
    """Convert what stands in the first line of the input, as long as the input stays open."""
    # Ctrl-C is for the build, which closes the input, as its end does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    job = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_watch, daemon=True).start()
    store = NotebookStore(Path(job["folder"]))
    for name, options in job["wanted"]:
        # The build comes across a mistake, too, and tells it.
        with suppress(NotebookError, OSError):
            store.page(Path(name), RenderOptions(**options))
            read_facts(Path(name), store)


def _watch() -> None:
    # Not through `sys.stdin`, which a thread may not hold when Python ends.
    while os.read(0, 1):
        pass
    interrupt_main(signal.SIGTERM)


if __name__ == "__main__":
    main()
