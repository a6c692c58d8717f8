"""A check of a MkDocs site without a build."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from proofolio.disclosure import Entry, list_permissions
from proofolio.errors import AuthorError, Problem, ProofolioError, display_path
from proofolio.evidence.ledger import Claim, describe_claims
from proofolio.evidence.lint import Finding
from proofolio.hosts.mkdocs.share.cards import check_cards
from proofolio.hosts.mkdocs.site import site_root
from proofolio.hosts.mkdocs.studies.blocks import written_pages
from proofolio.hosts.mkdocs.studies.build import Build, read_build, site_policy
from proofolio.hosts.mkdocs.studies.findings import find_in_site
from proofolio.hosts.mkdocs.studies.plugin import StudiesPlugin
from proofolio.online import Address, check_addresses, find_in_page, find_in_yaml
from proofolio.pages.pictures import PictureStore
from proofolio.pages.secret import folder_apart
from proofolio.read import read_text
from proofolio.studies import Portfolio


class CheckError(ProofolioError):
    """The site itself cannot be loaded, so that there is nothing to check."""


@dataclass(frozen=True)
class Result:
    """How many studies there are, drafts included, what is wrong, claimed and permitted there.

    `unlisted` counts studies and pages with a secret address.
    """

    studies: int
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    permissions: tuple[Entry, ...] = ()
    unlisted: int = 0


def check_site(config_file: Path, today: date | None = None, *, online: bool = False) -> Result:
    """Read everything that the author wrote, as a build would. Raises CheckError.

    With `online`, the addresses of other sites are asked whether they answer.
    """
    config, plugin = load_site(config_file)
    today = today or date.today()
    build = read_build(config, plugin.config, drafts=True, today=today)
    # What is right beside the drafts may not be right without them, such as a link to one.
    problems = (
        build.problems or read_build(config, plugin.config, drafts=False, today=today).problems
    )
    collected = build.collection
    pictures = PictureStore(Path(plugin.config.cache_dir) / "pictures")
    cards = check_cards(collected.portfolio.studies, collected.folders, pictures)
    problems = tuple(sorted({*problems, *cards}))
    policy = site_policy(plugin.config, today)
    found = find_in_site(build.collection, plugin.config.lint, policy)
    written = build.collection.written
    gone = check_addresses(_addresses(written.portfolio, config)) if online else []
    findings = sorted([*found, *build.collection.disclosed.left_out, *gone])
    studies, verdicts = written.portfolio.studies, written.verdicts
    claims = [
        claim
        for study in studies
        for claim in describe_claims(study, verdicts[study.slug], problems)
    ]
    permissions = tuple(list_permissions(written.portfolio, today))
    return Result(
        len(studies), problems, tuple(findings), tuple(claims), permissions, _count_unlisted(build)
    )


def _count_unlisted(build: Build) -> int:
    """How many studies and pages stand apart; notebooks of a study stand with it."""
    return len({folder_apart(page.uri) for page in build.unlisted}) + len(build.written.unlisted)


def _addresses(portfolio: Portfolio, config: MkDocsConfig) -> Iterator[Address]:
    """Those of studies, profile and hand-written pages."""
    documents = [study.document for study in portfolio.studies]
    for document in [*documents, portfolio.profile_document]:
        if document:
            yield from find_in_yaml(document)
    for path in written_pages(Path(config.docs_dir)):
        name = display_path(path, site_root(config))
        with suppress(AuthorError):  # told where blocks are looked for
            yield from find_in_page(name, read_text(path, name))


def find_studies_dir(config_file: Path) -> Path:
    """Return the folder of studies that a site has set. Raises CheckError."""
    return Path(load_site(config_file)[1].config.studies_dir)


def load_site(config_file: Path) -> tuple[MkDocsConfig, StudiesPlugin]:
    """Load a site's configuration and its plugin for studies. Raises CheckError."""
    try:
        config = load_config(str(config_file))
    except MkDocsException as error:
        raise CheckError(str(error)) from error
    for plugin in config.plugins.values():
        if isinstance(plugin, StudiesPlugin):
            return config, plugin
    raise CheckError(f"{config_file} does not name the plugin proofolio/studies")
