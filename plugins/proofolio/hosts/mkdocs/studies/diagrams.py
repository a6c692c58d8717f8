"""Mermaid fences in hand-written pages that cannot be drawn, with their places."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.hosts.mkdocs.studies.blocks import written_pages
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.read import read_text
from proofolio.read.text import place_of

# Of any language: what stands in a longer fence is shown, not drawn.
_FENCE = re.compile(
    r"^[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^[ \t]*(?P=mark)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_MERMAID = re.compile(r"\s*(?:\{\s*\.)?mermaid\b")


def check_diagrams(docs: Path, root: Path, store: NotebookStore) -> list[Problem]:
    """Draw all of them, which keeps them for the pages, and tell what Mermaid refuses."""
    problems = []
    for path in written_pages(docs):
        name = display_path(path, root)
        try:
            text = read_text(path, name) if b"mermaid" in path.read_bytes() else ""
        except AuthorError:
            continue  # told where blocks are looked for
        for fence in _FENCE.finditer(text):
            if not _MERMAID.match(fence["info"]):
                continue
            try:
                store.diagram(textwrap.dedent(fence["text"]).strip("\n"), "a fence")
            except NotebookError as error:
                line, column = place_of(text, fence.start("mark"))
                problem = Problem(name, line, column, error.expected, error.found, error.repair)
                problems.append(problem)
    return problems
