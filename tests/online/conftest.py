"""Hosts of the test's own, on this machine; nothing else is asked."""

from __future__ import annotations

import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest

FRAMES = {
    "/denied": ("X-Frame-Options", "DENY"),
    "/own": ("Content-Security-Policy", "default-src *; frame-ancestors 'self'"),
    "/open": ("Content-Security-Policy", "frame-ancestors *"),
}
STATUS = {"/gone": 404, "/deleted": 410, "/walled": 403, "/busy": 429, "/broken": 500}


class Host(http.server.BaseHTTPRequestHandler):
    """Answers by path, and counts what it is asked."""

    asked: Counter[tuple[str, str]]

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = self.path.split("?")[0]
        self.asked[self.command, self.path] += 1
        if path == "/slow":
            time.sleep(2)
        if path == "/cut":
            self.connection.close()
            return
        if path in ("/moved", "/moved-twice", "/elsewhere"):
            self.send_response(302 if path == "/elsewhere" else 301)
            self.send_header("Location", "/moved" if path == "/moved-twice" else "/there")
        elif path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        else:
            self.send_response(STATUS.get(path, 200))
        if path in FRAMES:
            self.send_header(*FRAMES[path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Those who ask may hang up."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Counter[tuple[str, str]]]]:
    """The address of a host, and what it was asked: method and path."""
    monkeypatch.setenv("no_proxy", "*")
    asked: Counter[tuple[str, str]] = Counter()
    server = Server(("127.0.0.1", 0), type("Handler", (Host,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
