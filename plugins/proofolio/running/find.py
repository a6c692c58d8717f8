"""Which notebooks are meant: those of studies, by name, and any other by its path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from proofolio.errors import AuthorError
from proofolio.read import read_document
from proofolio.read.folder import STUDY_FILE
from proofolio.running.error import RunError


def find_notebooks(names: Sequence[str], studies: Path | None) -> list[Path]:
    """Return the notebooks that these words name, each once; without words, those of all studies.

    A word is a notebook's path, a folder, or a study by its folder's name or slug. Raises RunError.
    """
    if not names:
        return _each_once(path for folder in _folders(studies) for path in notebooks_inside(folder))
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.suffix == ".ipynb":
            if not path.is_file():
                raise RunError(f"expected a notebook, found no file {name}; mend the path")
            found.append(path)
        else:
            folder = _find_study(name, studies) or path
            if not folder.is_dir():
                known = ", ".join(folder.name for folder in _folders(studies)) or "none"
                raise RunError(f"expected a study or a notebook, found {name}; studies: {known}")
            found += notebooks_inside(folder)
    return _each_once(found)


def _each_once(paths: Iterable[Path]) -> list[Path]:
    return list({path.resolve(): path for path in paths}.values())


def _folders(studies: Path | None) -> list[Path]:
    if not studies:
        return []
    folders = (path for path in studies.iterdir() if not path.name.startswith((".", "_")))
    return sorted(path for path in folders if (path / STUDY_FILE).is_file())


def notebooks_inside(folder: Path) -> list[Path]:
    """Return the notebooks in a folder, without checkpoints and what begins with a dot."""
    paths = (path for path in folder.rglob("*.ipynb") if path.is_file())
    inside = (path.relative_to(folder).parts for path in paths)
    return sorted(
        folder.joinpath(*parts)
        for parts in inside
        if not any(part.startswith(".") for part in parts)
    )


def _find_study(name: str, studies: Path | None) -> Path | None:
    folders = _folders(studies)
    for folder in folders:
        if folder.name == name:
            return folder
    return next((folder for folder in folders if _slug(folder) == name), None)


def _slug(folder: Path) -> object:
    try:
        return read_document(folder / STUDY_FILE, folder).data.get("slug")
    except AuthorError:
        return None
