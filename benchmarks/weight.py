"""What a reader downloads for one page, beside its figures and the libraries of its charts."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINKED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"')
_LIBRARIES = re.compile(r"plotly|vega|bokeh|require")
_FONT = re.compile(r"url\(\"?([^)\"]+\.woff2)\"?\)")


@dataclass(frozen=True)
class Weight:
    """kB of the page's HTML, of all text over the wire (gzip), of fonts if all were needed."""

    html: float
    wire: float
    fonts: float
    has_base64: bool
    foreign: int


def weigh(site: Path, page: str) -> Weight:
    """Weigh a page of a built site, its styles and its scripts."""
    file = site / "site" / page / "index.html"
    html = file.read_bytes()
    linked = {unquote(address) for address in _LINKED.findall(html.decode())}
    here = [file.parent / urlsplit(path).path for path in linked if not urlsplit(path).netloc]
    texts = [path for path in here if path.is_file() and not _LIBRARIES.search(path.name)]
    fonts = {
        (path.parent / name).resolve()
        for path in texts
        if path.suffix == ".css"
        for name in _FONT.findall(path.read_text())
    }
    wire = sum(len(gzip.compress(path.read_bytes(), 6)) for path in [file, *texts])
    return Weight(
        len(html) / 1000,
        wire / 1000,
        sum(font.stat().st_size for font in fonts if font.is_file()) / 1000,
        b";base64," in html,
        len(linked) - len(here),
    )
