"""The files that a run depends on: those that the author declares, and the requirements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from proofolio.notebooks import Notebook
from proofolio.read.folder import STUDY_FILE

REQUIREMENTS = ("requirements.txt", "requirements.lock", "environment.yml", "environment.yaml")


def declared_data(notebook: Notebook) -> list[str]:
    """Return the paths in the metadata (`proofolio.data`) and in `#| data:` lines, each once."""
    own = notebook.metadata.get("proofolio")
    values = [own.get("data") if isinstance(own, Mapping) else None]
    values += [cell.options.get("data") for cell in notebook.cells if cell.kind == "code"]
    names: list[str] = []
    for value in values:
        parts = value.split(",") if isinstance(value, str) else value
        names += [part for part in parts if isinstance(part, str)] if parts else []
    clean = (PurePosixPath(name.strip()).as_posix() for name in names if name.strip())
    return list(dict.fromkeys(clean))


def is_relative(name: str) -> bool:
    """Return whether a path counts from the notebook, on every system."""
    windows = PureWindowsPath(name)
    return not windows.drive and not windows.root


def find_root(folder: Path) -> Path:
    """Return the study's folder that a notebook lies in, or its own where there is no study."""
    inside = (parent for parent in (folder, *folder.parents) if (parent / STUDY_FILE).is_file())
    return next(inside, folder)


def find_requirements(folder: Path, root: Path) -> Path | None:
    """Return the requirements file beside the notebook, else that of its study."""
    places = (place / name for place in dict.fromkeys((folder, root)) for name in REQUIREMENTS)
    return next((path for path in places if path.is_file()), None)
