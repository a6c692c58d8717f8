"""A page while it is being made: what its cells add to it beside their HTML."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.notebook import Cell
from proofolio.notebooks.output import CLOSE, OPEN

# An error stops a build. A warning tells of what readers miss, and a note of what could be better.
Level = Literal["error", "warning", "note"]

# Two characters of a private plane, which no font has, stand around the number of a thing that is
# put into the page when its text is safe. The reader takes them out of all that it reads.
LINK = re.compile(f"{OPEN}l([0-9]+){CLOSE}")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9_]+")
_SAFE_ID = re.compile(r"\w[\w.:-]{0,99}")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell (counted from 0; None: with the whole notebook)."""

    cell: int | None
    expected: str
    found: str
    repair: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"expected {self.expected}, found {self.found}; {self.repair}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a Markdown cell; `text` is plain."""

    id: str
    text: str
    level: int


@dataclass(slots=True)
class Draft:
    """What the cells of one notebook have gathered so far."""

    name: str
    asset_base: str
    words: dict[str, str]
    cell: Cell | None = None  # the one that is being rendered
    ids: set[str] = field(default_factory=set)
    # Ids that the author's own HTML has taken, and those that Jupyter would give: old → new.
    aliases: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    links: list[tuple[str, str, int | None]] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)

    def complain(self, expected: str, found: str, repair: str, level: Level = "error") -> None:
        index = None if self.cell is None else self.cell.index
        problem = CellProblem(index, expected, found, repair, level)
        if problem not in self.problems:
            self.problems.append(problem)

    def complain_of(self, error: NotebookError, level: Level = "error") -> None:
        self.complain(error.expected, error.found, error.repair, level)

    def say_counts(self, word: str, shown: int, every: int) -> str:
        """Say how much of something is shown."""
        written = [f"{count:,}".replace(",", self.words["group"]) for count in (shown, every)]
        return self.words[word].format(shown=written[0], all=written[1])

    @property
    def where(self) -> str:
        """The cell that is being rendered, for messages."""
        return f"{self.cell.describe()} of {self.name}" if self.cell else self.name

    @property
    def stem(self) -> str:
        """What the files of that cell are called."""
        named = (self.cell.label or f"cell-{self.cell.number}") if self.cell else "file"
        return f"{self.name.removesuffix('.ipynb')}-{named}"

    def claim_id(self, wanted: str) -> str:
        """Return the id, with a number at its end where the page has it already."""
        found, number = wanted, 1
        while found in self.ids:
            number += 1
            found = f"{wanted}-{number}"
        self.ids.add(found)
        return found

    def add_asset(self, stem: str, suffix: str, data: bytes) -> str:
        """Keep a file and return its address; its name changes with its content."""
        plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
        slug = _NOT_IN_NAMES.sub("-", plain).strip("-")[:60] or "file"
        name = f"{slug}.{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
        self.assets[name] = data
        return self.asset_base + name

    def add_link(self, tag: str, address: str) -> str:
        """Note an address of the author's; returns what stands for it until the page is done."""
        self.links.append((tag, address, None if self.cell is None else self.cell.index))
        return f"{OPEN}l{len(self.links) - 1}{CLOSE}"


def slugify(text: str) -> str:
    """Small letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:80].rstrip("-_")


def safe_id(text: str) -> str | None:
    """Return a text that can be an id as it is; no name that themes use for themselves."""
    fits = _SAFE_ID.fullmatch(text) and not text.startswith(("__", "pf-"))
    if fits:
        return text
    slug = slugify(text)
    return f"own-{slug}" if slug.startswith("pf-") else slug or None
