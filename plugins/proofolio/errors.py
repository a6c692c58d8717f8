"""What can be wrong, by whose hands.

ProofolioError
├── AuthorError   what an author wrote cannot be used; carries every problem of the run
├── CheckError    a site that cannot be loaded (hosts/mkdocs/check.py)
├── RunError      a run that cannot begin (running/error.py)
└── NotebookFailed  one notebook that did not run through (running/error.py)

Anything else that is raised is a bug of ours and shows its traceback.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author, with its place; line and column count from 1."""

    path: str
    line: int
    column: int
    expected: str
    found: str
    repair: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: expected {self.expected}, found {self.found}; {self.repair}"


class ProofolioError(Exception):
    """Base of the errors that Proofolio raises on purpose."""


class AuthorError(ProofolioError):
    """The author's files hold mistakes; `problems` has all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def display_path(path: Path, root: Path) -> str:
    """Name a file as the author sees it: relative to the site's folder, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
