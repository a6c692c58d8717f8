"""The links in a page's head to what else there is of it, and of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment

from proofolio.pages.urls import relative
from proofolio.share.link import HeadLink

_END = re.compile(r"</head>", re.IGNORECASE)
_REL = re.compile(r"<link\s[^>]*\brel=[\"']?([\w-]+)", re.IGNORECASE)
# The icon of sites without one, which our theme names.
_USUAL = re.compile(r"<link rel=\"apple-touch-icon\" href=\"[^\"]*/proofolio/touch-icon\.png\">\s*")
_TEMPLATE = Path(__file__).parent / "links.html"


class LinkWriter:
    """Writes links into the heads of finished pages."""

    def __init__(self) -> None:
        environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self._template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))

    def write(self, html: str, base: str, links: Sequence[HeadLink]) -> str:
        """The page at `base` with these links; an icon or manifest that a theme names stays."""
        if any(link.rel == "apple-touch-icon" for link in links):
            html = _USUAL.sub("", html, count=1)
        end = _END.search(html)
        if not end:
            return html
        there = {rel.lower() for rel in _REL.findall(html[: end.start()])} - {"alternate"}
        lacking = [link for link in links if link.rel not in there]
        written = self._template.render(links=lacking, base=unquote(base), relative=relative)
        return f"{html[: end.start()]}{written}{html[end.start() :]}"
