"""All permissions in a list: for what, by whom, until when, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from proofolio.evidence.lint.permission import is_named
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies import CaseStudy, Metric, Portfolio, Profile, Quantity, walk
from proofolio.studies.sections import Client
from proofolio.studies.testimonial import Testimonial

# What needs somebody's permission.
Permitted: TypeAlias = Client | Metric | Testimonial


@dataclass(frozen=True, slots=True)
class Entry:
    """One permission with its place, in words; what nobody gave is empty."""

    path: str
    line: int
    column: int
    what: str
    by: str
    on: str
    form: str
    scope: str
    until: str
    state: Literal["holds", "over", "missing"]


def list_permissions(portfolio: Portfolio, today: date) -> list[Entry]:
    """List the permissions of all studies and the profile, and clients that are named without."""
    return [
        _entry(document, loc, part, today)
        for value, document in files_of(portfolio)
        for loc, part in find_permitted(value)
        if part.permission or (isinstance(part, Client) and is_named(part))
    ]


def files_of(portfolio: Portfolio) -> Iterator[tuple[CaseStudy | Profile, Document]]:
    """The studies and the profile, each with its document."""
    yield from ((study.case, study.document) for study in portfolio.studies)
    if portfolio.profile and portfolio.profile_document:
        yield portfolio.profile, portfolio.profile_document


def find_permitted(value: CaseStudy | Profile) -> Iterator[tuple[Loc, Permitted]]:
    """What needs a permission, or may have one, with its place."""
    return ((loc, part) for loc, part in walk(value) if isinstance(part, Permitted))


def describe(part: Permitted) -> str:
    """What a permission is for, in words."""
    if isinstance(part, Testimonial):
        return f"the testimonial of {part.name}"
    if isinstance(part, Client):
        return f"the client {part.name or part.shown}"
    value = f" ({part.value})" if isinstance(part.value, Quantity) else ""
    return f"the result {part.name}{value}"


def _entry(document: Document, loc: Loc, part: Permitted, today: date) -> Entry:
    mark, given = document.mark((*loc, "permission")), part.permission
    if given is None:
        return Entry(
            document.name, mark.line, mark.column, describe(part), "", "", "", "", "", "missing"
        )
    return Entry(
        document.name,
        mark.line,
        mark.column,
        describe(part),
        given.by,
        given.on,
        given.form or "",
        given.scope or "",
        given.until or "",
        "over" if given.is_over(today) else "holds",
    )
