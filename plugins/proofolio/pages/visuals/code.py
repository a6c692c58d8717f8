"""An excerpt of code in a study."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from proofolio.notebooks import Notebook, NotebookError, NotebookStore
from proofolio.notebooks.code import Excerpt, find_symbol, read_code, take_lines
from proofolio.notebooks.options import without_option_lines
from proofolio.notebooks.page import notebook_language
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.studies import CellRef, FilePath, Visual
from proofolio.studies.embed import Code


@dataclass(frozen=True)
class ShownCode:
    """Code with its colours; `text` is what it says, `numbers` those of its lines."""

    html: Markup
    text: str
    first: int
    last: int
    whole: bool
    numbers: tuple[int, ...]


def find_code(finder: Finder, visual: Visual) -> Found:
    """Find the excerpt and colour it. Raises NotebookError."""
    code = visual.code
    assert code  # noqa: S101 - it is of this kind
    excerpt = language = None
    if isinstance(code.file, CellRef):
        excerpt, language = _from_notebook(finder, code.file, code)
    else:
        excerpt, language = _from_file(finder, code.file, code)
    if excerpt is None:
        return Found(None)
    html = finder.store.code(excerpt.text, code.language or language, str(code.file))
    lines = range(excerpt.first, excerpt.last + 1) if code.numbers else ()
    shown = ShownCode(
        Markup(html),  # noqa: S704 - escaped where it was coloured
        excerpt.text,
        excerpt.first,
        excerpt.last,
        excerpt.whole,
        tuple(lines),
    )
    return Found(shown)


def _from_file(finder: Finder, file: FilePath, code: Code) -> tuple[Excerpt | None, str]:
    name = file.path.rpartition("/")[2]
    with finder.trying("code", "file"):
        text = read_code(finder.file(file))
        with finder.trying("code", "symbol" if code.symbol else "lines"):
            span = find_symbol(text, name, code.symbol) if code.symbol else code.span
            return take_lines(text, name, span), _language_of(name, finder.store)
    return None, ""


def _from_notebook(finder: Finder, cell: CellRef, code: Code) -> tuple[Excerpt | None, str]:
    with finder.trying("code", "file"):
        found = finder.store.derived(
            finder.notebook(cell), f"code {cell.anchor}", lambda notebook: _source(notebook, cell)
        )
        text = without_option_lines(found["source"]).strip("\n")
        with finder.trying("code", "symbol" if code.symbol else "lines"):
            name = f"{cell.notebook}#{cell.anchor}"
            span = find_symbol(text, f"{name}.py", code.symbol) if code.symbol else code.span
            return take_lines(text, name, span), found["language"]
    return None, ""


def _source(notebook: Notebook, cell: CellRef) -> dict[str, Any]:
    found = notebook.find(cell.anchor)
    if found.kind != "code" or not found.source.strip():
        what = "an empty cell" if found.kind == "code" else f"a {found.kind} cell"
        raise NotebookError(f"code in {found.describe()} of {notebook.name}", what,
                            "name a cell of code")  # fmt: skip
    return {"source": found.source, "language": notebook_language(notebook)}


def _language_of(name: str, store: NotebookStore) -> str:
    return store.kept(json.dumps(["language of", name]), lambda: _guess(name))


def _guess(name: str) -> str:
    from pygments.lexers import get_lexer_for_filename  # lazy: a warm build must not import it
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_for_filename(name)
    except ClassNotFound:
        return "text"
    return lexer.aliases[0] if lexer.aliases else "text"
