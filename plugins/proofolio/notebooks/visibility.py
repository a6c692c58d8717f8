"""What of a cell a reader sees: the words of Quarto, Jupyter Book, nbconvert and Jupyter for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from proofolio.notebooks.notebook import Cell
from proofolio.notebooks.options import plain_text

Code = Literal["shown", "folded", "hidden"]

_YES = frozenset(("true", "yes", "on", "1", "y"))
_NO = frozenset(("false", "no", "off", "0", "n"))


@dataclass(frozen=True, slots=True)
class Visibility:
    """`folded` parts wait behind a word; `open_code` is a fold that starts open."""

    cell: Code = "shown"
    code: Code = "shown"
    outputs: Code = "shown"
    open_code: bool = False
    code_summary: str | None = None
    streams: bool = True
    stderr: bool = True
    as_markdown: bool = False
    may_fail: bool = False
    is_parameters: bool = False


def read_visibility(cell: Cell, code: Code, document: Mapping[str, Any]) -> Visibility:
    """Return what to show of a cell; `document` is the front matter, `code` the site's choice."""
    tags = {tag.replace("_", "-") for tag in cell.tags}
    execute = document.get("execute")
    options = {**(execute if isinstance(execute, dict) else {})}
    if "code-fold" in document:
        options["code-fold"] = document["code-fold"]
    options |= cell.options
    code, is_open = _code(cell, tags, options, code)
    output = _word(options.get("output"))
    warning = _word(options.get("warning"))
    return Visibility(
        cell=_whole(cell, tags, options),
        code=code,
        outputs=_outputs(cell, tags, options),
        open_code=is_open,
        code_summary=plain_text(options.get("code-summary")),
        streams="remove-stdout" not in tags,
        stderr="remove-stderr" not in tags and warning not in _NO,
        as_markdown=output == "asis",
        is_parameters=bool(tags & {"parameters", "injected-parameters"}),
        may_fail="raises-exception" in tags or _word(options.get("error")) in _YES,
    )


def _whole(cell: Cell, tags: set[str], options: Mapping[str, Any]) -> Code:
    slideshow = cell.metadata.get("slideshow")
    is_skipped = isinstance(slideshow, dict) and slideshow.get("slide_type") == "skip"
    is_left_out = _word(options.get("include")) in _NO
    if is_skipped or is_left_out or "remove-cell" in tags:
        return "hidden"
    return "folded" if "hide-cell" in tags else "shown"


def _code(cell: Cell, tags: set[str], options: Mapping[str, Any], code: Code) -> tuple[Code, bool]:
    fold = _word(options.get("code-fold"))
    own = _word(cell.options.get("echo"))
    echo = _word(options.get("echo"))
    jupyter = _mapping(cell.metadata.get("jupyter"))
    if "remove-input" in tags or echo in _NO:
        return "hidden", False
    if own in _YES or own == "fenced":
        code = "shown"
    if "code-fold" in cell.options and fold in _NO:
        return "shown", False
    is_folded = "hide-input" in tags or fold in _YES or fold == "show"
    is_hidden = jupyter.get("source_hidden") is True or cell.metadata.get("hide_input") is True
    if code != "hidden" and (is_folded or is_hidden):
        code = "folded"
    return code, fold == "show"


def _outputs(cell: Cell, tags: set[str], options: Mapping[str, Any]) -> Code:
    jupyter = _mapping(cell.metadata.get("jupyter"))
    if (
        tags & {"remove-output", "remove-outputs", "remove-all-outputs"}
        or _word(options.get("output")) in _NO
        or _word(options.get("eval")) in _NO
    ):
        return "hidden"
    is_folded = jupyter.get("outputs_hidden") is True or cell.metadata.get("collapsed") is True
    return "folded" if "hide-output" in tags or is_folded else "shown"


def _word(value: object) -> str:
    """Return an option as YAML's own word for it; documents have true, cells have text."""
    return str(value).strip().lower() if isinstance(value, str | bool | int) else ""


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
