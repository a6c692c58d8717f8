"""A recorded number → how it is written on a page."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from proofolio.evidence.compare import sizes
from proofolio.evidence.units import is_currency, read_unit
from proofolio.studies import Quantity
from proofolio.words import ENGLISH, Numerals

_FORMAT = re.compile(r"(?:\.(?P<digits>\d))? ?(?P<unit>[^\d.\s].*)?")
# Stands for a unit where the sentence has it already: "from −2.3 to 8.5 points".
_BARE = "bare"
# A unit that nobody writes: 0.62.
_RATIO = "ratio"
# Where nobody says how many digits are meant: as many as three significant ones need.
_SIGNIFICANT = 3


class FormatError(Exception):
    """A number cannot be written in this way; `expected` says in which it can."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def write_number(
    value: Decimal, unit: str, form: str = "", numerals: Numerals = ENGLISH
) -> Quantity:
    """Write a number as `form` says: `.1 %` is one decimal and per cent; a part may be left out.

    A ratio is written in per cent unless `form` names a unit, of which `ratio` leaves it as it is;
    `.1 bare` is the number without its unit. Raises FormatError.
    """
    match = _FORMAT.fullmatch(form.strip())
    if match is None:
        raise FormatError("decimals, a unit, or both, such as `.1 %`")
    named = (match["unit"] or "").strip()
    usual = "%" if unit == _RATIO else unit
    target = named if named and named != _BARE else usual
    wanted = read_unit(target)
    known = sizes(read_unit(unit), wanted)
    if not known:
        raise FormatError(f'a unit that "{unit}" can be written in')
    # Without a unit, 0.62 is a ratio and 62 a percentage.
    number = value * (known[-1] if abs(value) <= 1 else known[0]) / wanted.size
    digits = int(match["digits"]) if match["digits"] else _digits(number)
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    rounded = rounded or abs(rounded)  # −0.0 is 0.0
    shown = "" if named in (_BARE, _RATIO) else target
    return in_language(Quantity("", rounded, shown, filled=True), numerals)


def _digits(number: Decimal) -> int:
    decimals = max(0, _SIGNIFICANT - 1 - number.adjusted())
    # Floats come with digits that nobody meant.
    exact = Decimal(f"{number:.12g}").normalize()
    return min(decimals, max(0, -int(exact.as_tuple().exponent)), 9)


def in_language(quantity: Quantity, numerals: Numerals) -> Quantity:
    """Return a number that was filled in as a language writes it; what an author wrote stays."""
    if not quantity.filled:
        return quantity
    text = numerals.write(f"{quantity.number:,f}")
    unit = numerals.name_unit(quantity.unit)
    return replace(quantity, text=_with_unit(text, unit, numerals), unit=unit)


def _with_unit(text: str, unit: str, numerals: Numerals) -> str:
    """A currency stands where the language has it; whatever else there is stands by the number."""
    front, _, rest = unit.partition(" ")
    if is_currency(read_unit(front)) and front not in ("ct", "¢"):
        if numerals.money_first:
            return f"{numerals.money.format(currency=front, number=text)} {rest}".strip()
        return numerals.money.format(currency=front, number=f"{text} {rest}".strip())
    return f"{text} {unit}".strip()
