"""An excerpt of code: from a file, by its lines or the name of what it defines, or from a cell."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofolio.notebooks.error import NotebookError, quote_names, suggest
from proofolio.notebooks.file import read_bytes

# Nobody reads more of it on a page.
_LONGEST = 300


@dataclass(frozen=True)
class Excerpt:
    """Lines of a file, counted from `first`."""

    text: str
    first: int
    last: int
    whole: bool


def read_code(path: Path) -> str:
    """Return the text of a file. Raises NotebookError for what is none."""
    data = read_bytes(path, "a file of code")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotebookError(
            f"text in {path.name}", "another kind of file", "save it with the encoding UTF-8"
        ) from error
    if not text.strip() or "\0" in text:
        found = "another kind of file" if text.strip() else "nothing"
        raise NotebookError(f"text in {path.name}", found, "write it, or name another file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def take_lines(text: str, name: str, span: tuple[int, int] | None) -> Excerpt:
    """Return these lines of a file, or all. Raises NotebookError where it has fewer."""
    lines = text.rstrip("\n").split("\n")
    first, last = span or (1, len(lines))
    if last > len(lines):
        count = f"{len(lines)} lines" if len(lines) > 1 else "one line"
        found = f"{first} to {last}" if last > first else f"{last}"
        raise NotebookError(f"lines of {name}", f'"{found}"', f"it has {count}")
    if last - first >= _LONGEST:
        found = f"{last - first + 1} lines"
        repair = "choose the part that matters, with `lines: 10-32` or `symbol: fit_model`"
        raise NotebookError(f"at most {_LONGEST} lines of {name}", found, repair)
    excerpt = textwrap.dedent("\n".join(lines[first - 1 : last]))
    return Excerpt(excerpt, first, last, (first, last) == (1, len(lines)))


def find_symbol(text: str, name: str, symbol: str) -> tuple[int, int]:
    """Return the first and last line of a function, class or method: `Forecaster.predict`.

    Raises NotebookError where the file is no Python, or defines nothing of that name.
    """
    if not name.endswith((".py", ".pyi")):
        repair = "say which lines in place of it: `lines: 10-32`"
        raise NotebookError("a Python file for `symbol`", f'"{name}"', repair)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, SyntaxError) else ""
        repair = "mend it, or say which lines: `lines: 10-32`"
        raise NotebookError(f"Python in {name}", f"a mistake{line}", repair) from error
    known = dict(_defined(tree, ""))
    if symbol not in known:
        near = suggest(symbol, [*known])
        repair = f"{name} defines {quote_names([*known])}{near}" if known else "it defines nothing"
        raise NotebookError(f"something that {name} defines", f'"{symbol}"', repair)
    return known[symbol]


def _defined(node: ast.AST, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what stands at the top of a module, and in its classes, with its lines."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([child.lineno, *(one.lineno for one in child.decorator_list)])
            yield prefix + child.name, (first, child.end_lineno or child.lineno)
            if isinstance(child, ast.ClassDef):
                yield from _defined(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.Assign | ast.AnnAssign) and child.end_lineno:
            targets = child.targets if isinstance(child, ast.Assign) else [child.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield prefix + target.id, (child.lineno, child.end_lineno)
