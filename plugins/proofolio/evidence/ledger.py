"""All claims of a study in a list: what is claimed, and what bears it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proofolio.read.document import Loc
from proofolio.studies import Evidence, Metric, Quantity, Study

_NONE: Mapping[Loc, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Claim:
    """A result with its place and its evidence in words; `baseline` may be empty."""

    study: str
    path: str
    line: int
    column: int
    name: str
    value: str
    baseline: str
    evidence: str
    verdict: str


def describe_claims(study: Study, verdicts: Mapping[Loc, str] = _NONE) -> list[Claim]:
    """List the results of a study, business first; `verdicts` of comparisons by their places."""
    claims = []
    for kind in ("business", "technical"):
        metrics: list[Metric] = getattr(study.case.results, kind)
        for index, metric in enumerate(metrics):
            loc = ("results", kind, index)
            mark = study.document.mark(loc)
            baseline = metric.baseline.value if metric.baseline else None
            evidence, verdict = _describe(metric.evidence)
            claims.append(
                Claim(
                    study.slug,
                    study.document.name,
                    mark.line,
                    mark.column,
                    metric.name,
                    _written(metric.value),
                    _written(baseline),
                    evidence,
                    verdicts.get(loc, verdict),
                )
            )
    return claims


def _written(value: Quantity | None) -> str:
    return str(value) if value else ""


def _describe(evidence: Evidence | None) -> tuple[str, str]:
    """The evidence and its kind, which is the verdict where nothing is compared."""
    if evidence is None:
        return "", "stated"
    if evidence.notebook:
        return str(evidence.notebook), "computed"
    if evidence.confirmed:
        return f"{evidence.confirmed.by}, {evidence.confirmed.on}", "confirmed"
    if evidence.estimate:
        return " ".join(evidence.estimate.split()), "estimate"
    return evidence.public or "", "public"
