"""The attacks of a public collection (brs-kb, under the MIT licence), read without running it."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = "brs-kb-4.0.2"
# It has attacks on servers and databases, too.
_MARKUP = ("<", "script:")


def read_vectors(corpus: Path) -> list[str]:
    """Every text that the collection calls a payload and that may do something in a page."""
    files = sorted((corpus / PACKAGE / "brs_kb/payloads").rglob("*.py"))
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_bytes())))
    keywords = (key for node in nodes if isinstance(node, ast.Call) for key in node.keywords)
    values = (key.value for key in keywords if key.arg == "payload")
    texts = dict.fromkeys(
        value.value
        for value in values
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    )
    return [text for text in texts if any(sign in text.lower() for sign in _MARKUP)]
