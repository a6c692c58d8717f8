"""Rules on what a single result leaves out: what it is compared with, of what, on what, when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from proofolio.evidence.lint.measure import (
    is_change,
    is_of_machine,
    is_percentage,
    names_whole,
)
from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.studies import walk

_TESTED = re.compile(
    r"\b(test|tests|tested|hold-?out|held[- ]out|validation|validated|cross-?validat\w+|unseen|"
    r"never seen|back-?test\w*|out[- ]of[- ](?:sample|fold|time)|split|folds?)\b",
    re.IGNORECASE,
)
# "Hours saved a week", "revenue of 2025"
_PERIOD = re.compile(
    r"\b(?:(?:an?|per|each|every|over|last|first|one) (?:hour|day|week|month|quarter|season|year)|"
    r"\d+ (?:hours|days|weeks|months|quarters|years)|hourly|daily|weekly|monthly|quarterly|yearly|"
    r"annual(?:ly)?|(?:19|20)\d\d)\b|/ ?(?:h|hour|day|week|month|quarter|year)\b",
    re.IGNORECASE,
)


def _find_without_baseline(subject: Subject) -> Iterator[Hit]:
    for loc, metric in subject.metrics():
        if not metric.baseline and not is_change(metric):
            yield subject.hit(
                loc,
                "a baseline to compare with",
                "add `baseline:`, what it was before, or without the work",
                f'"{metric.name}" without one',
            )


def _find_shares_of_nothing(subject: Subject) -> Iterator[Hit]:
    expected = "what the percentage is a share of"
    for loc, metric in subject.metrics():
        value = metric.value
        whole = metric.n or metric.denominator
        if not value or whole or not is_percentage(value) or is_change(metric):
            continue
        if not names_whole(metric.name) and not names_whole(value.unit):
            repair = "add `denominator: of the …` and `n:`"
            found = f'"{value.text}" without `denominator` and `n`'
            yield subject.hit((*loc, "value"), expected, repair, found)
    for loc, part in subject.slices():
        if part.value and is_percentage(part.value) and not part.n and not names_whole(part.name):
            found = f'"{part.value.text}" without `n`'
            yield subject.hit((*loc, "value"), expected, "add `n:`, the cases in this slice", found)


def _find_without_test_set(subject: Subject) -> Iterator[Hit]:
    evaluation = subject.study.evaluation if subject.study else None
    texts = [text for _, text in walk(evaluation) if isinstance(text, str)]
    if (evaluation and evaluation.split) or any(map(_TESTED.search, texts)):
        return
    for loc, metric in subject.metrics("technical"):
        if not metric.split and not is_of_machine(metric.value):
            yield subject.hit(
                loc,
                "the part of the data that it was measured on",
                "add `split: test`, or say how the data was split in `split` of `evaluation`",
                f'"{metric.name}" without one',
            )


def _find_without_period(subject: Subject) -> Iterator[Hit]:
    data = subject.study.data if subject.study else None
    if data and data.period:
        return
    for loc, metric in subject.metrics("business"):
        texts = (metric.name, metric.value.unit if metric.value else "", metric.denominator or "")
        if not metric.window and not any(map(_PERIOD.search, texts)):
            yield subject.hit(
                loc,
                "the period that it covers",
                "add `window:`, or `period:` to `data`",
                f'"{metric.name}" without one',
            )


def _find_stated_only(subject: Subject) -> Iterator[Hit]:
    for loc, metric in subject.metrics():
        if not metric.evidence:
            repair = (
                "add `evidence:`, a notebook's cell, or who confirmed it, or how it was estimated"
            )
            found = f'"{metric.name}" without evidence'
            yield subject.hit(loc, "what bears the result out", repair, found)
        verdict = subject.verdicts.get(loc)
        for name in verdict.unchecked if verdict else ():
            expected = f"the {name} in what {verdict.cell} says" if verdict else ""
            repair = f"record it: `record(…, {name}=…)`"
            yield subject.hit((*loc, name), expected, repair, "nothing of it there")
    without = Counter(loc[:-1] for loc, part in subject.slices() if not part.evidence)
    for loc, number in without.items():
        found = f"{number} without evidence"
        yield subject.hit(loc, "what bears the slices out", "add `evidence:` to each", found)


NO_BASELINE = Rule(
    code="no-baseline",
    severity="info",
    why="A buyer cannot tell whether a number is good without the number that it replaces.",
    limits="Looks at each result but those that are a difference themselves: by their unit "
    "(points, times), their sign, or a word such as gain, saved or than in their name.",
    bad="results: {business: [{name: Leavers reached, value: 136}]}",
    good="""\
results:
  business: [{name: Leavers reached, value: 136, baseline: {value: 105, name: the team's rule}}]""",
    find=_find_without_baseline,
)
PERCENTAGE_WITHOUT_DENOMINATOR = Rule(
    code="percentage-without-denominator",
    severity="info",
    why="62 % of eight cases and 62 % of eight thousand are different claims.",
    source="Lang and Altman, SAMPL guidelines (2013): numerators and denominators of percentages.",
    limits="Looks at results and slices in per cent. `n` or `denominator` settles it, and so "
    "does a name with of, among or per in it.",
    bad="results: {business: [{name: Leavers reached, value: 62 %}]}",
    good="""\
results:
  business: [{name: Leavers reached, value: 62 %, denominator: of 374 leavers, n: 374}]""",
    find=_find_shares_of_nothing,
)
NO_TEST_SET = Rule(
    code="no-test-set",
    severity="info",
    why="A model is good on the data that it was fitted to; an engineer asks for this first.",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), chapter 7.",
    limits="Looks at technical results that are no time, size or price. `split` of the result or "
    "of `evaluation` settles it, and so does a text of `evaluation` that speaks of a test, a "
    "hold-out, a split, folds or unseen cases.",
    bad="results: {technical: [{name: AUC, value: 0.84}]}",
    good="""\
evaluation: {split: "60/20/20, by customer"}
results: {technical: [{name: AUC, value: 0.84}]}""",
    find=_find_without_test_set,
)
NO_PERIOD = Rule(
    code="no-period",
    severity="info",
    why="136 customers a week and 136 customers in three years are different businesses.",
    limits="Looks at business results. `window` of the result or `period` of `data` settles it, "
    "and so does a name, unit or denominator with a period in it, such as saved a week.",
    bad="results: {business: [{name: Leavers reached, value: 136}]}",
    good="results: {business: [{name: Leavers reached, value: 136, window: one month}]}",
    find=_find_without_period,
)
STATED_ONLY = Rule(
    code="stated-only",
    severity="info",
    why="A number that nobody can trace is worth as much as one that was made up.",
    limits="Looks at each result, and at all slices together. A notebook, a confirmation, the "
    "basis of an estimate or a public address settles it. Of a result that a notebook bears out it "
    "looks for baseline, interval and n, too.",
    bad="results: {business: [{name: Hours saved a week, value: 40 h}]}",
    good="""\
results:
  business:
    - name: Hours saved a week
      value: 40 h
      evidence: {confirmed: {by: Head of retention, on: 2026-03-14, form: by mail}}""",
    find=_find_stated_only,
)
