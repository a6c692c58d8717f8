"""Rules on a study as a whole: what it does not say at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.evidence.lint.rule import Hit, Rule, Subject

_MANY = 6


def _find_without_limits(subject: Subject) -> Iterator[Hit]:
    study = subject.study
    use = study.responsible_use if study else None
    if study and not study.challenges and not (use and (use.limits or use.out_of_scope)):
        yield subject.hit(
            ("responsible_use",),
            "where the work stops being right",
            "add `limits:` to `responsible_use`, or `challenges:`",
            "neither `limits` nor `challenges`",
        )


def _find_tools_only(subject: Subject) -> Iterator[Hit]:
    study = subject.study
    if not study or len(study.technologies) < _MANY or study.results.metrics:
        return
    if not re.search(r"\d", f"{study.headline or ''} {study.results.text or ''}"):
        yield subject.hit(
            ("technologies",),
            "a result in numbers beside the tools",
            "add what came of it to `results`, or name fewer tools",
            f"{len(study.technologies)} tools and no number",
        )


NO_LIMITATIONS = Rule(
    code="no-limitations",
    severity="info",
    why="Who says where a model fails has looked; who does not will find out in production.",
    source="Mitchell and others, Model Cards for Model Reporting, FAT* 2019: out-of-scope uses.",
    limits="Settled by `limits` or `out_of_scope` of `responsible_use`, or by `challenges`.",
    bad="responsible_use: A person decides about every offer.",
    good="responsible_use: {limits: Not for business customers.}",
    find=_find_without_limits,
)
MANY_TOOLS_NO_RESULT = Rule(
    code="many-tools-no-result",
    severity="info",
    why="A list of tools is what everybody can write; a buyer pays for what came of them.",
    limits="Looks at six `technologies` or more, without a single result and without a digit in "
    "`headline` and in the text of `results`.",
    bad="technologies: [Python, pandas, PyTorch, Airflow, Docker, Kubernetes]",
    good="""\
technologies: [Python, pandas, PyTorch, Airflow, Docker, Kubernetes]
results: {business: [{name: Leavers reached, value: 136, baseline: 105}]}""",
    find=_find_tools_only,
)
