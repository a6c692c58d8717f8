"""All checks of a folder and of what it was built from."""

from __future__ import annotations

from proofolio.evidence.lint import Finding
from proofolio.guard.address import check_address
from proofolio.guard.cards import check_cards
from proofolio.guard.files import check_files
from proofolio.guard.generator import check_generator, check_plugins
from proofolio.guard.leftovers import Record, check_leftovers
from proofolio.guard.links import check_links
from proofolio.guard.repository import Repository
from proofolio.guard.site import BuiltSite
from proofolio.guard.workflow import check_workflows


def examine_folder(
    site: BuiltSite,
    repository: Repository,
    record: Record | None = None,
    *,
    publishing: bool = False,
) -> list[Finding]:
    """Everything that is wrong with a built folder, in the order of its files.

    `record` is what the last build wrote; `publishing` is the last look before an upload.
    """
    return sorted(
        [
            *check_address(site, repository, publishing),
            *check_files(site, repository),
            *check_generator(site, repository),
            *check_links(site),
            *check_cards(site),
            *check_leftovers(site, record),
        ]
    )


def examine_repository(repository: Repository) -> list[Finding]:
    """Everything that is wrong with configuration and workflows."""
    return sorted([*check_plugins(repository), *check_workflows(repository)])
