"""The list of claims: what bears each out, and how it stands."""

from __future__ import annotations

from decimal import Decimal

from proofolio.errors import Problem
from proofolio.evidence import Verdict
from proofolio.evidence.ledger import describe_claims
from proofolio.evidence.record import RecordedNumber
from proofolio.read import parse_yaml
from proofolio.studies import make_study
from tests.conftest import SMALLEST

CLAIMS = """\
evaluation:
  slices:
    - {name: Seniors, value: 58 %, evidence: churn.ipynb#seniors}
results:
  business:
    - {name: A, value: 62 %, baseline: -31 %, evidence: churn.ipynb#a}
    - {name: B, value: 62 %, evidence: churn.ipynb#b}
    - {name: C, value: 62 %, evidence: churn.ipynb#c}
    - {name: D, value: 62 %, evidence: {confirmed: {by: Ada, on: 2026-03}}}
  technical:
    - {name: E, value: 62 %, evidence: {estimate: "Calls\\n\\ntimes minutes."}}
    - {name: F, value: 62 %, evidence: {public: "https://example.org/r"}}
    - {name: G, value: 62 %}
    - {name: H, value: 63 %, evidence: churn.ipynb#h}
"""


def test_each_claim_has_its_evidence_and_its_verdict() -> None:
    rest = SMALLEST.replace("results: Six of ten leavers are on the list.\n", "")
    study, problems = make_study(parse_yaml(rest + CLAIMS, "study.yml"), "churn")
    assert study
    assert problems == []
    record = RecordedNumber("a", Decimal("0.62"))
    verdicts = {
        ("results", "business", 0): Verdict("recorded", None, record),
        ("results", "business", 1): Verdict("recorded", None, record, ("value", "n")),
        ("results", "business", 2): Verdict("printed"),
        ("results", "business", 3): Verdict("confirmed"),
        ("results", "technical", 0): Verdict("estimate"),
        ("results", "technical", 1): Verdict("public"),
        ("results", "technical", 3): Verdict("recorded", None, record),
        ("evaluation", "slices", 0): Verdict("recorded", None, record),
    }
    loc = ("results", "technical", 3, "value")
    wrong = study.document.problem(loc, "62 %", "write 62 %")
    other = Problem("other.yml", 10, 22, "62 %", "63 %", "write 62 %")

    claims = describe_claims(study, verdicts, [wrong, other])

    assert [(one.name, one.evidence, one.verdict) for one in claims] == [
        ("A", "churn.ipynb#a", "agrees"),
        ("B", "churn.ipynb#b", "filled in"),
        ("C", "churn.ipynb#c", "printed"),
        ("D", "Ada, 2026-03", "confirmed"),
        ("E", "Calls times minutes.", "estimate"),
        ("F", "https://example.org/r", "public"),
        ("G", "", "stated"),
        ("H", "churn.ipynb#h", "to mend"),
        ("Seniors (slice)", "churn.ipynb#seniors", "agrees"),
    ]
    assert (claims[0].value, claims[0].baseline) == ("62 %", "−31 %")
    assert (claims[7].line, claims[7].column) == (19, 7)
