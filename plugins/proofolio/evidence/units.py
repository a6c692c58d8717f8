"""Units that can be compared: shares, points, durations, sizes, currencies, and counted things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

_D = Decimal
# Word → (what is measured, how many base units it is). Shares count in 1, points in 0.01 of it.
_SCALES = MappingProxyType(
    {
        "share": {
            "ratio": "1", "fraction": "1", "share": "1", "%": "0.01", "percent": "0.01",
            "per cent": "0.01", "prozent": "0.01", "‰": "0.001",
        },
        "points": {
            "points": "0.01", "point": "0.01", "pp": "0.01", "ppt": "0.01", "pts": "0.01",
            "percentage points": "0.01", "percentage point": "0.01", "prozentpunkte": "0.01",
            "bp": "0.0001", "bps": "0.0001", "basis points": "0.0001",
        },
        "time": {
            "ns": "1e-9", "µs": "1e-6", "μs": "1e-6", "us": "1e-6", "ms": "0.001",
            "millisecond": "0.001", "s": "1", "sec": "1", "second": "1", "sekunde": "1",
            "min": "60", "minute": "60", "h": "3600", "hr": "3600", "hour": "3600",
            "stunde": "3600", "d": "86400", "day": "86400", "tag": "86400", "week": "604800",
            "woche": "604800",
        },
        "size": {
            "B": "1", "byte": "1", "kB": "1e3", "KB": "1e3", "MB": "1e6", "GB": "1e9",
            "TB": "1e12", "KiB": "1024", "MiB": "1048576", "GiB": "1073741824",
        },
        "factor": {"x": "1", "×": "1", "times": "1", "fold": "1", "-fold": "1"},
        "EUR": {"€": "1", "EUR": "1", "euro": "1", "ct": "0.01"},
        "USD": {"$": "1", "USD": "1", "US$": "1", "dollar": "1", "¢": "0.01"},
        "GBP": {"£": "1", "GBP": "1", "pound": "1"},
        "JPY": {"¥": "1", "JPY": "1", "yen": "1"},
        "CHF": {"CHF": "1"},
    }
)  # fmt: skip
_MAGNITUDES = MappingProxyType(
    {
        "k": "1e3", "K": "1e3", "thousand": "1e3", "tsd": "1e3", "tsd.": "1e3", "m": "1e6",
        "M": "1e6", "mn": "1e6", "million": "1e6", "millions": "1e6", "mio": "1e6", "mio.": "1e6",
        "bn": "1e9", "B": "1e9", "billion": "1e9", "billions": "1e9", "mrd": "1e9", "mrd.": "1e9",
    }
)  # fmt: skip
_CURRENCIES = frozenset(("EUR", "USD", "GBP", "JPY", "CHF"))
_WORDS = MappingProxyType(
    {word: (kind, _D(size)) for kind, words in _SCALES.items() for word, size in words.items()}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """`kind` is what is measured, `size` how many base units one of it is."""

    kind: str
    size: Decimal = Decimal(1)


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit:
    """Read a unit as people write it: `%`, `ms`, `€ M`, `k customers`; "" is a plain number."""
    text = " ".join(text.split())
    if found := _word(text):
        return Unit(*found)
    # A letter that could be both is a size beside nothing else, and a magnitude beside a currency.
    words = re.findall(r"[€$£¥]|[^\s€$£¥]+", text)
    size, rest = _D(1), []
    for word in words:
        if len(words) > 1 and (step := _magnitude(word)):
            size *= step
        else:
            rest.append(word)
    if len(words) == 1 and (step := _magnitude(words[0])):
        return Unit("", step)
    kind, base = _word(" ".join(rest)) or (_counted(rest), _D(1))
    return Unit(kind, size * base)


def is_currency(unit: Unit) -> bool:
    """Tell whether it is money."""
    return unit.kind in _CURRENCIES


def _magnitude(word: str) -> Decimal | None:
    step = _MAGNITUDES.get(word) or _MAGNITUDES.get(word.lower() if len(word) > 1 else word)
    return _D(step) if step else None


def _word(text: str) -> tuple[str, Decimal] | None:
    lower = text.lower()
    for word in (text, lower, lower.removesuffix("s"), lower.removesuffix("n")):
        if word in _WORDS:
            return _WORDS[word]
    return None


def _counted(words: list[str]) -> str:
    """Return what is counted, in a form that singular and plural share."""
    return " ".join(word.casefold().removesuffix("s") for word in words)
