"""What the linter finds, in these words and at these places; and what it lets stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from proofolio.evidence.lint import RULES, Finding, Rule, Subject, lint
from proofolio.read import parse_yaml
from proofolio.read.document import Loc
from proofolio.studies import Profile, RuleName, make_study, read_quantity, validate
from tests.conftest import SMALLEST

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)


def lint_study(
    text: str, captions: Mapping[Loc, str] | None = None, **severities: Any
) -> list[Finding]:
    study, problems = make_study(parse_yaml(text, "study.yml"), "churn")
    assert problems == []
    assert study is not None
    subject = Subject(study.case, study.document, TODAY, captions or {})
    return lint(subject, {code.replace("_", "-"): word for code, word in severities.items()})


def lint_profile(text: str) -> list[Finding]:
    document = parse_yaml(text, "profile.yml")
    profile, problems = validate(Profile, document)
    assert problems == []
    assert profile is not None
    return lint(Subject(profile, document, TODAY))


def smallest_with(part: str) -> str:
    """The smallest study with these keys in place of its own."""
    keys = yaml.safe_load(part)
    rest = [line for line in SMALLEST.splitlines() if line.partition(":")[0] not in keys]
    return "\n".join([*rest, part, ""])


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_findings_have_these_words_and_places(path: Path, pytestconfig: pytest.Config) -> None:
    text = path.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    findings = [
        *(lint_study(case["study"]) if "study" in case else ()),
        *(lint_profile(case["profile"]) if "profile" in case else ()),
    ]
    # Each case is of the rules that its name begins with, and of all where it says so.
    only = case.get("rules") or [path.stem]

    said = "".join(f"{finding}\n" for finding in findings if finding.code in only)
    if pytestconfig.getoption("rewrite"):
        lines = "".join(f"  {line}\n" for line in said.splitlines())
        path.write_text(f"{text.partition(chr(10) + 'expected:')[0]}\nexpected: |\n{lines}")
    assert said == (case["expected"] or "")


def test_each_rule_has_a_case() -> None:
    assert {*RULES} == {*get_args(RuleName)}
    assert {*RULES} - {path.stem for path in CASES.glob("*.yml")} == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_examples_are_right(rule: Rule) -> None:
    bad, good = (lint_study(smallest_with(part)) for part in (rule.bad, rule.good))

    assert rule.code in codes(bad)
    assert rule.code not in codes(good)
    assert rule.why.endswith(".")


def test_a_fresh_study_is_only_told_what_it_lacks() -> None:
    study = smallest_with("results: {business: [{name: Leavers reached, value: 61.73 %}]}")

    assert codes(lint_study(SMALLEST)) == {"no-limitations"}
    assert {finding.severity for finding in lint_study(study)} == {"info"}


def test_a_caption_of_the_notebook_counts() -> None:
    study = smallest_with("visuals: [{figure: churn.ipynb#roc}]")

    def find(caption: str) -> set[str]:
        return codes(lint_study(study, {("visuals", 0): caption})) - {"no-limitations"}

    assert find("The model beats the rule.") == set()
    assert find("ROC curve") == find("") == {"figure-without-message"}


def test_a_value_that_is_filled_in_is_written_by_its_format() -> None:
    part = "results: {technical: [{name: Recall, evidence: churn.ipynb#recall}]}"
    study, _ = make_study(parse_yaml(smallest_with(part), "study.yml"), "churn")
    assert study
    (metric,) = study.case.results.technical
    filled = metric.model_copy(update={"value": read_quantity("83.33 %"), "n": 30})
    results = study.case.results.model_copy(update={"technical": [filled]})
    case = study.case.model_copy(update={"results": results})

    found = lint(Subject(case, study.document, TODAY), {"no-limitations": "off"})

    (finding,) = (finding for finding in found if finding.code == "too-precise")
    assert (finding.problem.line, finding.problem.column) == (6, 23)
    assert finding.problem.found == '"83.33 %"'
    assert finding.problem.repair == "it is filled in: `format: .0 %` makes it 83 %"


def test_a_site_sets_severities() -> None:
    study = smallest_with("headline: A state-of-the-art model")

    found = lint_study(study, superlative="error", no_limitations="off")

    assert [(finding.code, finding.severity) for finding in found] == [("superlative", "error")]
    assert str(found[0].as_problem) == str(found[0])


def test_a_permission_holds_to_the_end_of_its_last_day_month_or_year() -> None:
    def expired(until: str, today: date) -> bool:
        study, _ = make_study(
            parse_yaml(
                smallest_with(
                    "client: {name: Example, permission: "
                    f"{{by: Ada, on: 2020-01-01, until: {until}}}}}"
                ),
                "study.yml",
            ),
            "churn",
        )
        assert study
        return "permission-expired" in codes(lint(Subject(study.case, study.document, today)))

    for until, last in (("2026-03-14", (3, 14)), ("2026-03", (3, 31)), ("2026", (12, 31))):
        assert not expired(until, date(2026, *last))
        assert expired(until, date.fromordinal(date(2026, *last).toordinal() + 1))


def test_the_place_of_a_finding_can_be_silenced() -> None:
    part = "results: {technical: [{name: AUC, value: 0.8}, {name: Brier, value: 0.1}]}"
    found = [one for one in lint_study(smallest_with(part)) if one.code == "no-baseline"]
    assert [one.at for one in found] == ["results.technical[0]", "results.technical[1]"]

    silence = f"silence: [{{rule: no-baseline, reason: The first., at: '{found[1].at}'}}]"
    left = lint_study(smallest_with(f"{part}\n{silence}"))

    assert [one.at for one in left if one.code == "no-baseline"] == ["results.technical[0]"]
    assert "unused-silence" not in codes(left)


def test_a_silence_is_not_unused_where_the_site_has_turned_the_rule_off() -> None:
    study = smallest_with("silence: [{rule: superlative, reason: The words of a prize.}]")

    assert "unused-silence" in codes(lint_study(study))
    assert "unused-silence" not in codes(lint_study(study, superlative="off"))
