"""A visual of a study.yml → what stands on the page, taken from its notebook or file."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore, Picture, Table
from proofolio.pages.assets import Asset, picture_asset
from proofolio.read.document import Loc
from proofolio.studies import CellRef, FilePath, Study, Visual, suggest, walk


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


def read_visuals(
    study: Study, folder: Path, store: NotebookStore
) -> tuple[dict[Loc, Shown], list[Problem]]:
    """Find what each visual, and each evidence, of a study names."""
    shown: dict[Loc, Shown] = {}
    problems = []
    for loc, value in walk(study.case):
        try:
            if isinstance(value, Visual):
                # What cannot be shown still has a caption, which may have mistakes of its own.
                shown[loc] = Shown(value.source, value.section, value.caption, value.alt or "")
                shown[loc] = _show(study, value, folder, store)
            elif isinstance(value, CellRef) and loc[-1] == "notebook":
                check_exists(folder, value.notebook)
                store.check(folder / value.notebook, value.anchor)
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


def check_exists(folder: Path, name: str) -> None:
    """Raise NotebookError unless the folder has this file, right to the letter."""
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        if path.is_file() and inside and _same_case(folder, name):
            return
        if path.exists() and not inside:
            found = f'"{name}", a link out of the folder'
            repair = "put the file itself into the folder"
            raise NotebookError(f"a file of the folder {folder.name}", found, repair)
    # A name too long, one with NUL, a ring of links (RuntimeError until Python 3.13).
    except (OSError, ValueError, RuntimeError):
        pass
    suffix = path.suffix.lower()
    names = [
        other.relative_to(folder).as_posix()
        for other in folder.rglob(f"*{path.suffix}" if suffix == ".ipynb" else "*.*")
        if other.is_file() and ".ipynb_checkpoints" not in other.parts
        and (suffix == ".ipynb" or other.suffix.lower() in PICTURES)
    ]  # fmt: skip
    kind = "notebooks" if suffix == ".ipynb" else "pictures"
    raise NotebookError(
        f"a file of the folder {folder.name}",
        f'no file "{name}"',
        suggest(name, names, f"its {kind} are"),
    )


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


def _same_case(folder: Path, name: str) -> bool:
    """Whether the name is right to the letter, which matters on the host and not on every disk."""
    part = folder
    for piece in name.split("/"):
        if piece not in {path.name for path in part.iterdir()}:
            return False
        part = part / piece
    return True


def _key_of(value: object, loc: Loc) -> Loc:
    if isinstance(value, Visual):
        key = next(key for key in ("figure", "table", "image") if getattr(value, key))
        return (*loc, key)
    return loc
