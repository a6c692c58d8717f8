"""A visual of a study.yml → what stands on the page, taken from its notebook or file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from proofolio.errors import Problem
from proofolio.notebooks import NotebookStore
from proofolio.pages.visuals.finder import Finder
from proofolio.pages.visuals.kinds import FIND
from proofolio.pages.visuals.shown import Shown
from proofolio.read.document import Loc
from proofolio.studies import FilePath, Study, Visual, walk


def read_visuals(
    study: Study, folder: Path, store: NotebookStore
) -> tuple[dict[Loc, Shown], list[Problem], list[Problem]]:
    """Find what each visual, and each published notebook, of a study names.

    Gives what is shown by its place, what is wrong, and what to warn of.
    """
    finder = Finder(study, folder, store)
    shown: dict[Loc, Shown] = {}
    for loc, value in walk(study.case):
        if isinstance(value, Visual):
            here = replace(finder, loc=loc)
            # What cannot be shown still has a caption, which may have mistakes of its own.
            shown[loc] = _show(value)
            with here.trying(value.kind):
                shown[loc] = _show(value, here)
        elif isinstance(value, FilePath) and loc[:-1] == ("proof", "notebooks"):
            here = replace(finder, loc=loc)
            with here.trying():
                store.check(here.file(value))
    return shown, finder.problems, finder.warnings


def _show(visual: Visual, finder: Finder | None = None) -> Shown:
    found = FIND[visual.kind](finder, visual) if finder else None
    caption = visual.caption or (found.caption if found else None)
    content = found.content if found else None
    sources = tuple(visual.sources)
    return Shown(visual.kind, sources, visual.section, caption, content, visual.brief)
