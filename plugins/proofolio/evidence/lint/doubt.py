"""Rules on numbers that look too good, or that look good only on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.evidence.lint.measure import is_change, is_percentage
from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.studies import CaseStudy, Metric, Quantity, walk

# Measures that are 1 at best.
_TO_ONE = re.compile(
    r"\b(auc|auroc|roc|accuracy|recall|precision|sensitivity|specificity|f1|f-?score|r2|r²|ndcg|"
    r"mcc|kappa|iou|dice|map)\b",
    re.IGNORECASE,
)
_ERRORS = re.compile(
    r"\b(errors?|mistakes?|misses|failures?|defects|false (?:positives?|negatives?|alarms?))\b",
    re.IGNORECASE,
)
_ACCURACY = re.compile(r"(?<!balanced )\baccuracy\b", re.IGNORECASE)
_BESIDE_ACCURACY = re.compile(
    r"\b(precision|recall|sensitivity|specificity|f1|f[- ]?score|f-?measure|auc|auroc|auprc|roc|"
    r"mcc|matthews|kappa|balanced accuracy|brier|log[- ]loss|gini|lift|likelihood|confusion|"
    r"false (?:positive|negative|alarm)s?)\b",
    re.IGNORECASE,
)
_TRIVIAL = re.compile(
    r"\b(majority|always|never|most (?:frequent|common)|no[- ]information|constant|dummy|trivial|"
    r"guess\w*|everybody|nobody|largest class)\b",
    re.IGNORECASE,
)
_UNEVEN = re.compile(
    r"\b(?:imbalanced?|unbalanced|uneven classes|skewed classes|rare (?:class(?:es)?|events?|"
    r"cases?|outcomes?)|(?:minority|majority) class)\b(?! accuracy)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|no|nor|neither|hardly|without|never)\b[\w ]{0,15}$", re.IGNORECASE
)
_NUMBER = r"(\d{1,3}(?:\.\d+)?) ?%"
_SHARE_NAMED = re.compile(
    rf"{_NUMBER}(?: of [\w ]{{1,30}}?)?(?: are| were| is)? (?:positives?|negatives?)\b"
    r"(?! (?:effect|feedback|impact|trend|change|result|response|review|correlation))"
    r"|\b(?:prevalence|base rate|(?:majority|minority|positive|negative) (?:class|cases|share))\b"
    rf"[^.%;]{{0,20}}?{_NUMBER}",
    re.IGNORECASE,
)


def _find_perfect(subject: Subject) -> Iterator[Hit]:
    for loc, metric in subject.metrics():
        if metric.value and _is_perfect(metric, metric.value) and not (metric.n and metric.note):
            yield subject.hit(
                (*loc, "value"),
                "`n`, and a `note` that says why this is no leak or accident",
                "say on how many cases, and how the data was kept apart",
                f'"{metric.value.text}", which is too good to be true',
            )


def _is_perfect(metric: Metric, value: Quantity) -> bool:
    if is_change(metric):
        return False
    if value.number == 0:
        return bool(_ERRORS.search(metric.name))
    if is_percentage(value):
        return value.number == 100
    return not value.unit and value.number == 1 and bool(_TO_ONE.search(metric.name))


def _find_accuracy_alone(subject: Subject) -> Iterator[Hit]:
    metrics = list(subject.metrics())
    if not subject.study or any(_BESIDE_ACCURACY.search(metric.name) for _, metric in metrics):
        return
    for loc, metric in metrics:
        if not _ACCURACY.search(metric.name):
            continue
        if uneven := _trivial_baseline(metric) or _uneven_text(subject.study):
            yield subject.hit(
                loc,
                "a second measure where classes are uneven",
                "add precision and recall of the rare class, or the balanced accuracy",
                f'"{metric.name}" alone, and {uneven}',
            )


def _trivial_baseline(metric: Metric) -> str | None:
    """What says that a rule without any skill is often right."""
    baseline = metric.baseline
    if not (baseline and baseline.value and baseline.name and _TRIVIAL.search(baseline.name)):
        return None
    value = baseline.value
    ratio = value.number / 100 if is_percentage(value) else value.number
    return f"a baseline of {value.text} ({baseline.name})" if 60 <= ratio * 100 < 100 else None


def _uneven_text(study: CaseStudy) -> str | None:
    """What a text says of uneven classes."""
    parts = (study.summary, study.problem, study.data, study.method, study.evaluation)
    for text in (text for part in parts for _, text in walk(part) if isinstance(text, str)):
        for match in _UNEVEN.finditer(text):
            if not _NOT_BEFORE.search(text, 0, match.start()):
                return f"a text that says {match[0]}"
        for match in _SHARE_NAMED.finditer(text):
            if not 40 <= float(match[1] or match[2]) <= 60:
                return f"a text that says {match[0]}"
    return None


HUNDRED_PERCENT = Rule(
    code="hundred-percent",
    severity="warning",
    why="A perfect score is a leak, a tiny sample or an easy task, until shown to be none of them.",
    source="Kapoor and Narayanan, Leakage and the reproducibility crisis in machine-learning-"
    "based science, Patterns 4 (2023).",
    limits="Looks at results of 100 %, of 1 where that is the best (AUC, recall and the like), "
    "and of 0 where the name speaks of errors. `n` together with a `note` settles it; nobody "
    "checks what the note says.",
    bad="results: {technical: [{name: AUC, value: 1.0}]}",
    good="""\
results:
  technical:
    - {name: AUC, value: 1.0, n: 425, note: Split by customer; the two classes do not overlap.}""",
    find=_find_perfect,
)
ACCURACY_ALONE = Rule(
    code="accuracy-alone",
    severity="warning",
    why="Where nine of ten cases are alike, a model that knows nothing is right nine times of ten.",
    source="Provost, Fawcett and Kohavi, The case against accuracy estimation for comparing "
    "induction algorithms, ICML 1998.",
    limits="Looks at results with accuracy in their name, where no result has another measure of "
    "classification. That classes are uneven must be said: by a baseline of 60 % or more that "
    "is named as the majority, always, never or the like, or by summary, problem, data, "
    "method or evaluation (imbalanced, rare class, 9 % positive, base rate). It does not know "
    "what it is not told: a base rate in other words goes unseen.",
    bad="""\
data: The classes are imbalanced.
results: {technical: [{name: Accuracy, value: 94 %, n: 2000}]}""",
    good="""\
data: The classes are imbalanced.
results:
  technical:
    - {name: Accuracy, value: 94 %, n: 2000}
    - {name: Recall of the rare class, value: 71 %, n: 200}""",
    find=_find_accuracy_alone,
)
