"""What the name and the unit of a result say about it; English only, and in doubt nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from proofolio.evidence.units import read_unit
from proofolio.studies import Metric, Quantity

_CHANGE = re.compile(
    r"\b(gain|growth|lift|uplift|sav(?:ed|ings?)|improve\w*|reduc\w*|increas\w*|decreas\w*|change|"
    r"differen\w*|drop|rise|fall|advantage|fewer|less|more|faster|slower|cheaper|longer|shorter|"
    r"higher|lower|better|worse|than|versus|vs|compared)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(accuracy|recall|precision|sensitivity|specificity|coverage|share|rate|proportion|"
    r"fraction|hit rate)\b",
    re.IGNORECASE,
)
# Percentages that are no share of anything counted.
_NO_SHARE = re.compile(
    r"\b(percentage error|w?mape|smape|deviation|variance|r2|r²|margin|interest)\b", re.IGNORECASE
)
_OF = re.compile(r"\b(of|among|per|out of|within)\b|/", re.IGNORECASE)


def is_change(metric: Metric) -> bool:
    """Tell whether it is the difference from something else: nobody asks it for a baseline."""
    value = metric.value
    signed = bool(value and value.text.startswith(("+", "-", "−")))
    unit = read_unit(value.unit).kind if value else ""
    return signed or unit in ("points", "factor") or bool(_CHANGE.search(metric.name))


def is_percentage(value: Quantity | None) -> bool:
    """Tell whether it is stated in per cent."""
    return bool(value and value.unit.startswith("%"))


def names_whole(text: str) -> bool:
    """Tell whether a name or unit says what the value is a share of: `share of all leavers`."""
    return bool(_OF.search(text))


def share(name: str, value: Quantity) -> Decimal | None:
    """Return a share of counted cases as 0 to 1; None for what may be none."""
    if _NO_SHARE.search(name) or _CHANGE.search(name):
        return None
    unit = value.unit.strip()
    is_ratio = not unit and bool(_SHARE.search(name))
    ratio = value.number / 100 if is_percentage(value) else value.number if is_ratio else None
    return ratio if ratio is not None and 0 <= ratio <= 1 else None


def is_of_machine(value: Quantity | None) -> bool:
    """Tell whether it is a time, a size or a price: it belongs to no test set."""
    if value is None:
        return False
    unit = read_unit(value.unit).kind
    return unit in ("time", "size", "EUR", "USD", "GBP", "JPY", "CHF")
