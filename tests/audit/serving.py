"""A folder served from this machine as GitHub Pages serves a project: under a sub-path."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE = "/my-portfolio/"
# Pages sends these packed; what else there is has been packed already.
PACKED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")
# What systems say of these differs.
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webp": "image/webp"}


class PagesHandler(http.server.BaseHTTPRequestHandler):
    """Answers as Pages does: packed, 404.html for what is missing, a slash after folders."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, directory: str) -> None:
        self.folder = Path(directory).resolve()
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file of the folder."""
        address = unquote(urlsplit(self.path).path)
        path = (self.folder / address.removeprefix(BASE)).resolve()
        inside = address.startswith(BASE) and path.is_relative_to(self.folder)
        if inside and path.is_dir() and not address.endswith("/"):
            self._send(301, b"", {"Location": f"{address}/"})
        elif inside and (file := path / "index.html" if path.is_dir() else path).is_file():
            self._send_file(200, file)
        else:
            self._send_file(404, self.folder / "404.html")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send_file(self, code: int, file: Path) -> None:
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
        body = file.read_bytes()
        headers = {"Content-Type": kind}
        if kind.startswith(PACKED):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, 6)
        self._send(code, body, headers)

    def _send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # the reader has gone on to another page
            self.end_headers()
            self.wfile.write(body)


class PagesServer(http.server.ThreadingHTTPServer):
    """A page asks for more files at once than the five that a server lets wait."""

    daemon_threads = True
    request_queue_size = 128


@contextmanager
def serve(
    folder: Path,
    handler: type[http.server.BaseHTTPRequestHandler] = PagesHandler,
    base: str = BASE,
) -> Iterator[str]:
    """Serve a folder from this machine; gives its address."""
    server = PagesServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
