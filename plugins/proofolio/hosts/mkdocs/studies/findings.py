"""What the linter finds in the studies and the profile of a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from proofolio.errors import Problem
from proofolio.evidence.lint import Finding, Severity, Subject, lint
from proofolio.pages.collect import Collection
from proofolio.studies import RuleName

# As many as a person reads in the log of a build.
_MOST_TOLD = 10


def find_in_site(
    collection: Collection, severities: Mapping[RuleName, Severity], today: date
) -> list[Finding]:
    """Lint the profile and all studies of a collection, in the order of their files."""
    portfolio = collection.portfolio
    subjects = [
        Subject(
            study.case,
            study.document,
            today,
            {loc: shown.caption or "" for loc, shown in collection.visuals[study.slug].items()},
        )
        for study in portfolio.studies
    ]
    if portfolio.profile and portfolio.profile_document:
        subjects.append(Subject(portfolio.profile, portfolio.profile_document, today))
    return sorted(finding for subject in subjects for finding in lint(subject, severities))


def by_severity(findings: Sequence[Finding]) -> tuple[list[Problem], list[str], list[str]]:
    """What stops a build, what is warned of, and what is only noted, of which the first few."""
    errors, warnings, notes = (
        [finding for finding in findings if finding.severity == severity]
        for severity in ("error", "warning", "info")
    )
    more = len(notes) - _MOST_TOLD
    rest = [f"… and {more} more of the linter: proofolio check prints all"] if more > 0 else []
    return (
        [finding.as_problem for finding in errors],
        [*map(str, warnings)],
        [*map(str, notes[:_MOST_TOLD]), *rest],
    )
