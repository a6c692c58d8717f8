"""What a rule of the linter is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from proofolio.errors import Problem
from proofolio.evidence.claim import Verdict
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies import CaseStudy, Metric, Profile, RuleName, walk
from proofolio.studies.sections import Slice

Severity = Literal["error", "warning", "info", "off"]


class Hit(NamedTuple):
    """What a rule finds, by its path of keys too, since a silence names that."""

    loc: Loc
    problem: Problem


@dataclass(frozen=True)
class Subject:
    """A file of the author: a study or the profile.

    `captions` are those that visuals take from their notebooks; `today` decides what has expired;
    `verdicts` say what was compared.
    """

    value: CaseStudy | Profile
    document: Document = field(repr=False)
    today: date
    captions: Mapping[Loc, str] = field(default_factory=dict, repr=False)
    verdicts: Mapping[Loc, Verdict] = field(default_factory=dict, repr=False)

    @property
    def study(self) -> CaseStudy | None:
        """The study, where it is one."""
        return self.value if isinstance(self.value, CaseStudy) else None

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Any], ...]:
        """Every value with its place; several rules look through all of them."""
        return tuple(walk(self.value))

    def metrics(self, *kinds: Literal["business", "technical"]) -> Iterator[tuple[Loc, Metric]]:
        """The results with their places, those of both kinds unless told."""
        results = self.study.results if self.study else None
        for kind in kinds or ("business", "technical"):
            for index, metric in enumerate(getattr(results, kind, ())):
                yield ("results", kind, index), metric

    def slices(self) -> Iterator[tuple[Loc, Slice]]:
        """The parts of the data with their places: of the evaluation, then of the model card."""
        return ((loc, part) for loc, part in self.parts if isinstance(part, Slice))

    def hit(self, loc: Loc, expected: str, repair: str, found: str | None = None) -> Hit:
        """What is wrong at a place; see Document.problem."""
        return Hit(loc, self.document.problem(loc, expected, repair, found))


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that ruins trust, and how to find it.

    `bad` and `good` are parts of a study.yml: the rule finds something in the first only. `limits`
    says what it looks at, and what it does not see.
    """

    code: RuleName
    severity: Severity
    why: str
    bad: str
    good: str
    find: Callable[[Subject], Iterable[Hit]]
    limits: str
    source: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """What the linter reports: one thing that a rule found, as severe as the site takes it.

    `code` is the rule's, or names what was seen where addresses were asked.
    """

    problem: Problem
    code: str
    severity: Severity
    at: str = ""

    def __str__(self) -> str:
        return f"{self.problem} [{self.code}]"

    @property
    def as_problem(self) -> Problem:
        """The mistake that it is where its severity is error."""
        one = self.problem
        repair = f"{one.repair} [{self.code}]"
        return Problem(one.path, one.line, one.column, one.expected, one.found, repair)
