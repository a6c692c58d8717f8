"""Files that a study names in its folder."""

from __future__ import annotations

from pathlib import Path

from proofolio.notebooks.error import NotebookError
from proofolio.studies import suggest

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
# What is suggested in place of a file that is not there.
_KINDS = (
    ("notebooks", (".ipynb",)),
    ("clips", (".mp4", ".webm")),
    ("captions", (".vtt",)),
    ("diagrams", (".mmd", ".mermaid")),
    ("pictures", PICTURES),
)


def check_exists(folder: Path, name: str) -> None:
    """Raise NotebookError unless the folder has this file, right to the letter."""
    path = folder / name
    try:
        if path.is_file() and _is_plain(folder, name):
            return
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
    kind, suffixes = next(
        (kind for kind in _KINDS if suffix in kind[1]),
        (f"files of this kind ({suffix})", (suffix,)) if suffix else _KINDS[-1],
    )
    names = [
        other.relative_to(folder).as_posix()
        for other in folder.rglob("*.*")
        if other.is_file() and ".ipynb_checkpoints" not in other.parts
        and other.suffix.lower() in suffixes
    ]  # fmt: skip
    raise NotebookError(
        f"a file of the folder {folder.name}",
        f'no file "{name}"',
        suggest(name, names, f"its {kind} are"),
    )


def _is_plain(folder: Path, name: str) -> bool:
    """Whether nothing of the name is a link, so that only its letters are to be looked at.

    To follow links costs a look at each folder up to the root.
    """
    parts = name.split("/")
    paths = (folder.joinpath(*parts[: count + 1]) for count in range(len(parts)))
    has_links = ".." in parts or any(path.is_symlink() for path in paths)
    return not has_links and _same_case(folder, name)


def _same_case(folder: Path, name: str) -> bool:
    """Whether the name is right to the letter, which matters on the host and not on every disk."""
    part = folder
    for piece in name.split("/"):
        if piece not in {path.name for path in part.iterdir()}:
            return False
        part = part / piece
    return True
