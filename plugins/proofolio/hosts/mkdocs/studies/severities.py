"""The option `lint`: how severe a site takes each rule of the linter."""

from __future__ import annotations

from typing import Any, get_args

from mkdocs.config import config_options as opt
from mkdocs.config.base import ValidationError

from proofolio.evidence.lint import RULES, Severity
from proofolio.studies import suggest

_SEVERITIES = get_args(Severity)


class Severities(opt.Type[dict[Any, Any]]):
    """Rules of the linter and how severe the site takes each."""

    def __init__(self) -> None:
        super().__init__(dict, default={})

    def run_validation(self, value: object) -> dict[Any, Any]:
        """Refuse unknown rules and severities, all in one message."""
        given = super().run_validation(value)
        # YAML 1.1, which MkDocs reads, takes `off` for false.
        severities = {rule: "off" if word is False else word for rule, word in given.items()}
        wrong = [
            f'found the rule "{rule}"; {suggest(str(rule), RULES, "the rules are")}'
            for rule in severities
            if rule not in RULES
        ]
        wrong += [
            f'found "{word}" for {rule}; write one of {", ".join(_SEVERITIES)}'
            for rule, word in severities.items()
            if rule in RULES and word not in _SEVERITIES
        ]
        if wrong:
            raise ValidationError(f"expected rules and their severity, {'; '.join(wrong)}")
        return severities
