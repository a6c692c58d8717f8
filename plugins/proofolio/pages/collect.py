"""Everything that the author wrote, read and checked in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proofolio.disclosure import Disclosed, Policy, disclose
from proofolio.disclosure.withheld import find_notebooks
from proofolio.errors import AuthorError, Problem
from proofolio.evidence import CheckedPortfolio, FindSource, Verdict, check_portfolio
from proofolio.notebooks import NotebookStore
from proofolio.pages.leaks import find_leaks
from proofolio.pages.published import Publish, published_notebooks
from proofolio.pages.secret import REPAIR, Key
from proofolio.pages.visuals import Shown, read_visuals, warn_of_raw_clips, warn_of_undrawn_diagrams
from proofolio.read import Document, read_document, read_folder
from proofolio.read.document import Loc
from proofolio.studies import Portfolio, Study, make_portfolio, make_study
from proofolio.words import ENGLISH, Numerals


@dataclass(frozen=True)
class Collection:
    """The portfolio, where its studies lie, what they show and claim, and what is wrong.

    The portfolio has what everybody may find, and `unlisted` the studies that nothing may lead to.
    `find` finds the notebooks of all studies, `find_listed` those that other texts may name.
    `written` is the portfolio with nothing left out; `disclosed` says what was, and why.
    """

    portfolio: Portfolio
    folders: Mapping[str, Path]
    visuals: Mapping[str, Mapping[Loc, Shown]]
    verdicts: Mapping[str, Mapping[Loc, Verdict]]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    find: FindSource
    find_listed: FindSource
    written: CheckedPortfolio
    disclosed: Disclosed
    unlisted: tuple[Study, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def unlisted_slugs(self) -> frozenset[str]:
        """The names that no text outside of these studies may link to."""
        return frozenset(study.slug for study in self.unlisted)


def collect(
    root: Path,
    studies: Path,
    profile: Path | None,
    store: NotebookStore,
    *,
    drafts: bool,
    policy: Policy,
    key: Key,
    publish: Publish = "listed",
    numerals: Numerals = ENGLISH,
) -> Collection:
    """Read the folder of studies and the profile; `root` is what paths in messages start from.

    Drafts are checked always, and kept only where `drafts` says so; `policy` decides what becomes
    of what nobody allows any more; `key` makes the addresses of unlisted studies; `publish` says
    which notebooks are searched for hidden names. Numbers are read, and those that texts name are
    written, as `numerals` says.
    """
    sources, problems = read_folder(studies, root)
    found: list[Study] = []
    folders: dict[str, Path] = {}
    broken = {Path(problem.path).parent.name for problem in problems}
    for source in sources:
        study, wrong = make_study(
            source.document, source.folder.name, comma=numerals.decimal == ","
        )
        problems += wrong
        if study and study.case.visibility == "unlisted":
            study = replace(study, apart=key.folder("study", study.slug))
            problems += _lacks_key(study, key)
        if study:
            found.append(study)
            folders.setdefault(study.slug, source.folder)
        else:
            broken |= {source.folder.name, str(source.document.data.get("slug"))}
    profile_document, wrong = _read_profile(profile, root)
    portfolio, more = make_portfolio(
        found, profile_document, broken=broken, profile_broken=bool(wrong)
    )
    problems += wrong + more
    checked = check_portfolio(portfolio, folders, store, numerals)
    disclosed = disclose(checked.portfolio, checked.verdicts, policy)
    portfolio = disclosed.portfolio
    problems += [*checked.problems, *disclosed.problems]
    visuals: dict[str, dict[Loc, Shown]] = {}
    warnings: list[str] = []
    for study in portfolio.studies:
        folder = folders[study.slug]
        visuals[study.slug], wrong, doubtful = read_visuals(study, folder, store)
        problems += wrong
        warnings += map(str, doubtful)
        notebooks = published_notebooks(study, publish)
        problems += _find_leaks(study, folder, visuals[study.slug], disclosed, notebooks)
    warnings += warn_of_raw_clips([*visuals.values()])
    warnings += warn_of_undrawn_diagrams([*visuals.values()])
    if not drafts:
        portfolio = portfolio.published()
        checked = replace(checked, portfolio=checked.portfolio.published())
    return Collection(
        portfolio.listed(),
        folders,
        visuals,
        disclosed.verdicts,
        tuple(sorted(set(problems))),
        frozenset(broken),
        checked.find_any,
        checked.find,
        checked,
        disclosed,
        portfolio.unlisted,
        tuple(warnings),
    )


def _lacks_key(study: Study, key: Key) -> list[Problem]:
    if not key.found:
        return []
    expected = "a key for the address of what is unlisted"
    return [study.document.problem(("visibility",), expected, REPAIR, key.found)]


def _find_leaks(
    study: Study,
    folder: Path,
    shown: Mapping[Loc, Shown],
    disclosed: Disclosed,
    notebooks: Mapping[str, Loc],
) -> list[Problem]:
    """What may not show in the outputs and notebooks of a study, and does."""
    names = (*disclosed.portfolio.hidden_names, *disclosed.numbers.get(study.slug, ()))
    return [
        *find_leaks(study, folder, shown, names, notebooks),
        *find_notebooks(study, disclosed.metrics.get(study.slug, ()), notebooks),
    ]


def _read_profile(path: Path | None, root: Path) -> tuple[Document | None, list[Problem]]:
    if path is None:
        return None, []
    try:
        return read_document(path, root), []
    except AuthorError as error:
        return None, list(error.problems)
