"""One thing that is wrong, and the same thing on many pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proofolio.errors import Problem
from proofolio.evidence.lint import Finding, Severity


@dataclass(frozen=True, order=True)
class Place:
    """A file as the author knows it; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Sort:
    """What findings of a sort have in common."""

    code: str
    severity: Severity
    expected: str

    def at(self, place: Place, found: str, repair: str) -> Finding:
        """The finding at a place."""
        problem = Problem(place.path, place.line, place.column, self.expected, found, repair)
        return Finding(problem, self.code, self.severity)


@dataclass(frozen=True)
class Seen:
    """What a page shows; menus and footers show the same on every page."""

    sort: Sort
    place: Place
    found: str
    repair: str


def gather(seen: Iterable[Seen]) -> Iterator[Finding]:
    """Report what is the same once, with the first place and the number of pages."""
    groups: dict[tuple[str, str, str], list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.sort.code, one.found, one.repair].append(one)
    for group in groups.values():
        first = min(group, key=lambda one: one.place)
        pages = len({one.place.path for one in group})
        found = f"{first.found} (on {pages} pages)" if pages > 1 else first.found
        yield first.sort.at(first.place, found, first.repair)
