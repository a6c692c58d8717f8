"""A visual of a study.yml → what stands on the page, taken from its notebook or file."""

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore, Picture, Table
from proofolio.notebooks.folder import check_exists
from proofolio.pages.assets import Asset, picture_asset
from proofolio.read.document import Loc
from proofolio.studies import CellRef, FilePath, Study, Visual, walk


@dataclass(frozen=True)
class Shown:
    """A visual with its content; `caption` is Markdown still."""

    source: CellRef | FilePath
    section: str
    caption: str | None
    alt: str = ""
    asset: Asset | None = None
    width: int = 0
    height: int = 0
    table: str | None = None
    # A chart is drawn when its page is made.
    chart: Visual | None = None
    drawing: Markup | None = None


def read_visuals(
    study: Study, folder: Path, store: NotebookStore
) -> tuple[dict[Loc, Shown], list[Problem]]:
    """Find what each visual, and each published notebook, of a study names."""
    shown: dict[Loc, Shown] = {}
    problems = []
    for loc, value in walk(study.case):
        try:
            if isinstance(value, Visual):
                # What cannot be shown still has a caption, which may have mistakes of its own.
                shown[loc] = Shown(value.source, value.section, value.caption, value.alt or "")
                shown[loc] = _show(study, value, folder, store)
            elif isinstance(value, FilePath) and loc[:-1] == ("proof", "notebooks"):
                check_exists(folder, value.path)
                store.check(folder / value.path)
        except NotebookError as error:
            where = _key_of(value, loc)
            problems.append(
                study.document.problem(where, error.expected, error.repair, error.found)
            )
    return shown, problems


def _show(study: Study, visual: Visual, folder: Path, store: NotebookStore) -> Shown:
    source = visual.source
    if isinstance(source, FilePath):
        check_exists(folder, source.path)
        picture = store.image(folder / source.path)
        return _picture(study, visual, picture, Path(source.path).stem)
    check_exists(folder, source.notebook)
    if visual.chart:
        return Shown(source, visual.section, visual.caption, chart=visual)
    path = folder / source.notebook
    if visual.table:
        table: Table = store.table(path, source.anchor)
        caption = visual.caption or table.caption
        return Shown(source, visual.section, caption, table=table.html)
    return _picture(study, visual, store.picture(path, source.anchor), source.anchor)


def _picture(study: Study, visual: Visual, picture: Picture, stem: str) -> Shown:
    alt = visual.alt or picture.alt
    if not alt:
        raise NotebookError(
            "an alternative text of the picture",
            "none",
            "add `alt:` and say what the picture shows, or `#| fig-alt:` in the cell",
        )
    return Shown(
        visual.source,
        visual.section,
        visual.caption or picture.caption,
        alt,
        picture_asset(picture, study.slug, stem),
        picture.width,
        picture.height,
    )


def _key_of(value: object, loc: Loc) -> Loc:
    if isinstance(value, Visual):
        key = next(key for key in ("figure", "table", "chart", "image") if getattr(value, key))
        return (*loc, key)
    return loc
