"""The folder of case studies → the document of each, and what is wrong with the rest."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.read.document import Document, parse_yaml
from proofolio.read.text import read_text

STUDY_FILE = "study.yml"
_MEANT = (STUDY_FILE, "study.yaml")


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
        if folder.name.startswith((".", "_")):
            continue
        path = folder / STUDY_FILE
        try:
            if not folder.is_dir():
                problems += [_loose(folder, root)] if folder.name in _MEANT else []
            elif not path.resolve().is_relative_to(studies.resolve()):
                problems.append(_linked(path, root))
            elif path.is_file():
                sources.append(Source(folder, read_document(path, root)))
            else:
                problems.append(_no_study(folder, root))
        except AuthorError as error:
            problems += error.problems
    return sources, problems


def _no_study(folder: Path, root: Path) -> Problem:
    near = sorted(path.name for path in folder.glob("*.[yY]*ml") if path.is_file())
    nothing = "a folder of this name" if (folder / STUDY_FILE).exists() else "no such file"
    found = f"only {', '.join(near)}" if near else nothing
    repair = (
        f"rename {near[0]} to {STUDY_FILE}"
        if near
        else "write it, or begin the folder's name with _ to leave it out"
    )
    name = display_path(folder / STUDY_FILE, root)
    return Problem(name, 1, 1, f"the file {STUDY_FILE} in the folder {folder.name}", found, repair)


def _linked(path: Path, root: Path) -> Problem:
    kind = "folder" if path.parent.is_symlink() else "file"
    expected, found = f"a {kind} of {path.parent.parent.name}", "a link that leads out of it"
    repair = f"put the {kind} itself there, or begin the folder's name with _ to leave it out"
    return Problem(display_path(path, root), 1, 1, expected, found, repair)


def _loose(path: Path, root: Path) -> Problem:
    expected, found = "a folder for each study", f"{path.name} beside the folders"
    repair = f"put it into a folder of its own, as in my-study/{STUDY_FILE}"
    return Problem(display_path(path, root), 1, 1, expected, found, repair)
