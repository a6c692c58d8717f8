"""One output of a code cell: a bundle of the same thing in several MIME types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Best first, the order of Jupyter; a bundle holds one thing in several forms.
PICTURE_TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")

# Characters that neither HTML nor XML may hold, not even escaped.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

# What stands around the parts of a page that is being made (draft.py); no text may hold it.
OPEN, CLOSE = "\U0010ff02", "\U0010ff03"
_MARKS = dict.fromkeys(map(ord, OPEN + CLOSE))

_INTERACTIVE = {
    "application/vnd.plotly.v1+json": "an interactive Plotly chart",
    "application/vnd.jupyter.widget-view+json": "an interactive widget",
    "application/vnd.bokehjs_exec.v0+json": "an interactive Bokeh chart",
    "application/vnd.holoviews_exec.v0+json": "an interactive HoloViews chart",
}


def join_text(value: object) -> str:
    """Return the text that a notebook stores as a string or as a list of lines.

    JSON may hold half of a surrogate pair, which no file and no page can; it becomes U+FFFD.
    """
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # To translate is slow, and these texts may be of a hundred megabytes.
    return value.translate(_MARKS) if OPEN in value or CLOSE in value else value


def drop_forbidden(text: str) -> str:
    """Return the text without control characters, which terminals and old databases leave."""
    return _FORBIDDEN.sub("", text)


@dataclass(frozen=True, slots=True)
class Output:
    """An output as nbformat 4 has it; values stay raw until somebody asks for their text."""

    kind: str  # stream, display_data, execute_result, error
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    metadata: Mapping[str, Any] = field(default_factory=dict, repr=False)
    name: str = ""  # of a stream, or of an error
    traceback: tuple[str, ...] = field(default=(), repr=False)

    def text(self, media_type: str) -> str:
        """Return what the bundle holds in this type, or an empty string."""
        return join_text(self.data.get(media_type))

    def options(self, media_type: str) -> Mapping[str, Any]:
        """Return the metadata of one type: `{"image/png": {"width": 320}}` or flat."""
        nested = self.metadata.get(media_type)
        return nested if isinstance(nested, dict) else self.metadata

    @property
    def picture_type(self) -> str | None:
        return next((kind for kind in PICTURE_TYPES if kind in self.data), None)

    @property
    def has_table(self) -> bool:
        return "<table" in self.text("text/html").lower()

    def describe(self) -> str:
        """Return what a reader would call it, for messages."""
        if self.kind == "error":
            return f"the error {self.name or 'of a failed run'}"
        if self.kind == "stream":
            return "printed text"
        if self.picture_type:
            return "a picture"
        for media_type, description in _INTERACTIVE.items():
            if media_type in self.data:
                return description
        if any(media_type.startswith("application/vnd.vega") for media_type in self.data):
            return "an interactive Vega chart"
        if self.has_table:
            return "a table"
        return "HTML without a table" if "text/html" in self.data else "text"
