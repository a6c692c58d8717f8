"""Recorded values named in a text: `{{ churn.ipynb#recall }}`, `{{ churn.ipynb#recall | .0 % }}`.

Elsewhere than in their own study they are named with it: `{{ telecom-churn/churn.ipynb#recall }}`.
What was recorded beside a number is named after it: `recall.baseline`, `.low`, `.high` and `.n`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from proofolio.evidence.format import FormatError, write_number
from proofolio.evidence.record import RecordedNumber
from proofolio.evidence.source import Source
from proofolio.notebooks import NotebookError
from proofolio.words import ENGLISH, Numerals

_NAMED = re.compile(
    r"""(?P<code>(?P<fence>`{3,}|~{3,}).*?(?:(?P=fence)|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    |(?<!\\)\{\{\s*(?P<path>[^\s{}|#]+\.ipynb)\#(?P<name>[^\s{}|]+)\s*(?:\|\s*(?P<form>[^{}|\n]+?)\s*)?\}\}""",
    re.VERBOSE | re.DOTALL,
)

# The ending of a name, and the argument of `record` that it stands for.
_ARGUMENTS = MappingProxyType(
    {"baseline": "baseline", "low": "interval", "high": "interval", "n": "n"}
)

# By the path of a notebook as the text names it; raises NotebookError for one that is not there.
FindNamed = Callable[[str], Source]
# What is wrong with which name.
Complain = Callable[[NotebookError, re.Match[str]], None]


def names_values(text: str) -> bool:
    """Tell whether a text may name a recorded value: quick, and never wrong about a no."""
    return "{{" in text and ".ipynb#" in text


def write_values(
    text: str, find: FindNamed, complain: Complain, numerals: Numerals = ENGLISH
) -> str:
    """Return the text with the numbers that it names; code in backticks stays as it is.

    What cannot be written stays too, after `complain` was told of it.
    """

    def write(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        try:
            return _written(find(match["path"]), match["name"], match["form"] or "", numerals)
        except NotebookError as error:
            complain(error, match)
            return match[0]

    return _NAMED.sub(write, text)


def name_found(error: NotebookError, named: re.Match[str]) -> str:
    """Return what was found in place of a number: the name as the text has it, and what it is."""
    return f'"{named[0]}"' + (f", which is {error.found}" if error.found.startswith("a ") else "")


def _written(source: Source, name: str, form: str, numerals: Numerals) -> str:
    number = _part(source, name) or source.number(name)
    if number is None:
        raise NotebookError(
            f'one number named "{name}" in {source.name}',
            "a cell that prints several, or none",
            f'let the cell record it: `record("{name}", …)`',
        )
    try:
        return str(write_number(number.value, number.unit, form, numerals))
    except FormatError as error:
        found = f'"{form}"' if form else f'the unit "{number.unit}"'
        raise NotebookError(error.expected, found, "correct what stands after the `|`") from error


def _part(source: Source, name: str) -> RecordedNumber | None:
    """Return what was recorded beside a number; None unless the name is that of one and a part."""
    stem, _, part = name.rpartition(".")
    record = source.records.get(stem)
    if name in source.records or not isinstance(record, RecordedNumber):
        return None
    if part not in _ARGUMENTS:
        expected = f'a number named "{name}" in {source.name}, or a part of "{stem}"'
        raise NotebookError(expected, "none", f"its parts are .{', .'.join(_ARGUMENTS)}")
    low, high = record.interval or (None, None)
    n = None if record.n is None else Decimal(record.n)
    value = {"baseline": record.baseline, "low": low, "high": high, "n": n}[part]
    if value is None:
        raise NotebookError(
            f'"{stem}" with its {_ARGUMENTS[part]} in {source.name}',
            "none",
            f"record it: `record(…, {_ARGUMENTS[part]}=…)`",
        )
    return replace(record, name=name, value=value, unit="" if part == "n" else record.unit)
