"""What a first visit to each page costs over the wire."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.audit.finding import Finding, Weight
from tests.audit.serving import BASE, PagesHandler, serve
from tests.audit.views import MISSING, TECHNICAL, Stop

MOST_REQUESTS = 25
MOST_BYTES = 150_000
# A study's pictures and clips, and the libraries that draw the charts of its notebooks.
FIGURES = ("assets/studies/", "assets/proofolio/")
# Charts and diagrams are drawn into the page, and a notebook's page is the notebook.
DRAWN = re.compile(rb'<svg[^>]*(?:role="img"|class="pf-diagram).*?</svg>', re.DOTALL)
NOTEBOOK = b'class="pf-notebook-page'


class _CountingHandler(PagesHandler):
    """The browser does not tell of what a worker asks for; the server knows."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def _send(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.sent.append((urlsplit(self.path).path.removeprefix(BASE), len(body)))
        super()._send(code, body, headers)


def weigh(browser: Browser, folder: Path, stops: list[Stop]) -> list[Weight]:
    """Visit each page as a new reader, and count."""
    weights = []
    sent = _CountingHandler.sent
    with serve(folder, _CountingHandler) as address:
        for stop in stops:
            if stop.act or stop.path == MISSING or stop.path.endswith(TECHNICAL):
                continue
            sent.clear()
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address + stop.path, wait_until="networkidle")
            page.close()
            own = [size for path, size in sent if path.startswith(FIGURES)]
            total = sum(size for _, size in sent)
            drawn = _drawn_size((folder / stop.path / "index.html").read_bytes())
            weights.append(Weight(stop.path, len(sent), total, len(own), sum(own) + drawn))
    return weights


def _drawn_size(html: bytes) -> int:
    """How much of a page, packed, is figures."""
    rest = b"" if NOTEBOOK in html else DRAWN.sub(b"", html)
    return len(gzip.compress(html, 6)) - len(gzip.compress(rest, 6))


def over_budget(weights: list[Weight]) -> list[Finding]:
    """Pages that cost more than they may, beside their own figures."""
    found = []
    for weight in weights:
        requests, size = weight.requests - weight.figures, weight.size - weight.figures_size
        if requests > MOST_REQUESTS or size > MOST_BYTES:
            text = f"{requests} requests and {size / 1000:.0f} kB beside its figures"
            found.append(Finding("weight", weight.page, "", text))
    return found
