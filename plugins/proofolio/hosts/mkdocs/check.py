"""A check of a MkDocs site without a build."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from proofolio.disclosure import Entry, list_permissions
from proofolio.errors import Problem, ProofolioError
from proofolio.evidence.ledger import Claim, describe_claims
from proofolio.evidence.lint import Finding
from proofolio.hosts.mkdocs.studies.build import read_build, site_policy
from proofolio.hosts.mkdocs.studies.findings import find_in_site
from proofolio.hosts.mkdocs.studies.plugin import StudiesPlugin


class CheckError(ProofolioError):
    """The site itself cannot be loaded, so that there is nothing to check."""


@dataclass(frozen=True)
class Result:
    """How many studies there are, drafts included, what is wrong, claimed and permitted there."""

    studies: int
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    permissions: tuple[Entry, ...] = ()


def check_site(config_file: Path, today: date | None = None) -> Result:
    """Read everything that the author wrote, as a build would. Raises CheckError."""
    config, plugin = _load(config_file)
    today = today or date.today()
    build = read_build(config, plugin.config, drafts=True, today=today)
    # What is right beside the drafts may not be right without them, such as a link to one.
    problems = (
        build.problems or read_build(config, plugin.config, drafts=False, today=today).problems
    )
    policy = site_policy(plugin.config, today)
    found = find_in_site(build.collection, plugin.config.lint, policy)
    findings = sorted([*found, *build.collection.disclosed.left_out])
    written = build.collection.written
    studies, verdicts = written.portfolio.studies, written.verdicts
    claims = [
        claim
        for study in studies
        for claim in describe_claims(study, verdicts[study.slug], problems)
    ]
    permissions = tuple(list_permissions(written.portfolio, today))
    return Result(len(studies), problems, tuple(findings), tuple(claims), permissions)


def find_studies_dir(config_file: Path) -> Path:
    """Return the folder of studies that a site has set. Raises CheckError."""
    return Path(_load(config_file)[1].config.studies_dir)


def _load(config_file: Path) -> tuple[MkDocsConfig, StudiesPlugin]:
    try:
        config = load_config(str(config_file))
    except MkDocsException as error:
        raise CheckError(str(error)) from error
    for plugin in config.plugins.values():
        if isinstance(plugin, StudiesPlugin):
            return config, plugin
    raise CheckError(f"{config_file} does not name the plugin proofolio/studies")
