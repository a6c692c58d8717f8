"""Everything that the author wrote, read and checked in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import AuthorError, Problem
from proofolio.evidence import FindSource, Verdict, check_portfolio
from proofolio.notebooks import NotebookStore
from proofolio.pages.leaks import find_leaks
from proofolio.pages.published import Publish, published_notebooks
from proofolio.pages.visuals import Shown, read_visuals
from proofolio.read import Document, read_document, read_folder
from proofolio.read.document import Loc
from proofolio.studies import Portfolio, Study, make_portfolio, make_study


@dataclass(frozen=True)
class Collection:
    """The portfolio, where its studies lie, what they show and claim, and what is wrong."""

    portfolio: Portfolio
    folders: Mapping[str, Path]
    visuals: Mapping[str, Mapping[Loc, Shown]]
    verdicts: Mapping[str, Mapping[Loc, Verdict]]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    find: FindSource


def collect(
    root: Path,
    studies: Path,
    profile: Path | None,
    store: NotebookStore,
    *,
    drafts: bool,
    publish: Publish = "listed",
) -> Collection:
    """Read the folder of studies and the profile; `root` is what paths in messages start from.

    Drafts are checked always, and kept only where `drafts` says so; `publish` says which notebooks
    are searched for names that an alias stands for.
    """
    sources, problems = read_folder(studies, root)
    found: list[Study] = []
    folders: dict[str, Path] = {}
    broken = {Path(problem.path).parent.name for problem in problems}
    for source in sources:
        study, wrong = make_study(source.document, source.folder.name)
        problems += wrong
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
    checked = check_portfolio(portfolio, folders, store)
    portfolio = checked.portfolio
    problems += checked.problems
    visuals = {}
    for study in portfolio.studies:
        folder = folders[study.slug]
        visuals[study.slug], wrong = read_visuals(study, folder, store)
        problems += wrong
        notebooks = published_notebooks(study, publish)
        problems += find_leaks(
            study, folder, visuals[study.slug], portfolio.hidden_names, notebooks
        )
    if not drafts:
        portfolio = portfolio.published()
    return Collection(
        portfolio,
        folders,
        visuals,
        checked.verdicts,
        tuple(sorted(set(problems))),
        frozenset(broken),
        checked.find,
    )


def _read_profile(path: Path | None, root: Path) -> tuple[Document | None, list[Problem]]:
    if path is None:
        return None, []
    try:
        return read_document(path, root), []
    except AuthorError as error:
        return None, list(error.problems)
