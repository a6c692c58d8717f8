"""Texts that leave no room on their pages → which of them, and by how much."""

from __future__ import annotations

from collections.abc import Mapping

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc

# In the smallest size, a line of the column beside the titles has as many characters at
# most: what is asked for is to be enough.
LINE = 110
# Below this, a text is not what fills a page.
_LEAST = 200


def find_too_long(document: Document, lengths: Mapping[Loc, int], lines: int) -> list[Problem]:
    """The longest texts, each with the length at which all of them together would fit.

    `lengths` are in characters, `lines` is how much too much there is.
    """
    most = _level(lengths, lines * LINE)
    return [
        document.problem(
            loc,
            f"at most {most:,} characters, so that the study has room on two pages of paper",
            f"shorten it by some {length - most:,} characters"
            + (", or begin it with a short sentence" if "steps" in loc else ""),
            f"{length:,} characters",
        )
        for loc, length in lengths.items()
        if length > most
    ]


def _level(lengths: Mapping[Loc, int], over: int) -> int:
    """The length to which the longest texts must come down to lose so much together."""
    ordered = sorted(lengths.values(), reverse=True)
    for count, longest in enumerate(ordered, 1):
        following = ordered[count] if count < len(ordered) else _LEAST
        level = (sum(ordered[:count]) - over) // count
        if level >= following or count == len(ordered) or following <= _LEAST:
            return max(level, min(_LEAST, longest - 1))
    return _LEAST
