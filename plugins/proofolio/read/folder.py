"""The folder of case studies → the document of each, and what is wrong with the rest."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.read.document import Document, parse_yaml
from proofolio.read.text import read_text

STUDY_FILE = "study.yml"


@dataclass(frozen=True)
class Source:
    """A study's folder and what its study.yml says."""

    folder: Path
    document: Document


def read_document(path: Path, root: Path) -> Document:
    """Read one YAML file. Raises AuthorError."""
    name = display_path(path, root)
    return parse_yaml(read_text(path, name), name)


def read_folder(studies: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    """Read study.yml of each folder; names that begin with a dot or underscore are left alone."""
    sources, problems = [], []
    for folder in sorted(studies.iterdir()):
        if not folder.is_dir() or folder.name.startswith((".", "_")):
            continue
        path = folder / STUDY_FILE
        if not path.is_file():
            problems.append(_no_study(folder, root))
            continue
        try:
            sources.append(Source(folder, read_document(path, root)))
        except AuthorError as error:
            problems += error.problems
    return sources, problems


def _no_study(folder: Path, root: Path) -> Problem:
    near = sorted(path.name for path in folder.glob("*.y*ml"))
    found = f"only {', '.join(near)}" if near else "no such file"
    repair = (
        f"rename {near[0]} to {STUDY_FILE}"
        if near
        else "write it, or begin the folder's name with _ to leave it out"
    )
    name = display_path(folder / STUDY_FILE, root)
    return Problem(name, 1, 1, f"the file {STUDY_FILE} in the folder {folder.name}", found, repair)
