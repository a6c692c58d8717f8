"""What a study names in its folder: found, or told where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore, Picture
from proofolio.notebooks.folder import check_exists
from proofolio.notebooks.moving import name_moving
from proofolio.pages.assets import Asset, assets_of, picture_asset
from proofolio.pages.visuals.shown import ShownPicture
from proofolio.read.document import Loc
from proofolio.studies import CellRef, FilePath, Study


@dataclass(frozen=True)
class Found:
    """What a kind gives: its content, and the caption that a notebook has for it."""

    content: Any
    caption: str | None = None


@dataclass(frozen=True)
class Finder:
    """Finds what a study names in its folder; `loc` is the place of the visual that names it.

    `problems` and `warnings` fill while it does.
    """

    study: Study
    folder: Path
    store: NotebookStore
    loc: Loc = ()
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @contextmanager
    def trying(self, *place: str | int) -> Iterator[None]:
        """Tell a NotebookError as a mistake at this place of the visual, and go on."""
        try:
            yield
        except NotebookError as error:
            self.problems.append(self._problem(error, place))

    def warn(self, error: NotebookError, *place: str | int) -> None:
        """Tell what could be better at this place of the visual."""
        self.warnings.append(self._problem(error, place))

    def _problem(self, error: NotebookError, place: Loc) -> Problem:
        return self.study.document.problem(
            (*self.loc, *place), error.expected, error.repair, error.found
        )

    def file(self, path: FilePath) -> Path:
        """A file of the folder. Raises NotebookError."""
        check_exists(self.folder, path.path)
        return self.folder / path.path

    def notebook(self, cell: CellRef) -> Path:
        """The notebook of a cell. Raises NotebookError."""
        check_exists(self.folder, cell.notebook)
        return self.folder / cell.notebook

    def picture(self, source: CellRef | FilePath, alt: str | None, *place: str | int) -> Found:
        """A picture of the folder or of a notebook, which is named at this place of the visual.

        Raises NotebookError, also without `alt`.
        """
        if isinstance(source, FilePath):
            picture, stem = self.store.image(self.file(source)), Path(source.path).stem
        else:
            picture, stem = self.store.picture(self.notebook(source), source.anchor), source.anchor
        alt = alt or picture.alt
        if not alt:
            raise NotebookError(
                "an alternative text of the picture",
                "none",
                "add `alt:` and say what the picture shows, or `#| fig-alt:` in the cell",
            )
        if moving := name_moving(picture):
            file = "the file" if moving == "a GIF" else "it as GIF, MP4 or WebM"
            repair = f"show {file} as `clip:`, which moves only when the reader wants it to"
            found = f"{moving} that moves by itself"
            self.warn(NotebookError("a picture that stands still", found, repair), *place)
        return Found(self.shown(picture, stem, alt), picture.caption)

    def shown(self, picture: Picture, stem: str, alt: str) -> ShownPicture:
        """A picture as it stands on the page."""
        asset = picture_asset(picture, assets_of(self.study), stem)
        return ShownPicture(asset, alt, picture.width, picture.height)

    def asset(self, name: str, content: bytes | Path) -> Asset:
        """A file of the study that the page needs."""
        return Asset(f"{assets_of(self.study)}{name}", content)
