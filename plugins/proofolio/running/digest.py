"""Hashes of code cells, of files and of folders: what a run depended on."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from proofolio.notebooks import Cell, Notebook, NotebookStore

PREFIX = "sha256:"
# The lines of options at the top of a cell say how it is shown, but for `eval`.
_OPTIONS = re.compile(r"\A(\s*(?:%%.*\n)?)(?:# ?\|.*(?:\n|\Z))+")
# Enough to tell the cells of one notebook apart; they stand in the notebook one by one.
_CELL_DIGITS = 16
# Smaller files are hashed sooner than looked up.
_WORTH_KEEPING = 1_000_000
# A file may be written twice within one tick of its clock.
_TICK_NS = 2_000_000_000


def code_cells(notebook: Notebook) -> list[Cell]:
    """Return the cells whose code counts: those that are not blank."""
    return [cell for cell in notebook.cells if cell.kind == "code" and cell.source.strip()]


def is_run(cell: Cell) -> bool:
    """Return whether a run executes the cell; `#| eval: false` and `skip-execution` say no."""
    return str(cell.options.get("eval", "")).lower() != "false" and (
        "skip-execution" not in cell.tags
    )


def hash_cell(cell: Cell) -> str:
    """Return the hash of what a cell executes: captions and labels may change, code may not."""
    text = f"{is_run(cell)}\n" + _OPTIONS.sub(r"\1", cell.source).strip()
    return _hash(text.encode(errors="surrogatepass")).removeprefix(PREFIX)[:_CELL_DIGITS]


def hash_code(cells: Iterable[str]) -> str:
    """Return one hash for the hashes of all cells."""
    return _hash("\n".join(cells).encode())


def hash_file(path: Path) -> str:
    """Return the hash of a file, or of all files in a folder and their names. Raises OSError."""
    if path.is_dir():
        return _hash_folder(path, hash_file)
    if not path.is_file():  # a device may have no end
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return PREFIX + hashlib.file_digest(file, "sha256").hexdigest()


def _hash_folder(path: Path, hash_one: Callable[[Path], str]) -> str:
    files = sorted(file for file in path.rglob("*") if file.is_file() and _counts(file, path))
    names = (f"{file.relative_to(path).as_posix()}\0{hash_one(file)}" for file in files)
    return _hash("\n".join(names).encode(errors="surrogatepass"))


def _counts(file: Path, root: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(root).parts)


def _hash(data: bytes) -> str:
    return PREFIX + hashlib.sha256(data).hexdigest()


class Digests:
    """Hashes of files; with a store, a large one is read once as long as it stays as it is."""

    def __init__(self, store: NotebookStore | None = None) -> None:
        self._store = store

    def of(self, path: Path) -> str:
        """Return the hash of a file or folder. Raises OSError."""
        status = path.stat()
        if path.is_dir():
            return _hash_folder(path, self.of)
        is_new = status.st_mtime_ns > time.time_ns() - _TICK_NS
        if not self._store or is_new or status.st_size < _WORTH_KEEPING:
            return hash_file(path)
        state = (path.resolve(), status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        question = "\0".join(map(str, ("digest", *state)))
        return self._store.kept(question, lambda: hash_file(path))
