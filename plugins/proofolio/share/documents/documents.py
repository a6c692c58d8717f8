"""The documents of a site: which are wanted, which were made, and what to say of the others."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from proofolio.errors import Problem
from proofolio.share.site import SharedPage

Kind = Literal["study", "portfolio", "resume", "resume_data"]
PORTFOLIO, RESUME, RESUME_DATA = "portfolio.pdf", "resume.pdf", "resume.json"


@dataclass(frozen=True)
class Wanted:
    """Which documents a site has, and on what they are printed: a4 or letter."""

    kinds: frozenset[str] = frozenset({"study", "portfolio", "resume"})
    paper: str = "a4"


@dataclass(frozen=True)
class Document:
    """A file for readers: its address from the site's root."""

    kind: Kind
    uri: str
    path: Path
    slug: str | None = None


@dataclass
class Documents:
    """All that were made, and what to say of the others."""

    made: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, others: Documents) -> None:
        """Add those that were made elsewhere."""
        self.made += others.made
        self.problems += others.problems
        self.warnings += others.warnings


def study_uri(page: SharedPage) -> str:
    """The address of a study's document: beside its page."""
    return posixpath.join(posixpath.dirname(page.uri), f"{page.slug}.pdf")
