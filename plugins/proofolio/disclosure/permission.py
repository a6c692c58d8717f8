"""A portfolio and a day → the portfolio without what nobody allows any more on that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from proofolio.disclosure.change import change
from proofolio.disclosure.ledger import describe, find_permitted
from proofolio.disclosure.withheld import (
    find_records,
    records_of,
    withhold_client,
    withhold_number,
    withhold_record,
)
from proofolio.errors import Problem
from proofolio.evidence import Verdict
from proofolio.evidence.lint import Finding, Subject
from proofolio.evidence.lint.linter import write_place
from proofolio.evidence.lint.permission import PERMISSION_MISSING, shows_logo
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.read.places import document_without, move_all
from proofolio.studies import (
    CaseStudy,
    HiddenName,
    Metric,
    Portfolio,
    Profile,
    RuleName,
    Study,
    Visual,
    find_names,
    find_published,
    walk,
)
from proofolio.studies.sections import Client

Verdicts = Mapping[str, Mapping[Loc, Verdict]]
Value = TypeVar("Value", CaseStudy, Profile)


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


@dataclass(frozen=True)
class Disclosed:
    """What may be seen, with the verdicts at their places; what was left out and why.

    `gone` are places that are no more; `numbers` and `metrics` those that each study may no longer
    show. `problems` are texts that say all the same what is left out.
    """

    portfolio: Portfolio
    verdicts: Verdicts
    left_out: tuple[Finding, ...] = ()
    gone: Mapping[str, Sequence[Loc]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[HiddenName, ...]] = field(default_factory=dict)
    metrics: Mapping[str, tuple[Metric, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Left(NamedTuple):
    """A place, what stands there from now on (None for nothing), and what is said of it."""

    loc: Loc
    value: Any
    said: Finding


def disclose(portfolio: Portfolio, verdicts: Verdicts, policy: Policy) -> Disclosed:
    """Leave out what is not allowed; where a site wants it to stop the build, the linter does."""
    if not policy.leave_out:
        return Disclosed(portfolio, verdicts)
    left = {
        study.slug: [*_find_left(study.case, study.document, policy)] for study in portfolio.studies
    }
    studies = [
        _Study(study, left[study.slug], verdicts.get(study.slug, {})) for study in portfolio.studies
    ]
    profile, document = portfolio.profile, portfolio.profile_document
    own: list[_Left] = []
    if profile and document:
        own = [*_find_left(profile, document, policy)]
        profile, document = _without(profile, document, own)
    elsewhere = [name for study in studies for name in study.elsewhere]
    clients = [name for study in studies for name in study.clients]
    seen = Portfolio(
        tuple(study.seen for study in studies), profile, document, (*clients, *elsewhere)
    )
    problems = find_published(seen, clients)
    for study in studies:
        problems += find_names(study.seen.case, study.seen.document, study.numbers)
        names = [*study.records, *(name for name in elsewhere if name not in study.elsewhere)]
        problems += find_records(study.written.document, names, study.gone)
    if portfolio.profile_document:
        problems += find_records(portfolio.profile_document, elsewhere)
    return Disclosed(
        seen,
        {study.seen.slug: study.verdicts for study in studies},
        tuple(sorted(one.said for found in [*left.values(), own] for one in found)),
        {study.seen.slug: study.gone for study in studies},
        {study.seen.slug: tuple(study.numbers) for study in studies},
        {study.seen.slug: tuple(study.metrics) for study in studies},
        tuple(problems),
    )


class _Study:
    """A study before and after, and what it may no longer say."""

    def __init__(self, study: Study, left: list[_Left], verdicts: Mapping[Loc, Verdict]) -> None:
        self.written = study
        case, document = _without(study.case, study.document, left)
        self.seen = replace(study, case=case, document=document)
        self.gone = [one.loc for one in left if one.value is None]
        self.verdicts = move_all(verdicts, self.gone) if self.gone else verdicts
        gone = {*self.gone}
        self.metrics = [
            part for loc, part in find_permitted(study.case)
            if isinstance(part, Metric) and loc in gone
        ]  # fmt: skip
        values = (metric.value for metric in self.metrics if metric.value)
        self.numbers = [name for value in values if (name := withhold_number(value))]
        records = [*dict.fromkeys(records_of(self.metrics))]
        self.records = [withhold_record(ref, study.slug) for ref in records]
        self.elsewhere = [withhold_record(ref, study.slug, elsewhere=True) for ref in records]
        client, shown = study.case.client, case.client
        is_withheld = client and client.name and client != shown and not client.alias
        self.clients = (
            [withhold_client(client.name, shown.shown if shown else None)]
            if is_withheld and client and client.name
            else []
        )


def _without(value: Value, document: Document, left: list[_Left]) -> tuple[Value, Document]:
    """The model and its document without what is left out."""
    if not left:
        return value, document
    gone = [one.loc for one in left if one.value is None]
    changes = {one.loc: one.value for one in left}
    return change(value, changes), document_without(document, gone)


def _find_left(value: CaseStudy | Profile, document: Document, policy: Policy) -> Iterator[_Left]:
    """What is left out of a file: what is over, and where it is required what is missing."""
    found: dict[Loc, _Left] = {}
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
            found[loc] = _Left(loc, new, said)
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


def _find_logos(case: CaseStudy, document: Document, client: _Left | None) -> Iterator[_Left]:
    """Pictures of the logo of a client whose permission is over."""
    for loc, visual in walk(case) if client else ():
        if client and isinstance(visual, Visual) and shows_logo(visual):
            place = (*loc, "image")
            problem = document.problem(
                place,
                "a permission that still holds",
                "the picture is left out until it is renewed",
                f'"{visual.image}", and the client\'s is over',
            )
            said = Finding(problem, "permission-expired", "info", write_place(place))
            yield _Left(loc, None, said)


def _find_missing(case: CaseStudy, document: Document, today: date) -> Iterator[_Left]:
    """Clients and logos without a permission, but for those that the file lets stand."""
    code = PERMISSION_MISSING.code
    silences = [silence.loc for silence in case.silence if silence.rule == code]
    for place, problem in PERMISSION_MISSING.find(Subject(case, document, today)):
        if any(place[: len(loc)] == loc for loc in silences):
            continue
        is_client = place[0] == "client"
        loc = ("client",) if is_client else place[:-1]
        new = _shown_client(case.client) if is_client and case.client else None
        what = describe(case.client) if is_client and case.client else "the picture"
        repair = f"{_say(what, new)} until one is recorded"
        yield _Left(
            loc, new, Finding(replace(problem, repair=repair), code, "info", write_place(place))
        )
