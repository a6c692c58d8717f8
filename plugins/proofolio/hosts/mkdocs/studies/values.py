"""Recorded values in hand-written pages: `{{ telecom-churn/churn.ipynb#recall | .0 % }}`."""

from __future__ import annotations

import re
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.evidence import FindSource, name_found, names_values, write_values
from proofolio.hosts.mkdocs.studies.blocks import written_pages
from proofolio.notebooks import NotebookError
from proofolio.read import read_text
from proofolio.read.text import place_of
from proofolio.words import Numerals


def check_values(docs: Path, root: Path, find: FindSource) -> list[Problem]:
    """Find values that no study has recorded, or that cannot be written as the page asks."""
    problems: list[Problem] = []
    for path in written_pages(docs):
        name = display_path(path, root)
        try:
            text = read_text(path, name) if b".ipynb#" in path.read_bytes() else ""
        except AuthorError:
            continue  # told where blocks are looked for

        def complain(
            error: NotebookError, named: re.Match[str], name: str = name, text: str = text
        ) -> None:
            line, column = place_of(text, named.start())
            found = name_found(error, named)
            problems.append(Problem(name, line, column, error.expected, found, error.repair))

        write_values(text, find, complain)
    return problems


def fill_values(markdown: str, find: FindSource, numerals: Numerals) -> str:
    """Put the numbers in place of their names; what is wrong has been told before the build."""
    if not names_values(markdown):
        return markdown
    return write_values(markdown, find, lambda error, named: None, numerals)
