"""Tables of plain text that fit a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofolio.disclosure import Entry
    from proofolio.evidence.ledger import Claim

_HEAD = ("claim", "value", "baseline", "evidence", "verdict")
_PERMISSIONS = ("permission for", "by", "on", "scope", "until", "state")
_GAP = "  "
_LEAST = 8
# The basis of an estimate may be a paragraph.
_MOST_LINES = 4


def write_claims(claims: Sequence[Claim]) -> str:
    """Write the claims of each study below its name."""
    tables = []
    for study, group in groupby(claims, lambda claim: claim.study):
        rows = [(one.name, one.value, one.baseline, one.evidence, one.verdict) for one in group]
        tables.append("\n".join([study, *_table(_HEAD, rows)]))
    return "\n\n".join(tables)


def write_permissions(entries: Sequence[Entry]) -> str:
    """Write all permissions in one table; nothing where there are none."""
    rows = [
        (one.what, ", ".join(filter(None, (one.by, one.form))), one.on, one.scope, one.until,
         one.state)
        for one in entries
    ]  # fmt: skip
    return "\n".join(_table(_PERMISSIONS, rows)) if rows else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = _fit([head, *rows])
    yield from _write(head, widths)
    yield from _write(["-" * size for size in widths], widths)
    for row in rows:
        yield from _write(row, widths)


def write_rows(rows: Sequence[Sequence[str]]) -> str:
    """Write rows in columns that fit the terminal."""
    widths = _fit(rows)
    return "\n".join(line for row in rows for line in _write(row, widths))


def _fit(rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of the columns; where they do not fit, the one that wraps best gives way."""
    columns = [*zip(*rows, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    words = [
        max(len(word) for cell in column for word in cell.split() or [""]) for column in columns
    ]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - shutil.get_terminal_size().columns
    for _ in range(over):
        free = [width - max(word, _LEAST) for width, word in zip(widths, words, strict=True)]
        giving = free.index(max(free)) if max(free) > 0 else widths.index(max(widths))
        widths[giving] = max(_LEAST, widths[giving] - 1)
    return widths


def _write(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [
        textwrap.wrap(cell, size, max_lines=_MOST_LINES, placeholder=" …")
        for cell, size in zip(row, widths, strict=True)
    ]
    for parts in zip_longest(*cells, fillvalue=""):
        sized = (f"{part:{size}}" for part, size in zip(parts, widths, strict=True))
        yield _GAP.join(sized).rstrip()
