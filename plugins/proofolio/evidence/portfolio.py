"""All claims of a portfolio against the notebooks of its studies."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping
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
from proofolio.studies import LISTED, TAKE_OUT, Portfolio, Study, suggest
from proofolio.words import ENGLISH, Numerals


@dataclass(frozen=True)
class CheckedPortfolio:
    """The portfolio with recorded values filled in, and the verdicts by study and place.

    `find` finds a notebook for texts that belong to no study, `find_any` those of unlisted studies,
    too; `broken` tells what is wrong with the
    records of all notebooks that were read by then, which charts and pages add to.
    """

    portfolio: Portfolio
    verdicts: Mapping[str, Mapping[Loc, Verdict]]
    problems: tuple[Problem, ...]
    find: FindSource
    find_any: FindSource
    broken: Callable[[], list[Problem]]


def check_portfolio(
    portfolio: Portfolio,
    folders: Mapping[str, Path],
    store: NotebookStore,
    numerals: Numerals = ENGLISH,
) -> CheckedPortfolio:
    """Check the claims of all studies, and fill in the values that their texts name."""
    unlisted = {study.slug for study in portfolio.unlisted}
    sources, listed = study_sources(folders, store, unlisted)
    checked = [
        (study, check_claims(study, sources[study.slug], numerals)) for study in portfolio.studies
    ]
    problems = [problem for _, found in checked for problem in found.problems]
    find = find_elsewhere(listed)
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
        find_elsewhere(sources),
        partial(_broken_records, portfolio.studies, sources),
    )


def _broken_records(studies: Iterable[Study], sources: Mapping[str, Sources]) -> list[Problem]:
    folders = {study.slug: study.document.name.rpartition("/")[0] for study in studies}
    return [
        Problem(f"{folder}/{path}", 1, 1, error.expected, error.found, error.repair)
        for slug, folder in folders.items()
        for path, error in sources[slug].problems
    ]


def study_sources(
    folders: Mapping[str, Path], store: NotebookStore, unlisted: Collection[str] = ()
) -> tuple[dict[str, Sources], Mapping[str, FindSource]]:
    """Return the notebooks of each study, which know those of the others but for unlisted ones.

    The second are what the texts of others may name.
    """
    sources: dict[str, Sources] = {}
    listed: dict[str, FindSource] = dict.fromkeys(unlisted, _refuse)
    for slug, folder in folders.items():
        own: dict[str, FindSource] = {}
        sources[slug] = own[slug] = Sources(folder, store, ChainMap(own, listed))
        listed.setdefault(slug, sources[slug])
    return sources, listed


def _refuse(path: str) -> Source:
    raise NotebookError(f"a value of {LISTED}", "a value of an unlisted one", TAKE_OUT)


def find_elsewhere(sources: Mapping[str, FindSource]) -> FindSource:
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
