"""A visual of a study.yml → what stands on the page, taken from its notebook or file."""

from __future__ import annotations

from pathlib import Path

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.pages.visuals.kinds import FIND, Finder
from proofolio.pages.visuals.shown import Shown
from proofolio.read.document import Loc
from proofolio.studies import FilePath, Study, Visual, walk


def read_visuals(
    study: Study, folder: Path, store: NotebookStore
) -> tuple[dict[Loc, Shown], list[Problem]]:
    """Find what each visual, and each published notebook, of a study names."""
    finder = Finder(study, folder, store)
    shown: dict[Loc, Shown] = {}
    problems = []
    for loc, value in walk(study.case):
        try:
            if isinstance(value, Visual):
                # What cannot be shown still has a caption, which may have mistakes of its own.
                shown[loc] = _show(value)
                shown[loc] = _show(value, finder)
            elif isinstance(value, FilePath) and loc[:-1] == ("proof", "notebooks"):
                store.check(finder.file(value))
        except NotebookError as error:
            where = (*loc, value.kind) if isinstance(value, Visual) else loc
            problems.append(
                study.document.problem(where, error.expected, error.repair, error.found)
            )
    return shown, problems


def _show(visual: Visual, finder: Finder | None = None) -> Shown:
    found = FIND[visual.kind](finder, visual) if finder else None
    caption = visual.caption or (found.caption if found else None)
    content = found.content if found else None
    return Shown(visual.kind, tuple(visual.sources), visual.section, caption, content)
