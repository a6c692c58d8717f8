"""Each kind of visual → its content; a new kind is a function here, a field of `Visual` and a
template in `templates/visuals/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from proofolio.notebooks import NotebookError, NotebookStore, Picture, Table
from proofolio.notebooks.folder import check_exists
from proofolio.pages.assets import picture_asset
from proofolio.pages.visuals.shown import ShownChart, ShownPicture, ShownTable
from proofolio.studies import CellRef, FilePath, Study, Visual


@dataclass(frozen=True)
class Found:
    """What a kind gives: its content, and the caption that a notebook has for it."""

    content: Any
    caption: str | None = None


@dataclass(frozen=True)
class Finder:
    """Finds what a study names in its folder."""

    study: Study
    folder: Path
    store: NotebookStore

    def file(self, path: FilePath) -> Path:
        """A file of the folder. Raises NotebookError."""
        check_exists(self.folder, path.path)
        return self.folder / path.path

    def notebook(self, cell: CellRef) -> Path:
        """The notebook of a cell. Raises NotebookError."""
        check_exists(self.folder, cell.notebook)
        return self.folder / cell.notebook

    def picture(self, source: CellRef | FilePath, alt: str | None) -> Found:
        """A picture of the folder or of a notebook. Raises NotebookError, also without `alt`."""
        if isinstance(source, FilePath):
            picture, stem = self.store.image(self.file(source)), Path(source.path).stem
        else:
            picture, stem = self.store.picture(self.notebook(source), source.anchor), source.anchor
        return Found(self._shown(picture, stem, alt or picture.alt), picture.caption)

    def _shown(self, picture: Picture, stem: str, alt: str | None) -> ShownPicture:
        if not alt:
            raise NotebookError(
                "an alternative text of the picture",
                "none",
                "add `alt:` and say what the picture shows, or `#| fig-alt:` in the cell",
            )
        asset = picture_asset(picture, self.study.slug, stem)
        return ShownPicture(asset, alt, picture.width, picture.height)


def _find_figure(finder: Finder, visual: Visual) -> Found:
    source = visual.figure or visual.image
    assert source  # noqa: S101 - it is of this kind
    return finder.picture(source, visual.alt)


def _find_table(finder: Finder, visual: Visual) -> Found:
    assert visual.table  # noqa: S101 - it is of this kind
    table: Table = finder.store.table(finder.notebook(visual.table), visual.table.anchor)
    # With a class of ours, without which themes style it as text's tables.
    html = table.html.replace("<table>", '<table class="pf-table">', 1)
    return Found(ShownTable(Markup(html)), table.caption)  # noqa: S704 - sanitised


def _find_chart(finder: Finder, visual: Visual) -> Found:
    assert visual.chart  # noqa: S101 - it is of this kind
    finder.notebook(visual.chart.cells[0])
    return Found(ShownChart(visual))


FIND: Mapping[str, Callable[[Finder, Visual], Found]] = {
    "figure": _find_figure,
    "image": _find_figure,
    "table": _find_table,
    "chart": _find_chart,
}
