"""All checks of a folder and of what it was built from."""

from __future__ import annotations

import re
from dataclasses import replace

from proofolio.errors import Problem
from proofolio.evidence.lint import Finding
from proofolio.guard.address import check_address
from proofolio.guard.cards import check_cards
from proofolio.guard.files import check_files
from proofolio.guard.generator import check_generator, check_plugins
from proofolio.guard.leftovers import Record, check_leftovers
from proofolio.guard.links import NOT_FOUND, check_links
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
    found = sorted(
        [
            *check_address(site, repository, publishing),
            *check_files(site, repository),
            *check_generator(site, repository),
            *check_links(site),
            *check_cards(site),
            *check_leftovers(site, record),
        ]
    )
    return _without_unlisted(found, site) if publishing else found


def _without_unlisted(findings: list[Finding], site: BuiltSite) -> list[Finding]:
    """The findings without addresses of pages that are not to be found: logs are public."""
    hidden = {
        page.name.removesuffix("index.html").rstrip("/")
        for page in site.pages.values()
        if page.is_hidden and page.name not in (NOT_FOUND, "index.html")
    }
    if not hidden:
        return findings
    names = re.compile("|".join(map(re.escape, sorted(hidden, key=len, reverse=True))))
    return [replace(one, problem=_masked(one.problem, names)) for one in findings]


def _masked(problem: Problem, names: re.Pattern[str]) -> Problem:
    path, found, repair = (
        names.sub("(unlisted)", text) for text in (problem.path, problem.found, problem.repair)
    )
    return replace(problem, path=path, found=found, repair=repair)


def examine_repository(repository: Repository) -> list[Finding]:
    """Everything that is wrong with configuration and workflows."""
    return sorted([*check_plugins(repository), *check_workflows(repository)])
