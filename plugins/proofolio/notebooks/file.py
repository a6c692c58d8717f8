"""Reading a file of the author's, with an error that says what lies there instead."""

from __future__ import annotations

from pathlib import Path

from proofolio.notebooks.error import NotebookError, quote_names, suggest


def read_bytes(path: Path, what: str) -> bytes:
    """Return the bytes of a file. Raises NotebookError, with its neighbours where it is missing."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _missing(path, what) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise NotebookError(
            what, f"a folder named {path.name}", "name a file in that folder"
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "unreadable"
        raise NotebookError(
            what, f"{path.name}: {reason.lower()}", "make the file readable"
        ) from error


def _missing(path: Path, what: str) -> NotebookError:
    expected = f"{what} named {path.name}"
    if not path.parent.is_dir():
        return NotebookError(expected, f"no folder {path.parent.name}", "mend the path")
    if path.is_symlink():
        return NotebookError(expected, "a link to a file that is not there", "mend the link")
    names = sorted(
        item.name
        for item in path.parent.iterdir()
        if item.suffix.lower() == path.suffix.lower() and item.is_file()
    )
    if not names:
        return NotebookError(expected, f"no {path.suffix} file in {path.parent.name}", "add it")
    repair = f"the folder {path.parent.name} has {quote_names(names)}{suggest(path.name, names)}"
    return NotebookError(expected, "no such file", repair)
