"""The commands `proofolio doctor` and `proofolio publish --check`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofolio.cli.options import IN_THREE_FORMS, config_option, format_option
from proofolio.cli.report import FINDING_FORMATS

if TYPE_CHECKING:
    from proofolio.evidence.lint import Finding

_SITE = click.argument(
    "site", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = format_option(FINDING_FORMATS, IN_THREE_FORMS)(command)
    return _SITE(config_option()(command))


@click.command()
@_with_options
@click.option("--url", help="Look at the published site as well, page by page.")
def doctor(site: Path | None, config_file: Path, form: str, url: str | None) -> None:
    """Print what will not work on GitHub Pages, with its repair.

    Looks at SITE, the folder that was built (that of the configuration unless named), at the
    workflows and at the configuration. Exit with 1 if something is an error. No host is asked
    anything without --url.
    """
    _tell(_examine(site, config_file, url, publishing=False), form)


@click.command()
@_with_options
@click.option("--check", is_flag=True, help="Look at the folder that is about to be uploaded.")
def publish(site: Path | None, config_file: Path, form: str, check: bool) -> None:
    """With --check, the last step before a workflow uploads SITE: what doctor finds stops it.

    Publishing itself is what the workflow does.
    """
    if not check:
        raise click.UsageError(
            "the workflow publishes, on each push; `proofolio publish --check` looks at the "
            "folder before"
        )
    _tell(_examine(site, config_file, None, publishing=True), form, is_public=True)


def _masked(finding: Finding) -> Finding:
    """The finding without secret addresses: the log of a workflow may be read by anybody."""
    from proofolio.pages.secret import mask_addresses

    problem = finding.problem
    path, found, repair = map(mask_addresses, (problem.path, problem.found, problem.repair))
    return replace(finding, problem=replace(problem, path=path, found=found, repair=repair))


def _examine(
    site: Path | None, config_file: Path, url: str | None, *, publishing: bool
) -> tuple[list[Finding], str]:
    from proofolio.guard import (
        examine_folder,
        examine_published,
        examine_repository,
        read_record,
        read_site,
    )
    from proofolio.hosts.mkdocs.doctor import DoctorError, find_site

    if url and not site and not config_file.is_file():
        return examine_published(url), url  # somebody's site, from anywhere
    try:
        patient = find_site(config_file)
    except DoctorError as error:
        raise click.ClickException(str(error)) from error
    folder = site or patient.folder
    findings = examine_repository(patient.repository)
    built, looked = None, url or ""
    if folder.is_dir():
        built = read_site(folder, _name(folder))
        looked = ", ".join(filter(None, [_count(len(built.pages)), looked]))
        record = read_record(patient.cache, folder)
        findings += examine_folder(built, patient.repository, record, publishing=publishing)
    elif not url:
        raise click.ClickException(f"{_name(folder)} is not there: run `mkdocs build` first")
    if url:
        findings += examine_published(url, built)
    return findings, looked


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"


def _name(folder: Path) -> str:
    """The folder as a person at this terminal would write it."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _tell(found: tuple[list[Finding], str], form: str, *, is_public: bool = False) -> None:
    findings, looked = found
    if is_public or form == "github":
        findings = [_masked(finding) for finding in findings]
    told = FINDING_FORMATS[form](findings, looked)
    click.echo(told.text, nl=False)
    if told.aside:
        click.echo(told.aside, err=True)
    if told.failed:
        raise SystemExit(1)
