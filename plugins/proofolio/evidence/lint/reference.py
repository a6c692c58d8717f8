"""The manual's page of rules, from the rules themselves.

`python -m proofolio.evidence.lint.reference docs/manual` writes what stands below the mark of
linter.md; what stands above it is written by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from proofolio.evidence.lint.linter import RULES
from proofolio.evidence.lint.rule import Rule

MARK = "<!-- Below this line: python -m proofolio.evidence.lint.reference docs/manual -->"


def with_rules(page: str) -> str:
    """The page with the rules of today below the mark. Raises ValueError without a mark."""
    written, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"no line {MARK}")
    table = ["| Rule | Severity | Why |", "|---|---|---|"]
    table += [
        f"| [`{code}`](#{code}) | {rule.severity} | {rule.why} |" for code, rule in RULES.items()
    ]
    sections = [_section(rule) for rule in RULES.values()]
    return "\n".join([f"{written}{mark}", "", *table, "", *sections])


def _section(rule: Rule) -> str:
    parts = [f"### {rule.code}", f"{rule.why} Severity: {rule.severity}."]
    parts += [rule.limits] if rule.limits else []
    parts += [f"Source: {rule.source}"] if rule.source else []
    parts += [f"{word}\n\n```yaml\n{text}\n```" for word, text in
              (("Found:", rule.bad), ("Not found:", rule.good))]  # fmt: skip
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    path = Path(sys.argv[1]) / "linter.md"
    path.write_text(with_rules(path.read_text(encoding="utf-8")), encoding="utf-8")
