"""A Mermaid diagram in a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from proofolio.notebooks import NotebookError
from proofolio.notebooks.code import read_code
from proofolio.notebooks.diagram import NO_TOOL, describes_itself
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.pages.visuals.shown import Shown
from proofolio.read.document import Loc
from proofolio.studies import Visual


@dataclass(frozen=True)
class ShownDiagram:
    """A diagram and its text; `svg` is empty where nothing can draw it."""

    svg: Markup
    text: str


def find_diagram(finder: Finder, visual: Visual) -> Found:
    """Find a diagram and have it drawn."""
    assert visual.diagram  # noqa: S101 - it is of this kind
    with finder.trying("diagram"):
        text = read_code(finder.file(visual.diagram))
        with finder.trying("alt"):
            _check_description(visual.alt, text)
        name = visual.diagram.path.rpartition("/")[2]
        svg = finder.store.diagram(text, name, visual.alt or "")
        return Found(ShownDiagram(Markup(svg), text.strip("\n")))  # noqa: S704 - sanitised
    return Found(None)


def _check_description(alt: str | None, text: str) -> None:
    if not (alt or describes_itself(text)):
        repair = "add `alt:` and say what the diagram shows, or `accDescr:` in the diagram"
        raise NotebookError("a description of the diagram", "none", repair)


def warn_of_undrawn_diagrams(visuals: Iterable[Mapping[Loc, Shown]]) -> list[str]:
    """One warning, however many diagrams are shown as text."""
    contents = [shown.content for study in visuals for shown in study.values()]
    undrawn = (one for one in contents if isinstance(one, ShownDiagram) and not one.svg)
    return [NO_TOOL] if any(undrawn) else []
