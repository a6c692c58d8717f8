"""Notebook bytes ⇄ the nodes that nbclient works on; the file keeps its line ends."""

from __future__ import annotations

import json

import nbformat
from nbformat import NotebookNode, reader


def from_bytes(data: bytes) -> NotebookNode:
    """Return the notebook as nbformat 4; the bytes have been read by `parse_notebook` before."""
    # Not nbformat.reads: that warns of, and repairs, what is none of our business here.
    node: NotebookNode = reader.reads(data.decode("utf-8-sig"))
    if node.get("nbformat") != 4:
        node = nbformat.convert(node, 4)
    return node


def to_bytes(node: NotebookNode, like: bytes) -> bytes:
    """Return the file as Jupyter saves it, with the line ends of the one before."""
    text: str = nbformat.v4.writes(node)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which JSON can escape and UTF-8 cannot hold
        text = json.dumps(json.loads(text), indent=1, sort_keys=True)
    text = text.rstrip("\n") + "\n"
    if like.count(b"\r\n") * 2 > like.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return text.encode()
