"""A browser, and the sample site served as GitHub Pages serves a project: under a sub-path."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.find_browser import launch_options
from tests.site.building import ROOT, build_site

BASE = "/portfolio/"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE).lstrip("/"))

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *_: object, **__: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(
    folder: Path,
    handler: type[http.server.SimpleHTTPRequestHandler] = _Handler,
    base: str = BASE,
) -> Iterator[str]:
    """Serve a folder from this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site, served from this machine."""
    folder = tmp_path_factory.mktemp("served")
    with serve(folder) as address:
        build_site(ROOT / "mkdocs.yml", folder, site_url=address)
        yield address


# Playwright keeps an event loop running while it is open, in which no other test could start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages wrote into the console, failed to load or asked of other hosts."""
    return []


def watch(page: Page, address: str, complaints: list[str]) -> None:
    """Gather complaints of a page from now on."""

    def ask(url: str) -> None:
        if not url.startswith((address.removesuffix(BASE), "data:", "blob:")):
            complaints.append(f"asked {url}")

    page.on("request", lambda request: ask(request.url))
    # What the next page breaks off has not failed.
    page.on(
        "requestfailed",
        lambda request: (
            complaints.append(f"failed {request.url}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(f"error {error}"))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
