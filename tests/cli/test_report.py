"""What `proofolio check` says of findings and claims, to people and to programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from proofolio.cli import main
from proofolio.cli.report import as_github
from proofolio.errors import Problem
from proofolio.evidence.lint import RULES, Finding
from proofolio.hosts.mkdocs.check import Result as Checked
from tests.conftest import SMALLEST

WriteSite = Callable[[Mapping[str, Any]], Path]
RESULTS = """\
challenges: [A leak from billing.]
results:
  business:
    - name: Leavers reached with the same number of calls as the team makes today
      value: 136
      baseline: {value: 105, name: the team's rule}
      window: one month
      evidence: {confirmed: {by: Head of retention, on: 2026-03-14}}
    - name: Hours saved
      value: 40 h
      window: one month
      evidence: {estimate: Calls a week times the four minutes that a call takes.}
  technical:
    - {name: AUC, value: 0.84, baseline: 0.5, split: test}
"""
TABLE = """\
churn
claim                     value  baseline  evidence                    verdict
------------------------  -----  --------  --------------------------  ---------
Leavers reached with the  136    105       Head of retention,          confirmed
same number of calls as                    2026-03-14
the team makes today
Hours saved               40 h             Calls a week times the      estimate
                                           four minutes that a call
                                           takes.
AUC                       0.84   0.5                                   stated
"""
STUDY = SMALLEST.replace("results: Six of ten leavers are on the list.\n", RESULTS)
EXPIRED = """\
testimonial:
  quote: Right from week one.
  name: Ada
  permission: {by: Ada, on: 2019, until: 2020}
"""


def check(config: Path, *options: str, columns: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(main, ["check", "--config-file", str(config), *options])


def test_findings_then_the_table_of_claims_then_the_sum(write_site: WriteSite) -> None:
    result = check(write_site({"study": STUDY}))

    assert (result.exit_code, result.stderr) == (0, "")
    finding, rest = result.stdout.split("\n\n", 1)
    assert re.fullmatch(
        r"case_studies/churn/study\.yml:19:14: info: expected .+, found .+; add .+ \[stated-only\]",
        finding,
    )
    assert rest == TABLE + "\n1 study, nothing to mend, 1 note\n"


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_table_fits_the_terminal(columns: int, write_site: WriteSite) -> None:
    lines = check(write_site({"study": STUDY}), columns=columns).stdout.splitlines()

    table = lines[lines.index("churn") :]
    assert max(map(len, table)) <= max(columns, 48)
    assert "Leavers" in table[3]


def test_only_errors_end_with_status_1(write_site: WriteSite) -> None:
    praise = STUDY + "headline: A world-class list\n"

    result = check(write_site({"study": praise}))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("1 study, nothing to mend, 1 warning, 1 note\n")

    result = check(write_site({"study": praise + EXPIRED}))
    assert (result.exit_code, result.stderr) == (1, "\n1 to mend in 1 study\n")
    assert ": error: expected a permission that still holds, " in result.stdout


def test_json_has_all_that_is_known(write_site: WriteSite) -> None:
    notes = {"case_studies/notes/study.yml": "title: Notes\n"}
    result = check(write_site({"study": STUDY, "files": notes}), "--format", "json")

    said = json.loads(result.stdout)
    assert (result.exit_code, list(said)) == (
        1,
        ["problems", "findings", "claims", "permissions", "unlisted"],
    )
    assert {problem["path"] for problem in said["problems"]} == {"case_studies/notes/study.yml"}
    assert {*said["problems"][0]} == {"path", "line", "column", "expected", "found", "repair"}
    assert [(one["code"], one["severity"], one["at"]) for one in said["findings"]] == [
        ("stated-only", "info", "results.technical[0]")
    ]
    assert {*said["findings"][0]} == {*said["problems"][0], "code", "severity", "at"}
    assert said["claims"][1] == {
        "study": "churn",
        "path": "case_studies/churn/study.yml",
        "line": 14,
        "column": 7,
        "name": "Hours saved",
        "value": "40 h",
        "baseline": "",
        "evidence": "Calls a week times the four minutes that a call takes.",
        "verdict": "estimate",
    }


def test_annotations_of_github(write_site: WriteSite) -> None:
    config = write_site({"study": STUDY + EXPIRED + "headline: A world-class list\n"})

    result = check(config, "--format", "github")

    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    heads = [re.match(r"::(\w+) file=(.+?),line=(\d+),col=\d+,title=(.+?)::expected ", line)
             for line in lines]  # fmt: skip
    study = str(config.parent / "case_studies/churn/study.yml")
    assert [match and match.groups() for match in heads] == [
        ("notice", study, "19", "stated-only"),
        ("error", study, "23", "permission-expired"),
        ("warning", study, "24", "superlative"),
    ]


def test_annotations_escape_what_github_would_read_as_its_own() -> None:
    problem = Problem("a:b,c%\n.yml", 1, 2, "5 %", "\r\n::error::", "a: b, c")
    finding = Finding(problem, "no-baseline", "warning")

    told = as_github(Checked(1, (problem,), (finding,)), Path())

    message = "expected 5 %25, found %0D%0A::error::; a: b, c\n"
    place = "file=a%3Ab%2Cc%25%0A.yml,line=1,col=2"
    assert told.text == (
        f"::error {place},title=proofolio::{message}::warning {place},title=no-baseline::{message}"
    )


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_explained_with_its_example(code: str) -> None:
    result = CliRunner().invoke(main, ["check", "--explain", code])

    rule = next(rule for rule in RULES.values() if rule.code == code)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for part in (rule.why, rule.source, rule.bad, rule.good, f"{code} ({rule.severity})"):
        assert " ".join(part.split()) in said


def test_an_unknown_rule_leads_to_the_one_that_was_meant() -> None:
    result = CliRunner().invoke(main, ["check", "--explain", "to-precise"])

    assert result.exit_code == 2
    assert result.stderr.endswith('no rule "to-precise"; did you mean "too-precise"?\n')


def test_rules_are_listed() -> None:
    result = CliRunner().invoke(main, ["check", "--rules"])

    listed = re.findall(r"^([a-z-]+) +(error|warning|info) ", result.stdout, re.MULTILINE)
    assert listed == [(rule.code, rule.severity) for rule in RULES.values()]


def test_permissions_are_listed_with_their_state(write_site: WriteSite) -> None:
    config = write_site({"study": STUDY + EXPIRED})

    text, data = check(config).stdout, json.loads(check(config, "--format", "json").stdout)

    assert text.splitlines()[-1] == "the testimonial of Ada  Ada  2019         2020   over"
    assert data["permissions"] == [
        {
            "path": "case_studies/churn/study.yml",
            "line": 23,
            "column": 15,
            "what": "the testimonial of Ada",
            "by": "Ada",
            "on": "2019",
            "form": "",
            "scope": "",
            "until": "2020",
            "state": "over",
        }
    ]
