"""The numbers that a cell prints, for notebooks that record nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from proofolio.notebooks import Cell

_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_NUMBER = re.compile(
    r"(?<![\w.,])[-−+]?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,18})?(?:[eE][-+]?\d{1,2})?"
    r"(?![\w.]*\w)(?:\s?(?P<unit>%))?"
)
# What a page would cut as well; nobody finds a claim in more.
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it was printed; `unit` is `%` or nothing."""

    value: Decimal
    unit: str = ""


def read_printed(cell: Cell) -> tuple[Printed, ...]:
    """Return all numbers of a cell's text and tables, in their order, each once."""
    found = (number for text in _texts(cell) for number in _numbers(text[:_LONGEST]))
    return tuple(dict.fromkeys(found))


def _texts(cell: Cell) -> Iterator[str]:
    for output in cell.outputs:
        if output.kind == "error":
            continue
        if html := output.text("text/html"):
            yield unescape(_TAG.sub(" ", html))
        # A picture's text is but its description: <Figure size 640x480 with 1 Axes>.
        elif not output.picture_type:
            text = output.text("text/markdown") or output.text("text/plain")
            yield _ESCAPE.sub("", text)


def _numbers(text: str) -> Iterator[Printed]:
    for match in _NUMBER.finditer(text):
        digits = match[0].removesuffix("%").strip().replace(",", "").replace("−", "-")
        yield Printed(Decimal(digits), match["unit"] or "")
