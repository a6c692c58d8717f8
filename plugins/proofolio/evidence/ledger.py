"""All claims of a study in a list: what is claimed, what bears it out, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from proofolio.errors import Problem
from proofolio.evidence.claim import Verdict
from proofolio.read.document import Loc
from proofolio.studies import Evidence, Quantity, Study


@dataclass(frozen=True, slots=True)
class Claim:
    """A result or slice with its place, in words; `baseline` and `evidence` may be empty.

    The verdict is one of to mend, filled in, agrees, printed, confirmed, estimate, public, stated.
    """

    study: str
    path: str
    line: int
    column: int
    name: str
    value: str
    baseline: str
    evidence: str
    verdict: str


def describe_claims(
    study: Study, verdicts: Mapping[Loc, Verdict], problems: Iterable[Problem] = ()
) -> list[Claim]:
    """List results and slices of a study; what has one of the `problems` in it is to mend."""
    name, marks = study.document.name, study.document.marks
    wrong = {(one.line, one.column) for one in problems if one.path == name}
    claims = []
    for loc, title, value, baseline, evidence in _claims(study):
        mark = study.document.mark(loc)
        # Most studies have none, and marks are many.
        places = {marks[part][:2] for part in marks if part[: len(loc)] == loc} if wrong else wrong
        verdict = "to mend" if wrong & places else _describe(verdicts.get(loc))
        place = (study.slug, name, mark.line, mark.column)
        claims.append(Claim(*place, title, _written(value), _written(baseline), evidence, verdict))
    return claims


def _claims(
    study: Study,
) -> Iterator[tuple[Loc, str, Quantity | None, Quantity | None, str]]:
    for kind in ("business", "technical"):
        for index, metric in enumerate(getattr(study.case.results, kind)):
            baseline = metric.baseline.value if metric.baseline else None
            evidence = _evidence(metric.evidence)
            yield ("results", kind, index), metric.name, metric.value, baseline, evidence
    for name in ("evaluation", "responsible_use"):
        for index, part in enumerate(getattr(getattr(study.case, name), "slices", ())):
            evidence = str(part.evidence or "")
            yield (name, "slices", index), f"{part.name} (slice)", part.value, None, evidence


def _written(value: Quantity | None) -> str:
    return str(value) if value else ""


def _evidence(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    if evidence.confirmed:
        return f"{evidence.confirmed.by}, {evidence.confirmed.on}"
    return " ".join(str(evidence.notebook or evidence.estimate or evidence.public).split())


def _describe(verdict: Verdict | None) -> str:
    if verdict is None:
        return "stated"
    if verdict.kind == "recorded":
        return "filled in" if "value" in verdict.filled else "agrees"
    return verdict.kind
