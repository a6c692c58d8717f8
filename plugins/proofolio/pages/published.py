"""Which notebooks of a study are published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from proofolio.read.document import Loc
from proofolio.running.find import notebooks_inside
from proofolio.studies import CellRef, Study, walk

Publish = Literal["named", "listed"]


def published_notebooks(study: Study, publish: Publish) -> dict[str, Loc]:
    """Their paths in the study's folder, each with the place that names it; those listed first.

    Where something is held back (an alias, `confidentiality`), only what is listed goes out.
    """
    case = study.case
    listed = case.proof.notebooks if case.proof else ()
    found: dict[str, Loc] = {
        notebook.path: ("proof", "notebooks", index) for index, notebook in enumerate(listed)
    }
    is_held_back = bool(case.confidentiality or (case.client and case.client.alias))
    if publish == "named" and not is_held_back:
        for loc, value in walk(case):
            if isinstance(value, CellRef):
                found.setdefault(value.notebook, loc)
    return found


def unnamed_notebooks(study: Study, folder: Path) -> Iterator[str]:
    """The notebooks of the folder that the study names nowhere."""
    named = {value.notebook for _, value in walk(study.case) if isinstance(value, CellRef)}
    named |= published_notebooks(study, "listed").keys()
    for path in notebooks_inside(folder):
        if (name := path.relative_to(folder).as_posix()) not in named:
            yield name
