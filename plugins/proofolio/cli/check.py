"""The command `proofolio check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli.options import IN_THREE_FORMS, config_option, format_option
from proofolio.cli.report import FORMATS
from proofolio.cli.table import write_rows

if TYPE_CHECKING:
    from proofolio.evidence.lint import Rule


@click.command()
@config_option()
@format_option(FORMATS, IN_THREE_FORMS)
@click.option("--online", is_flag=True, help="Ask the addresses of other sites if they answer.")
@click.option("--rules", is_flag=True, help="List the rules of the linter, and end.")
@click.option("--explain", metavar="RULE", help="Explain a rule of the linter, and end.")
def check(config_file: Path, form: str, online: bool, rules: bool, explain: str | None) -> None:
    """Print every mistake in studies, profile and pages, what the linter finds, and all claims.

    Exit with 1 if there is a mistake, or a finding that is an error. Nothing is built and nothing
    is written but the cache; nothing is asked of any other host without --online.
    """
    if rules or explain:
        click.echo(_explain(explain) if explain else _list_rules())
        return
    from proofolio.hosts.mkdocs.check import CheckError, check_site

    try:
        result = check_site(config_file, online=online)
    except CheckError as error:
        raise click.ClickException(str(error)) from error
    told = FORMATS[form](result, config_file.parent)
    click.echo(told.text, nl=False)
    if told.aside:
        click.echo(told.aside, err=True)
    if told.failed:
        raise SystemExit(1)


def _list_rules() -> str:
    from proofolio.evidence.lint import RULES

    return write_rows([(code, rule.severity, rule.why) for code, rule in RULES.items()])


def _explain(code: str) -> str:
    from proofolio.evidence.lint import RULES
    from proofolio.studies import suggest

    found: Rule | None = next((rule for rule in RULES.values() if rule.code == code), None)
    if found is None:
        known = suggest(code, RULES, "the rules are")
        raise click.BadParameter(f'no rule "{code}"; {known}', param_hint="--explain")
    parts = [f"{found.code} ({found.severity})", found.why]
    parts += [f"Source: {found.source}"] if found.source else []
    parts += [f"Bad:\n{_indented(found.bad)}", f"Good:\n{_indented(found.good)}"]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
