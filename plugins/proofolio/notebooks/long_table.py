"""A table of very many rows: cut and counted as text, since to parse all of it takes minutes.

Only what libraries write is taken: one head, one body, and no markup in it but rows, cells and
words set apart. All else is None, and read whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from proofolio.notebooks.output import drop_forbidden

# Shorter ones are read whole.
LONG = 200_000
_BODY = re.compile(r"(?<=</thead>)\s*<tbody>\s*")
_TAG = re.compile(
    r"</?(?:t[rdh]|b|strong|em|i|sub|sup|code|a|br|p|div)"
    r'(?:\s+[\w-]+(?:=(?:"[^"<>]*"|[\w-]+))?)*\s*>'
)
_CELL = re.compile(r"<t[hd]([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_SPAN = re.compile(r'\b(row|col)span="?([1-9]\d{0,2})\b')
_ANY_TAG = re.compile(r"<[^<>]*>")
_WORD_TAG = re.compile(r"</?(?:b|strong|em|i|sub|sup|code|a)\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class LongTable:
    """The source of a table with each row of its body."""

    before: str = field(repr=False)
    rows: tuple[str, ...] = field(repr=False)
    after: str = field(repr=False)

    def cut(self, count: int) -> str:
        """Return the HTML with only the first rows of the body."""
        return "".join([self.before, *self.rows[:count], self.after])

    def write_csv(self) -> bytes:
        """Return the text of the cells of the body, each in its column."""
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(self._values())
        return file.getvalue().encode("utf-8", "replace")

    def _values(self) -> Iterator[list[str]]:
        taken: dict[int, int] = {}  # column → the row at which it is free again
        for index, row in enumerate(self.rows):
            cells = _CELL.findall(row)
            if not taken and "span" not in row:
                yield [_text(text) for _, text in cells]
                continue
            values: list[str] = []
            for attributes, text in cells:
                while taken.get(len(values), 0) > index:
                    values.append("")
                spans = {kind: int(count) for kind, count in _SPAN.findall(attributes)}
                until = index + spans.get("row", 1)
                width = spans.get("col", 1)
                if until > index + 1:
                    taken |= dict.fromkeys(range(len(values), len(values) + width), until)
                values += [_text(text), *[""] * (width - 1)]
            yield values


def read_long_table(html: str) -> LongTable | None:
    """Return the rows of a long table, if it is written as libraries write one."""
    body = _BODY.search(html) if len(html) > LONG else None
    end = html.rfind("</tbody>")
    if body is None or end < body.end() or html.count("<table") != 1:
        return None
    inside = html[body.end() : end]
    *rows, rest = inside.split("</tr>")
    is_plain = (
        not rest.strip()
        and inside.count("<tr") == len(rows)
        and _count(inside, "<td", "<th") == _count(inside, "</td>", "</th>")
        and all(row.lstrip().startswith("<tr") for row in rows)
        and inside.count("<") == sum(1 for _ in _TAG.finditer(inside))
    )
    if not is_plain or "<tr" in html[end:] or "<!--" in html[: body.end()]:
        return None
    return LongTable(html[: body.end()], tuple(f"{row}</tr>" for row in rows), html[end:])


def _count(html: str, *parts: str) -> int:
    return sum(map(html.count, parts))


def _text(html: str) -> str:
    if "<" in html:
        html = _ANY_TAG.sub(" ", _WORD_TAG.sub("", html))
    if "&" in html:
        html = unescape(html)
    return " ".join(drop_forbidden(html).split())
