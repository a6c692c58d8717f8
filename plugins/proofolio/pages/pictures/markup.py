"""The pictures in a page's HTML, whoever wrote it, as a browser gets the right size of each.

What the author wrote of a picture stays; only what is missing is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from proofolio.pages.pictures.store import Ready, Variant

# A picture by its address on the page; None for what is no picture of the site.
Find = Callable[[str], Ready | None]
# The address of one of its sizes, as the page links to it.
Address = Callable[[Variant], str]

_ATTRIBUTES = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
# Pictures, and what must be left as it is: what is no HTML, and what brings its own sizes.
# All begin with the one sign that is quick to look for.
_PART = re.compile(
    rf"<(?:!--.*?-->|(?:script|style|textarea|picture)\b.*?</(?:script|style|textarea|picture)\s*>"
    rf"|iframe\b{_ATTRIBUTES}>|img\b(?P<attributes>{_ATTRIBUTES})>|(?P<below>h2\b))",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_MAIN = re.compile(r"<main\b|\srole=\"main\"", re.IGNORECASE)
# How wide a column of text gets; browsers that can, measure the place themselves.
_COLUMN = 740
# Set by our templates where they know better; never published.
_SIZES = "data-pf-sizes"
_UNUSED = re.compile(rf' {_SIZES}="[^"]*"')


def find_addresses(html: str) -> Iterator[str]:
    """Yield the address of each picture that may get sizes."""
    if "<img" in html:
        for match in _PART.finditer(html):
            attributes = _read(match["attributes"])
            if "src" in attributes and "srcset" not in attributes:
                yield attributes["src"]


def deliver(html: str, find: Find, address: Address) -> str:
    """Return a page with its pictures as the site delivers them.

    Header and footer of a theme stay as they are.
    """
    main = _MAIN.search(html)
    start = main.start() if main else 0
    if "<img" not in html[start:]:
        return html
    seen = _Seen(find, address)
    return html[:start] + _PART.sub(seen.write, html[start:])


class _Seen:
    """What has been seen of a page: its first picture, above all headings but the title, is seen
    at once."""

    def __init__(self, find: Find, address: Address) -> None:
        self._find, self._address = find, address
        self._is_first = True

    def write(self, match: re.Match[str]) -> str:
        if match["below"]:
            self._is_first = False
        if match["attributes"] is None:
            return match[0]
        attributes = _read(match["attributes"])
        ready = self._find(attributes["src"]) if "src" in attributes else None
        if ready is None or "srcset" in attributes:
            return _UNUSED.sub("", match[0])
        written = self._with_defaults(attributes, ready)
        sizes = written.pop(_SIZES, "") or _default_sizes(written)
        if written.get("loading") == "lazy":
            sizes = f"auto, {sizes}"
        if not ready.webp:
            return f"<img{_write(written)}>"
        written |= self._fallback(ready)
        sources = ", ".join(f"{self._address(one)} {one.width}w" for one in ready.webp)
        source = _write({"type": "image/webp", "srcset": sources, "sizes": sizes})
        return f'<picture class="pf-picture"><source{source}><img{_write(written)}></picture>'

    def _with_defaults(self, attributes: dict[str, str], ready: Ready) -> dict[str, str]:
        written = {**attributes, **_missing_sides(attributes, ready)}
        is_first, self._is_first = self._is_first, False
        if "loading" not in written and "fetchpriority" not in written:
            written |= {"fetchpriority": "high"} if is_first else {"loading": "lazy"}
        return {"decoding": "async", **written} if "decoding" not in written else written

    def _fallback(self, ready: Ready) -> dict[str, str]:
        """Where browsers without WebP find it, and where all find the most that there is."""
        largest, last = ready.webp[-1], ready.fallback
        full = {"data-pf-full": self._address(largest)}
        return full | ({"src": self._address(last)} if last else {})


def _missing_sides(attributes: dict[str, str], ready: Ready) -> dict[str, str]:
    """The sides that are not written, in the proportion of the picture."""
    width, height = attributes.get("width"), attributes.get("height")
    if width is None and height is None:
        return {"width": str(ready.width), "height": str(ready.height)}
    if height is None and width and width.isdecimal():
        return {"height": str(max(1, round(int(width) * ready.height / ready.width)))}
    if width is None and height and height.isdecimal():
        return {"width": str(max(1, round(int(height) * ready.width / ready.height)))}
    return {}


def _default_sizes(written: dict[str, str]) -> str:
    width = written.get("width", "")
    column = min(int(width), _COLUMN) if width.isdecimal() else _COLUMN
    return f"(max-width: {column}px) 100vw, {column}px"


def _read(attributes: str | None) -> dict[str, str]:
    """Names and values, unescaped; the first of a name counts, as in a browser."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(attributes or ""):
        found.setdefault(name.lower(), unescape(value.strip("\"'")))
    return found


def _write(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
