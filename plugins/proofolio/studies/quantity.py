"""A number with its unit, as people write it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

ChangeForm = Literal["auto", "percent", "times", "none"]

_COMMA = r"[1-9]\d{0,2}(?:[.\u00a0\u202f'’]\d{3})+,\d+|(?:0|[1-9]\d*),(?:\d{1,2}|\d{4,})|0,\d{3}"
# Where the comma is the decimal sign, three digits after a point are thousands.
_ALL_COMMAS = r"[1-9]\d{0,2}(?:[.\u00a0\u202f'’]\d{3})+(?:,\d+)?|\d+,\d+"


def _pattern(comma: str) -> re.Pattern[str]:
    return re.compile(
        rf"""(?P<sign>[-+−])?\s*(?P<currency>[$€£¥]|(?:USD|EUR|GBP|CHF|JPY)(?=\s))?\s*
            (?P<inner>[-+−])?
            (?:(?P<comma>{comma})
              |(?P<point>[1-9]\d{{0,2}}(?:[,\u00a0\u202f'’]\d{{3}})+(?:\.\d+)?|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+−]?\d{{1,2}})?))
            (?!\d|[eE][-+−]?\d)
            (?:\s*(?P<unit>[^\d\s.,+\-−][^\n]{{0,30}}))?""",
        re.VERBOSE,
    )


_QUANTITY, _WITH_COMMA = _pattern(_COMMA), _pattern(_ALL_COMMAS)
# Whatever is longer takes long to be found out.
_LONGEST = 100


@dataclass(frozen=True)
class Quantity:
    """`text` is how the author wrote it; `unit` includes a currency that stood in front.

    What is `filled` in from a record was written by nobody: pages write it in their language.
    """

    text: str
    number: Decimal
    unit: str
    filled: bool = False

    def __str__(self) -> str:
        """The text with minus signs in place of hyphens."""
        return re.sub(r"^([^\d-]*)-|(?<=\d[eE])-(?=\d)", r"\1−", self.text)


def read_quantity(value: Any, *, comma: bool = False) -> Quantity | None:
    """Read `62 %`, `0.84`, `€ 1,200` or a plain number; None for what is no quantity.

    A decimal comma is read where it cannot be one of thousands: `61,7 %`, `1.200,50 €`. With
    `comma` it is the decimal sign, and a point before three digits is one of thousands: `1.200`.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    pattern = _WITH_COMMA if comma else _QUANTITY
    match = pattern.fullmatch(text) if len(text) <= _LONGEST else None
    if not match or (match["sign"] and match["inner"]):
        return None
    if match["comma"]:
        digits = re.sub(r"[.\u00a0\u202f'’]", "", match["comma"]).replace(",", ".")
    else:
        digits = re.sub(r"[,\u00a0\u202f'’]", "", match["point"]).replace("−", "-")
    number = Decimal(digits)
    if (match["sign"] or match["inner"]) in ("-", "−"):
        number = -number
    unit = " ".join(filter(None, (match["currency"], (match["unit"] or "").strip())))
    return Quantity(text, number, unit)


@dataclass(frozen=True)
class Change:
    """How far a number is from another; `number` has its sign, and is written as in English."""

    number: str
    form: Literal["points", "percent", "times"]


def change(value: Quantity, baseline: Quantity, form: ChangeForm = "auto") -> Change | None:
    """How far a value is from its baseline; None where that cannot be said.

    `auto` is points for percentages, else per cent. Points have the decimals of the more precise of
    the two, percentages none, times two significant digits.
    """
    if form == "none" or value.unit != baseline.unit or value.number == baseline.number:
        return None
    difference = value.number - baseline.number
    sign = "+" if difference > 0 else "−"
    if value.unit == "%" and form == "auto":
        decimals = max(
            -int(number.as_tuple().exponent) for number in (value.number, baseline.number)
        )
        return Change(f"{sign}{abs(difference):.{max(decimals, 0)}f}", "points")
    if baseline.number <= 0 or value.number < 0:
        return None
    if form == "times":
        times = value.number / baseline.number
        return Change(f"{times:.{max(0, 1 - times.adjusted())}f}", "times")
    return Change(f"{sign}{abs(difference / baseline.number * 100):.0f}", "percent")
