"""A notebook as values: its cells, and how a study names one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from proofolio.notebooks.error import NotebookError, quote_names, suggest
from proofolio.notebooks.output import Output
from proofolio.recording import MIME

# What Jupyter (eight hexadecimal digits, or a UUID) and Colab (twelve letters and digits) make up.
# They work as an anchor, but nobody chose them, so no message offers them as a name.
_MADE_UP_ID = re.compile(
    r"[0-9a-f]{8}(-?[0-9a-f]{4}){0,6}|(?=.*[A-Z])(?=.*[a-z])[\w-]{12}", re.ASCII
)
# Tags that tell tools what to do name nothing.
_ORDER = re.compile(r"(hide|remove|skip|slide)([_-].*)?|(injected-)?parameters|raises-exception")
_NUMBERED = re.compile(r"(?P<name>.+):(?P<number>[1-9][0-9]{0,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `index` counts from 0, `number` from 1 as people do."""

    index: int
    kind: str  # code, markdown, raw
    source: str = field(repr=False)
    id: str | None = None
    label: str | None = None
    tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict, repr=False)
    # Of the `#|` lines, values as text.
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    outputs: tuple[Output, ...] = field(default=(), repr=False)
    attachments: Mapping[str, Any] = field(default_factory=dict, repr=False)
    count: int | None = None  # what stood in the brackets beside it

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def was_run(self) -> bool:
        return self.count is not None

    @property
    def names(self) -> list[str]:
        """The words for this cell that an author chose, best first: label, tags, id."""
        tags = [tag for tag in self.tags if not _ORDER.fullmatch(tag)]
        own_id = [self.id] if self.id and not _MADE_UP_ID.fullmatch(self.id) else []
        return ([self.label] if self.label else []) + tags + own_id

    @property
    def recorded(self) -> list[str]:
        """The names under which it recorded numbers, tables and curves."""
        found = [output.data.get(MIME) for output in self.outputs]
        names = [payload.get("name") for payload in found if isinstance(payload, dict)]
        return [name for name in names if isinstance(name, str)]

    def describe(self) -> str:
        return f'cell "{self.label}"' if self.label else f"cell {self.number}"


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook of nbformat 3 to 4.5, read as 4."""

    name: str
    cells: tuple[Cell, ...] = field(repr=False)
    metadata: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def find(self, anchor: str) -> Cell:
        """Return the cell of this label, else tag, else id; a `:2` at the end is left aside."""
        return self.locate(anchor)[0]

    def locate(self, anchor: str) -> tuple[Cell, int | None]:
        """Return the cell that an anchor names, and the number of the output asked for, if any.

        A name that has a colon and digits of its own ("fig:2") wins over the second output of
        "fig". Raises NotebookError where there is no such cell, or more than one.
        """
        cell = self._named(anchor)
        if cell is not None:
            return cell, None
        numbered = _NUMBERED.fullmatch(anchor)
        if numbered:
            cell = self._named(numbered["name"])
            if cell is not None:
                return cell, int(numbered["number"])
        raise self._no_such_cell(numbered["name"] if numbered else anchor)

    def _named(self, name: str) -> Cell | None:
        kinds: Sequence[tuple[str, Callable[[Cell], bool]]] = (
            ("labelled", lambda cell: cell.label == name),
            ("tagged", lambda cell: name in cell.tags),
            ("with the id", lambda cell: cell.id == name),
        )
        for word, matches in kinds:
            cells = [cell for cell in self.cells if matches(cell)]
            if len(cells) > 1:
                numbers = ", ".join(str(cell.number) for cell in cells[:-1])
                raise NotebookError(
                    expected=f'one cell {word} "{name}" in {self.name}',
                    found=f"{len(cells)}: the cells {numbers} and {cells[-1].number}",
                    repair="give the one that you mean a label that no other has: "
                    "`#| label: …` on its first line",
                )
            if cells:
                return cells[0]
        return None

    def _no_such_cell(self, name: str) -> NotebookError:
        names = names_of(self, self.cells)
        expected = f'a cell labelled "{name}"' if name else "the name of a cell after the `#`"
        if not names:
            return NotebookError(
                expected,
                found=f"no named cell in {self.name}",
                repair=f"put `#| label: {name or 'my-figure'}` on the first line of the cell "
                "and save the notebook",
            )
        known = f"the cells of {self.name} are named {quote_names(names)}"
        return NotebookError(expected, "none", known + suggest(name, names))


def names_of(notebook: Notebook, cells: Iterable[Cell]) -> list[str]:
    """Return a name for each of these cells that has one which names no other cell."""
    uses = Counter(name for cell in notebook.cells for name in set(cell.names))
    best = (next((name for name in cell.names if uses[name] == 1), None) for cell in cells)
    return [name for name in best if name is not None]


def anchors(notebook: Notebook, kind: str = "") -> list[str]:
    """Return the names of the cells that have a `picture` or a `table` (without kind: either)."""

    def wanted(output: Output) -> bool:
        is_picture = kind in ("", "picture") and output.picture_type is not None
        return is_picture or (kind in ("", "table") and output.has_table)

    return names_of(notebook, (cell for cell in notebook.cells if any(map(wanted, cell.outputs))))
