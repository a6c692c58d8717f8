"""How a language writes numbers, days and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Numerals:
    """The signs of a number, on which side of it money stands, and what our units are called."""

    decimal: str = "."
    group: str = ","
    money: str = "{currency} {number}"
    million: str = "M"
    billion: str = "bn"
    points: str = "points"
    day: str = "{day}"

    def write(self, text: str) -> str:
        """A number as Python writes it, such as `1,234.5`, in this language."""
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def name_unit(self, unit: str) -> str:
        """A unit as this language has it: differences of two percentages are in points."""
        return self.points if unit == "points" else unit

    @property
    def money_first(self) -> bool:
        """Whether a currency stands before its number."""
        return self.money.startswith("{currency}")


ENGLISH = Numerals()


def read_numerals(words: Mapping[str, Any]) -> Numerals:
    """How numbers are written where these are the words."""
    return Numerals(**words["numerals"])


def write_date(date: str, words: Mapping[str, Any]) -> str:
    """A date for people: `2026-03` becomes March 2026."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = words["months"][int(rest[0]) - 1]
    if not rest[1:]:
        return f"{month} {year}"
    return f"{read_numerals(words).day.format(day=int(rest[1]))} {month} {year}"
