"""What a file says that nobody allows any more on a day, and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from proofolio.disclosure.ledger import describe, find_permitted
from proofolio.evidence.lint import Finding, Subject
from proofolio.evidence.lint.linter import write_place
from proofolio.evidence.lint.permission import PERMISSION_MISSING, find_logos
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies import CaseStudy, Profile, RuleName, Visual, walk
from proofolio.studies.sections import Client


@dataclass(frozen=True, slots=True)
class Policy:
    """What a site wants: whether what nobody allows any more on the day `today` is left out.

    `required` says that clients and logos without a permission are left out as well.
    """

    today: date
    leave_out: bool = False
    required: bool = False

    @property
    def rules(self) -> frozenset[RuleName]:
        """The rules of the linter whose findings are left out in place of being told."""
        both: dict[RuleName, bool] = {
            "permission-expired": self.leave_out,
            "permission-missing": self.leave_out and self.required,
        }
        return frozenset(rule for rule, is_done in both.items() if is_done)


class Left(NamedTuple):
    """A place, what stands there from now on (None for nothing), and what is said of it."""

    loc: Loc
    value: Any
    said: Finding


def find_left(value: CaseStudy | Profile, document: Document, policy: Policy) -> Iterator[Left]:
    """What is left out of a file: what is over, and where it is required what is missing."""
    found: dict[Loc, Left] = {}
    for loc, part in find_permitted(value):
        if part.permission and part.permission.is_over(policy.today):
            new = _shown_client(part) if isinstance(part, Client) else None
            place = (*loc, "permission", "until")
            expected = "a permission that still holds"
            repair = f"{_say(describe(part), new)} until it is renewed"
            problem = document.problem(
                place, expected, repair, f'"{part.permission.until}", which is over'
            )
            said = Finding(problem, "permission-expired", "info", write_place(place))
            found[loc] = Left(loc, new, said)
    if isinstance(value, CaseStudy):
        found |= {one.loc: one for one in _find_logos(value, document, found.get(("client",)))}
        if policy.required:
            found |= {one.loc: one for one in _find_missing(value, document, policy.today)}
    yield from found.values()


def _shown_client(client: Client) -> Client | None:
    """The client as it may be shown; with an alias the name is hidden in any case."""
    if client.alias:
        return client.model_copy(update={"permission": None})
    return Client(alias=client.alias_after) if client.alias_after else None


def _say(what: str, new: object) -> str:
    return f'{what} is shown as "{new.shown}"' if isinstance(new, Client) else f"{what} is left out"


def _find_logos(case: CaseStudy, document: Document, client: Left | None) -> Iterator[Left]:
    """Pictures of the logo of a client whose permission is over."""
    for loc, visual in walk(case) if client else ():
        logos = [*find_logos(visual)] if isinstance(visual, Visual) else []
        for within, logo in logos[:1]:
            place = (*loc, *within)
            problem = document.problem(
                place,
                "a permission that still holds",
                "the picture is left out until it is renewed",
                f'"{logo}", and the client\'s is over',
            )
            said = Finding(problem, "permission-expired", "info", write_place(place))
            yield Left(loc, None, said)


def _visual_at(case: CaseStudy, place: Loc) -> Loc:
    """The visual that a place is in."""
    visuals = (loc for loc, value in walk(case) if isinstance(value, Visual))
    return next(loc for loc in visuals if place[: len(loc)] == loc)


def _find_missing(case: CaseStudy, document: Document, today: date) -> Iterator[Left]:
    """Clients and logos without a permission, but for those that the file lets stand."""
    code = PERMISSION_MISSING.code
    silences = [silence.loc for silence in case.silence if silence.rule == code]
    for place, problem in PERMISSION_MISSING.find(Subject(case, document, today)):
        if any(place[: len(loc)] == loc for loc in silences):
            continue
        is_client = place[0] == "client"
        loc = ("client",) if is_client else _visual_at(case, place)
        new = _shown_client(case.client) if is_client and case.client else None
        what = describe(case.client) if is_client and case.client else "the picture"
        repair = f"{_say(what, new)} until one is recorded"
        yield Left(
            loc, new, Finding(replace(problem, repair=repair), code, "info", write_place(place))
        )
