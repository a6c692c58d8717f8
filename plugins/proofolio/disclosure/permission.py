"""A portfolio and a day → the portfolio without what nobody allows any more on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from proofolio.disclosure.change import change
from proofolio.disclosure.ledger import find_permitted
from proofolio.disclosure.left import Left, Policy, find_left
from proofolio.disclosure.withheld import (
    find_records,
    records_of,
    withhold_client,
    withhold_number,
    withhold_record,
)
from proofolio.errors import Problem
from proofolio.evidence import Verdict
from proofolio.evidence.lint import Finding
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.read.places import document_without, move_all
from proofolio.studies import (
    CaseStudy,
    HiddenName,
    Metric,
    Portfolio,
    Profile,
    Study,
    find_names,
    find_published,
)

Verdicts = Mapping[str, Mapping[Loc, Verdict]]
Value = TypeVar("Value", CaseStudy, Profile)


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


def disclose(portfolio: Portfolio, verdicts: Verdicts, policy: Policy) -> Disclosed:
    """Leave out what is not allowed; where a site wants it to stop the build, the linter does."""
    if not policy.leave_out:
        return Disclosed(portfolio, verdicts)
    left = {
        study.slug: [*find_left(study.case, study.document, policy)] for study in portfolio.studies
    }
    studies = [
        _Study(study, left[study.slug], verdicts.get(study.slug, {})) for study in portfolio.studies
    ]
    profile, document = portfolio.profile, portfolio.profile_document
    own: list[Left] = []
    if profile and document:
        own = [*find_left(profile, document, policy)]
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

    def __init__(self, study: Study, left: list[Left], verdicts: Mapping[Loc, Verdict]) -> None:
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


def _without(value: Value, document: Document, left: list[Left]) -> tuple[Value, Document]:
    """The model and its document without what is left out."""
    if not left:
        return value, document
    gone = [one.loc for one in left if one.value is None]
    changes = {one.loc: one.value for one in left}
    return change(value, changes), document_without(document, gone)
