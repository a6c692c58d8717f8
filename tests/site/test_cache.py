"""The cache under what happens to it: two builds at once, kills, damage, and its removal."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proofolio.pages import conversion
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write
from tests.site.test_serve import wait
from tests.site.test_studies import PIXEL, TABLE, without_times

COUNT = 20
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "--site-dir"]
# A helper is started on a machine with one processor, too.
START = (
    "import sys; from mkdocs.__main__ import cli; from proofolio.pages import conversion; "
    "conversion.processors = lambda: 2; sys.argv[0] = 'mkdocs'; cli()"
)


def save(path: Path, title: str) -> None:
    """Save a notebook with a picture, a table, maths and code."""
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": {kind: data}}
        for kind, data in {"image/png": PIXEL, "text/html": TABLE}.items()
    ]
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# {title}\n\n$x^2$"},
        {"cell_type": "code", "metadata": {}, "source": f"#| fig-alt: {title}\nshow()",
         "execution_count": 1, "outputs": outputs},
    ]  # fmt: skip
    write(path, json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))


@pytest.fixture
def site(make_site: MakeSite, tmp_path: Path) -> Path:
    for number in range(COUNT):
        save(tmp_path / f"content/work-{number}.ipynb", f"Work {number}")
    return make_site(plugins=["search", "proofolio/notebooks"])


@pytest.fixture
def right(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What a build makes that nothing happens to."""
    monkeypatch.setattr(conversion, "processors", lambda: 1)
    files = without_times(build_site(site, tmp_path / "right").files())
    shutil.rmtree(tmp_path / ".cache")
    return files


def start(site: Path, name: str) -> subprocess.Popen[bytes]:
    """Start a build in a process group of its own."""
    command = [sys.executable, "-c", START, *BUILD[3:], name]
    return subprocess.Popen(
        command, cwd=site.parent, start_new_session=True, stderr=subprocess.PIPE
    )


def finish(build: subprocess.Popen[bytes]) -> str:
    """Wait for its end; gives what it said."""
    with build:
        return build.communicate()[1].decode()


def built(site: Path, name: str) -> dict[str, bytes]:
    """The files of a built site."""
    folder = site.parent / name
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return without_times(found)


def test_two_builds_at_once_from_an_empty_cache(site: Path, right: dict[str, bytes]) -> None:
    builds = [start(site, name) for name in ("one", "two")]
    assert [finish(build) for build in builds] == ["", ""]
    assert [build.returncode for build in builds] == [0, 0]
    assert built(site, "one") == built(site, "two") == right
    assert not list((site.parent / ".cache").rglob("*.tmp"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_build_after_kills(site: Path, right: dict[str, bytes]) -> None:
    source = random.Random(7)  # noqa: S311 - no secret
    cache = site.parent / ".cache/proofolio"
    for _ in range(3):
        build = start(site, "killed")
        # Not by the clock: as soon as so many entries more are there.
        enough = len(list(cache.rglob("*.json"))) + source.randrange(1, 7)
        while build.poll() is None and len(list(cache.rglob("*.json"))) < enough:
            time.sleep(0.002)
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        finish(build)
    build = start(site, "after")
    assert (finish(build), build.returncode) == ("", 0)
    assert built(site, "after") == right


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_interrupted_build_leaves_neither_processes_nor_a_traceback(site: Path) -> None:
    build = start(site, "interrupted")
    while build.poll() is None and not (site.parent / ".cache/proofolio/notebooks").is_dir():
        time.sleep(0.005)
    os.killpg(build.pid, signal.SIGINT)
    assert "Traceback" not in finish(build)
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)


@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_build_with_half_written_files(site: Path, right: dict[str, bytes], left: float) -> None:
    build_site(site, site.parent / "before")
    for path in (site.parent / ".cache").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes(data[: int(len(data) * left)])
    assert without_times(build_site(site, site.parent / "after").files()) == right


@pytest.mark.parametrize("plugin", ["studies", "notebooks", "share"])
def test_any_plugin_lets_the_cache_forget(make_site: MakeSite, tmp_path: Path, plugin: str) -> None:
    old = tmp_path / ".cache/proofolio/old.json"
    write(old, "{}")
    os.utime(old, (0, 0))
    config = make_site(plugins=["search", f"proofolio/{plugin}"], site_url="https://a.example/")
    build_site(config, tmp_path / "site")
    assert not old.exists()


def test_cache_that_is_removed_while_serving(site: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    log = site.parent / "log.txt"
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=site.parent, stdout=out, stderr=out)
    try:
        address = f"http://127.0.0.1:{port}/work-1/"
        wait(address, lambda page: "Work 1" in page)
        shutil.rmtree(site.parent / ".cache")
        save(site.parent / "content/work-1.ipynb", "Another")
        wait(address, lambda page: "Another" in page)
    finally:
        os.kill(server.pid, signal.SIGINT)
        server.wait(20)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_warm_build_imports_nothing_that_converts(site: Path) -> None:
    code = (
        "import sys; from mkdocs.config import load_config; from mkdocs.commands.build import build"
        "; build(load_config('mkdocs.yml')); print(*sys.modules)"
    )
    cold, warm = (
        {*subprocess.run([sys.executable, "-c", code], cwd=site.parent, capture_output=True,
                         text=True, check=True).stdout.split()}
        for _ in range(2)
    )  # fmt: skip
    heavy = {"nh3", "pygments.lexers.python", "markdown_it", "math_core", "PIL"}
    assert heavy <= cold
    never = {"nbconvert", "nbclient", "nbformat", "multiprocessing", "pydantic"}
    assert warm & (heavy | never) == set()
