"""Helpers that convert notebooks beside the build: the same pages, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofolio.notebooks import NotebookError, NotebookStore, RenderOptions
from proofolio.pages import conversion
from proofolio.pages.conversion import Wanted, helping

COUNT = 24


@pytest.fixture
def wanted(tmp_path: Path) -> list[Wanted]:
    """Notebooks, one of which is none."""
    found = []
    for number in range(COUNT):
        path = tmp_path / f"work-{number}.ipynb"
        cells = [
            {"cell_type": "markdown", "metadata": {}, "source": f"# Title {number}\n\n$x^2$"},
            {"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": [],
             "execution_count": 1},
        ]  # fmt: skip
        found.append((path, RenderOptions(asset_base=f"../{number}/")))
        path.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}))
    found[20][0].write_text("{")
    return found


@pytest.fixture(autouse=True)
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "processors", lambda: 3)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The helpers that are started; all have ended when the test has."""
    found: list[subprocess.Popen[bytes]] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            found.append(self)

    monkeypatch.setattr(conversion.subprocess, "Popen", Popen)
    yield found
    assert all(helper.returncode is not None for helper in found)


def kept(folder: Path) -> dict[str, bytes]:
    """What stands in a cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def convert(store: NotebookStore, wanted: list[Wanted]) -> None:
    for one in wanted:
        try:
            store.page(*one)
            conversion.read_facts(one[0], store)
        except NotebookError:
            assert one == wanted[20]


def test_helpers_leave_the_pages_that_the_build_would_make(
    tmp_path: Path, wanted: list[Wanted], started: list[subprocess.Popen[bytes]]
) -> None:
    alone, helped = NotebookStore(tmp_path / "alone"), NotebookStore(tmp_path / "helped")
    convert(alone, wanted)
    with helping(helped, wanted):
        end = time.monotonic() + 60
        while any(helper.poll() is None for helper in started) and time.monotonic() < end:
            time.sleep(0.02)
    assert [helper.returncode for helper in started] == [0, 0]
    assert kept(helped.folder) == kept(alone.folder)


def test_helpers_that_break_cost_nothing_but_time(
    tmp_path: Path, wanted: list[Wanted], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = NotebookStore(tmp_path / "alone")
    convert(alone, wanted)
    for number, program in enumerate(("", str(tmp_path / "missing"), "false")):
        monkeypatch.setattr(sys, "executable", program)
        helped = NotebookStore(tmp_path / f"helped-{number}")
        with helping(helped, wanted):
            convert(helped, wanted)
        assert kept(helped.folder) == kept(alone.folder)


def test_few_or_known_notebooks_need_no_helper(
    tmp_path: Path, wanted: list[Wanted], started: list[subprocess.Popen[bytes]]
) -> None:
    store = NotebookStore(tmp_path / "cache")
    with helping(store, wanted[:15]):
        convert(store, wanted)
    with helping(store, wanted):
        pass
    assert not started


def test_an_interrupted_build_leaves_no_process_and_no_half_file(
    tmp_path: Path, wanted: list[Wanted], started: list[subprocess.Popen[bytes]]
) -> None:
    cache = tmp_path / "cache"

    def interrupt() -> None:
        with helping(NotebookStore(cache), wanted):
            end = time.monotonic() + 60
            while not kept(cache) and time.monotonic() < end:
                time.sleep(0.005)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert len(started) == 2
    assert not list(cache.rglob("*.tmp"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_helpers_end_with_a_build_that_is_killed(tmp_path: Path, wanted: list[Wanted]) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from proofolio.notebooks import NotebookStore, RenderOptions\n"
        "from proofolio.pages import conversion\n"
        "conversion.processors = lambda: 2\n"
        "paths = sorted(Path(sys.argv[1]).glob('*.ipynb'))\n"
        "start = conversion._start\n"
        "def tell(*found): helper = start(*found); print(helper.pid, flush=True); return helper\n"
        "conversion._start = tell\n"
        "store = NotebookStore(Path(sys.argv[1]) / 'cache')\n"
        "with conversion.helping(store, [(path, RenderOptions()) for path in paths]):\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as build:
        assert build.stdout
        helper = int(build.stdout.readline())
        build.send_signal(signal.SIGKILL)
    end = time.monotonic() + 60
    while _lives(helper) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _lives(helper)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
        return state.rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        if Path("/proc").is_dir():
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
