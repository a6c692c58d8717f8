"""`mkdocs serve` as an author runs it: in a process of its own, over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image

from tests.site.conftest import MakeSite, write_notebook, write_study
from tests.site.test_studies import svg


def test_each_edit_reloads_the_page(make_site: MakeSite, tmp_path: Path) -> None:
    folder = tmp_path / "case_studies/churn"
    write_notebook(folder / "churn.ipynb", {"lift": {"image/svg+xml": svg("red")}})
    Image.new("RGB", (20, 10)).save(folder / "shot.png")
    visuals = [
        {"figure": "churn.ipynb#lift", "alt": "A bar"},
        {"image": "shot.png", "alt": "A screen"},
    ]
    config = make_site({"churn": {"visuals": visuals, "title": "First"}})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/case-studies/churn/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--strict", "-a", f"127.0.0.1:{port}"]
    log = (tmp_path / "log.txt").open("wb")
    server = subprocess.Popen(command, cwd=config.parent, stdout=log, stderr=log)
    try:
        first = wait(address, lambda page: "First" in page)

        write_study(tmp_path, "churn", {"visuals": visuals, "title": "Second"})
        second = wait(address, lambda page: "Second" in page)
        assert pictures(second) == pictures(first)

        write_notebook(folder / "churn.ipynb", {"lift": {"image/svg+xml": svg("blue")}})
        third = wait(address, lambda page: pictures(page)[0] != pictures(first)[0])

        Image.new("RGB", (30, 15)).save(folder / "shot.png")
        wait(address, lambda page: pictures(page)[1] != pictures(third)[1])

        (folder / "study.yml").write_text("title: [", encoding="utf-8")
        broken = wait(address, lambda page: "pf-problems" in page)
        assert "Second" in broken

        write_study(tmp_path, "churn", {"title": "Fourth"})
        assert "pf-problems" not in wait(address, lambda page: "Fourth" in page)
    finally:
        os.kill(server.pid, signal.SIGINT)
        server.wait(20)
        log.close()


def pictures(page: str) -> list[str]:
    """The addresses of the pictures of visuals."""
    return [part.split('"')[0] for part in page.split('src="')[1:] if "studies/churn/" in part[:60]]


def wait(address: str, is_there: Callable[[str], bool], seconds: float = 60) -> str:
    """Ask for the page until it is as it should be."""
    end, page = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=seconds) as answer:  # noqa: S310 - our own server
                page = answer.read().decode()
            if is_there(page):
                return page
        except URLError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the page stayed as it was:\n{page}")
