"""The bytes of an .ipynb file → a Notebook; importing nbformat would cost more than the reading."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.notebook import Cell, Notebook
from proofolio.notebooks.options import read_label, read_options, read_tags
from proofolio.notebooks.output import Output, join_text

_A_NOTEBOOK = "a Jupyter notebook (nbformat 3 to 4.5)"
_SAVE_AGAIN = "open it in Jupyter and save it again"
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |\r?$)", re.MULTILINE)

_OUTPUT_KINDS = {"pyout": "execute_result", "pyerr": "error"}
# nbformat 3 has short names in place of MIME types.
_SHORT_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "latex": "text/latex",
    "json": "application/json",
    "javascript": "application/javascript",
    "pdf": "application/pdf",
}


def read_notebook(path: Path) -> Notebook:
    """Read a notebook file. Raises NotebookError for everything that can be wrong with it."""
    return parse_notebook(read_bytes(path, "a notebook"), path.name)


def parse_notebook(data: bytes, name: str) -> Notebook:
    """Return the notebook in these bytes; `name` is what messages call it."""
    found = _load(data, name)
    metadata = _mapping(found.get("metadata"))
    cells = found.get("cells")
    if not isinstance(cells, list):
        sheets = found.get("worksheets")
        if not isinstance(sheets, list):
            raise NotebookError(
                _A_NOTEBOOK,
                f"JSON without cells in {name}",
                f"name another file, or {_SAVE_AGAIN}",
            )
        cells = [cell for sheet in sheets for cell in _list(_mapping(sheet).get("cells"))]
    version = found.get("nbformat", 4)
    if version not in (3, 4):
        raise NotebookError(
            _A_NOTEBOOK,
            f"nbformat {version} in {name}",
            "convert it with `jupyter nbconvert --to notebook --inplace`",
        )
    return Notebook(name, tuple(_cell(i, cell, name) for i, cell in enumerate(cells)), metadata)


def _load(data: bytes, name: str) -> dict[str, Any]:
    text = _decode(data, name)
    if not text.strip():
        raise NotebookError(_A_NOTEBOOK, f"the empty file {name}", "save it again from Jupyter")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise _json_error(text, name, error) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, lists of thousands of levels: legal, but no notebook.
        raise NotebookError(_A_NOTEBOOK, f"unreadable JSON in {name}", _SAVE_AGAIN) from error
    if not isinstance(found, dict):
        raise NotebookError(
            _A_NOTEBOOK, f"other JSON in {name}", f"name another file, or {_SAVE_AGAIN}"
        )
    return found


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        found = "UTF-16 text" if is_utf_16 else f"other bytes on line {line}"
        raise NotebookError(
            "a notebook in UTF-8",
            f"{found} in {name}",
            f"{_SAVE_AGAIN}, or convert the file to UTF-8",
        ) from error


def _json_error(text: str, name: str, error: json.JSONDecodeError) -> NotebookError:
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return NotebookError(
            "a notebook in one version",
            f"merge-conflict markers on line {line} of {name}",
            "choose one side, with `git checkout --ours` or `--theirs`, or merge with nbdime",
        )
    if text.startswith("version https://git-lfs"):
        return NotebookError(
            _A_NOTEBOOK, f"a Git LFS pointer in {name}", "fetch the file with `git lfs pull`"
        )
    place = f"line {error.lineno}, column {error.colno} of {name}"
    is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    if is_cut and text.lstrip().startswith("{"):
        return NotebookError(
            "a whole notebook",
            f"a file that breaks off: {place}",
            "get it back from a checkpoint or from git, or run and save it again",
        )
    return NotebookError(
        _A_NOTEBOOK, f"text that is no JSON at {place} ({error.msg})", f"{_SAVE_AGAIN}"
    )


def _cell(index: int, raw: object, name: str) -> Cell:
    if not isinstance(raw, dict):
        raise NotebookError(
            _A_NOTEBOOK, f"a cell {index + 1} of another form in {name}", _SAVE_AGAIN, index
        )
    kind = str(raw.get("cell_type", "code"))
    source = join_text(raw.get("source", raw.get("input"))).replace("\r\n", "\n")
    metadata = _mapping(raw.get("metadata"))
    if kind == "heading":  # nbformat 3
        level = raw.get("level")
        source = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1) + f" {source}"
        kind = "markdown"
    count = raw.get("execution_count", raw.get("prompt_number"))
    options = read_options(source) if kind == "code" else {}
    return Cell(
        index=index,
        kind=kind,
        source=source,
        id=join_text(raw.get("id")).strip() or None,
        label=read_label(options, metadata),
        tags=read_tags(options, metadata),
        metadata=metadata,
        options=options,
        outputs=parse_outputs(raw.get("outputs")),
        attachments=_mapping(raw.get("attachments")),
        count=count if isinstance(count, int) else None,
    )


def parse_outputs(raw: object) -> tuple[Output, ...]:
    """Return the outputs of a cell, or of a widget that holds some."""
    return tuple(_output(output) for output in _list(raw))


def _output(raw: object) -> Output:
    found = _mapping(raw)
    kind = join_text(found.get("output_type"))
    kind = _OUTPUT_KINDS.get(kind, kind)
    if kind == "error":
        lines = tuple(join_text(line) for line in _list(found.get("traceback")))
        return Output(kind, name=join_text(found.get("ename")), traceback=lines)
    if kind == "stream":
        name = join_text(found.get("name", found.get("stream")))
        return Output(kind, {"text/plain": found.get("text")}, name=name)
    data = found.get("data")
    if not isinstance(data, dict):
        data = {kind: found[key] for key, kind in _SHORT_TYPES.items() if key in found}
    metadata = _mapping(found.get("metadata"))
    return Output(kind, data, {_SHORT_TYPES.get(key, key): metadata[key] for key in metadata})


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
