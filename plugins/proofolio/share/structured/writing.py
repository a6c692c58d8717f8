"""A graph → the script of a page that carries it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any


def write_script(graph: Sequence[Mapping[str, Any]]) -> str:
    """The graph as JSON-LD, in an element that no text of it can end."""
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'
