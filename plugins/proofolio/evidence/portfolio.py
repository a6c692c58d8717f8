"""All claims of a portfolio against the notebooks of its studies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from proofolio.errors import Problem
from proofolio.evidence.check import check_claims, fill_values
from proofolio.evidence.claim import Verdict
from proofolio.evidence.source import FindSource, Source
from proofolio.evidence.sources import Sources
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.read.document import Loc
from proofolio.studies import Portfolio, Study, suggest
from proofolio.words import ENGLISH, Numerals


@dataclass(frozen=True)
class CheckedPortfolio:
    """The portfolio with recorded values filled in, and the verdicts by study and place.

    `find` finds a notebook for texts that belong to no study; `broken` tells what is wrong with the
    records of all notebooks that were read by then, which charts and pages add to.
    """

    portfolio: Portfolio
    verdicts: Mapping[str, Mapping[Loc, Verdict]]
    problems: tuple[Problem, ...]
    find: FindSource
    broken: Callable[[], list[Problem]]


def check_portfolio(
    portfolio: Portfolio,
    folders: Mapping[str, Path],
    store: NotebookStore,
    numerals: Numerals = ENGLISH,
) -> CheckedPortfolio:
    """Check the claims of all studies, and fill in the values that their texts name."""
    sources = study_sources(folders, store)
    checked = [
        (study, check_claims(study, sources[study.slug], numerals)) for study in portfolio.studies
    ]
    problems = [problem for _, found in checked for problem in found.problems]
    find = find_elsewhere(sources)
    profile = portfolio.profile
    if portfolio.profile_document:
        document = portfolio.profile_document
        profile, wrong = fill_values(profile, document, find, numerals)
        problems += wrong
    studies = tuple(found.study for _, found in checked)
    return CheckedPortfolio(
        replace(portfolio, studies=studies, profile=profile),
        {study.slug: found.verdicts for study, found in checked},
        tuple(problems),
        find,
        partial(_broken_records, portfolio.studies, sources),
    )


def _broken_records(studies: Iterable[Study], sources: Mapping[str, Sources]) -> list[Problem]:
    folders = {study.slug: study.document.name.rpartition("/")[0] for study in studies}
    return [
        Problem(f"{folder}/{path}", 1, 1, error.expected, error.found, error.repair)
        for slug, folder in folders.items()
        for path, error in sources[slug].problems
    ]


def study_sources(folders: Mapping[str, Path], store: NotebookStore) -> dict[str, Sources]:
    """Return the notebooks of each study, which know those of the others."""
    sources: dict[str, Sources] = {}
    for slug, folder in folders.items():
        sources[slug] = Sources(folder, store, sources)
    return sources


def find_elsewhere(sources: Mapping[str, Sources]) -> FindSource:
    """Return what finds a notebook for a text of no study: by `slug/notebook.ipynb`."""

    def find(path: str) -> Source:
        slug, _, rest = path.partition("/")
        if slug not in sources or not rest:
            raise NotebookError(
                "a study and one of its notebooks",
                f'"{path}"',
                suggest(slug, sources, "write study/notebook.ipynb; the studies are"),
            )
        return sources[slug](rest)

    return find
