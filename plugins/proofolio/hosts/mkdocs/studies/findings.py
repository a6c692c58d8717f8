"""What the linter finds in the studies and the profile of a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proofolio.disclosure import Policy
from proofolio.errors import Problem
from proofolio.evidence.lint import Finding, Severity, Subject, lint
from proofolio.pages.collect import Collection
from proofolio.read.document import Loc
from proofolio.read.places import move
from proofolio.studies import RuleName, Study, Visual, walk

# As many as a person reads in the log of a build.
_MOST_TOLD = 10


def find_in_site(
    collection: Collection, severities: Mapping[RuleName, Severity], policy: Policy
) -> list[Finding]:
    """Lint the profile and all studies of a collection, in the order of their files.

    What is left out in place of being found is not found.
    """
    portfolio = collection.written.portfolio
    subjects = [
        Subject(
            study.case,
            study.document,
            policy.today,
            _captions(collection, study),
            collection.written.verdicts[study.slug],
        )
        for study in portfolio.studies
    ]
    if portfolio.profile and portfolio.profile_document:
        subjects.append(Subject(portfolio.profile, portfolio.profile_document, policy.today))
    return sorted(
        finding
        for subject in subjects
        for finding in lint(subject, severities)
        if finding.code not in policy.rules
    )


def _captions(collection: Collection, study: Study) -> dict[Loc, str]:
    """Those of the visuals that are shown, by their places in the file."""
    shown, gone = collection.visuals[study.slug], collection.disclosed.gone.get(study.slug, ())
    if not gone:
        return {loc: visual.caption or "" for loc, visual in shown.items()}
    places = ((loc, move(loc, gone)) for loc, part in walk(study.case) if isinstance(part, Visual))
    return {loc: shown[place].caption or "" for loc, place in places if place and place in shown}


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
