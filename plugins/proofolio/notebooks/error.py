"""What is wrong with a notebook or an image, in three parts that make one sentence."""

from __future__ import annotations

from collections.abc import Sequence

# A list of forty names helps nobody; the first dozen and the nearest one do.
NAMES_SHOWN = 12


class NotebookError(Exception):
    """Says what was expected, what was found and how to repair it.

    It knows no place in a study.yml: the caller, who does, puts path:line:column in front.
    `cell` counts from 0, as in the file; it is None where the whole file is meant.
    """

    def __init__(self, expected: str, found: str, repair: str, cell: int | None = None) -> None:
        super().__init__(f"expected {expected}, found {found}; {repair}")
        self.expected = expected
        self.found = found
        self.repair = repair
        self.cell = cell


def quote_names(names: Sequence[str]) -> str:
    """Return `"a", "b", "c" and 3 more`."""
    shown = ", ".join(f'"{name}"' for name in names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def suggest(name: str, names: Sequence[str]) -> str:
    """Return ` (did you mean "lift"?)`, or nothing where no name is near."""
    from difflib import get_close_matches  # lazy: only mistakes need it

    lowered = {candidate.lower(): candidate for candidate in reversed(names)}
    near = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return f' (did you mean "{lowered[near[0]]}"?)' if near else ""
