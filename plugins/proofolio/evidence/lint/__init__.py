"""The linter of claims: rules on what ruins trust in a study, with findings at their places."""

from proofolio.evidence.lint.linter import RULES, lint
from proofolio.evidence.lint.rule import Finding, Rule, Severity, Subject

__all__ = ["RULES", "Finding", "Rule", "Severity", "Subject", "lint"]
