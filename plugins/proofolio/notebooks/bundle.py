"""Which of the forms of an output a page shows: the order is Jupyter's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.notebooks.output import PICTURE_TYPES, Output

# What JupyterLab's renderers rank, best first; JavaScript is never run.
ORDER = (
    "application/json", "text/html", "text/markdown", "text/latex", *PICTURE_TYPES, "text/plain",
)  # fmt: skip
# Where a chart needs scripts: what can stand in for it, best first.
STILL = ("image/png", "image/svg+xml", *PICTURE_TYPES[2:], "text/html", "text/markdown",
         "text/latex", "text/plain")  # fmt: skip
_LIBRARIES = (
    ("application/vnd.plotly", "plotly"),
    ("application/vnd.vega", "vega"),
    ("application/vnd.bokeh", "bokeh"),
    ("application/vnd.holoviews", "bokeh"),
)
# Types that prepare a library, and show nothing.
_SILENT = ("application/vnd.bokehjs_load", "application/vnd.holoviews_load")
# The logos of Bokeh and HoloViews while they load, and how Panel learns of the browser.
_SETUP = re.compile(
    r"""class=["']bk-(?:notebook-)?logo\b|<div class="logo-block">|esms-options"""
    r"""|"name":"panel\.models\.browser\.BrowserInfo\""""
)
_LONGEST_SETUP = 30_000
_NEEDS_SCRIPT = re.compile(r"<(?:script|iframe|object|embed|canvas|input|button|select)\b", re.I)
_IN_HTML = (
    ("plotly", re.compile(r"plotly", re.I)),
    ("vega", re.compile(r"vega-?embed|vega-?lite", re.I)),
    ("bokeh", re.compile(r"bokeh|BokehJS|holoviews", re.I)),
    ("folium", re.compile(r"folium|leaflet", re.I)),
)
# `<Axes: >`, `<folium.Map object at 0x7f…>`, `Figure(…)`: what Python calls a thing, for nobody.
_BARE = re.compile(r"\s*(?:<[^<>\n]*>|[\w.]*(?:Figure|Widget|Chart|Map)\(.*)\s*", re.DOTALL)


def needs_of(output: Output) -> set[str]:
    """Return the chart libraries that the output needs to be what it is in Jupyter."""
    found = {
        library
        for start, library in _LIBRARIES
        if any(kind.startswith(start) for kind in output.data) and not is_silent(output)
    }
    html = output.text("text/html")
    if not found and is_scripted(html):
        found = {library for library, words in _IN_HTML if words.search(html)}
        found = found or {"scripts"}
    return found


def is_figure(output: Output) -> bool:
    """Tell whether captions and descriptions of figures count the output."""
    return output.picture_type is not None or bool(needs_of(output))


def is_silent(output: Output) -> bool:
    """Tell whether an output only prepares a library."""
    if any(kind.startswith(_SILENT) for kind in output.data):
        return True
    html = output.text("text/html")
    # A chart with a logo beside it is a chart.
    return len(html) < _LONGEST_SETUP and "Figure" not in html and bool(_SETUP.search(html))


def is_scripted(html: str) -> bool:
    """Tell whether HTML is not itself without scripts, frames or controls."""
    # A table with a button beside it, as in Colab, is a table.
    return bool(_NEEDS_SCRIPT.search(html)) and "<table" not in html.lower()


def types_of(output: Output, is_interactive: bool) -> Iterator[str]:
    """Yield the types of the bundle that a page can show, best first."""
    for media_type in STILL if is_interactive else ORDER:
        if media_type in output.data:
            yield media_type
    # `application/geo+json`, `application/x.y+json` with a version: JSON, whatever it tells.
    if not is_interactive:
        yield from (
            kind
            for kind in output.data
            if kind.partition(";")[0].endswith("+json") and kind not in ORDER
        )


def is_bare(text: str) -> bool:
    """Tell whether a text is only Python's name for an object that pages cannot show."""
    return bool(_BARE.fullmatch(text[:2000]))
