"""Values → a hash that is another one as soon as any part of them is.

What `repr` says is not enough: dataclasses leave fields out of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from types import MethodType

_PLAIN = (bool, int, float, Decimal, date, PurePath)


class _Untold(TypeError):
    """A value that no text can stand for, such as a function."""


def fingerprint(*values: object) -> str:
    """Return a hash of values with all that they hold; an empty text where none can tell."""
    parts: list[str] = []
    try:
        _describe(values, parts)
    except (_Untold, RecursionError):
        return ""
    return hashlib.sha256("".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def _describe(value: object, parts: list[str]) -> None:
    """Write a value down so that equal texts mean equal values: each says how long it is."""
    kind = type(value)
    if isinstance(value, str):
        parts.append(f"{kind.__name__} {len(value)} {value}")
    elif value is None or isinstance(value, _PLAIN):
        text = repr(value)
        parts.append(f"{kind.__name__} {len(text)} {text}")
    elif isinstance(value, bytes):
        parts.append(f"bytes {hashlib.sha256(value).hexdigest()}")
    elif isinstance(value, list | tuple):
        parts.append(f"{kind.__name__} {len(value)} ")
        for item in value:
            _describe(item, parts)
    elif isinstance(value, set | frozenset):
        prints = sorted(map(fingerprint, value))
        if "" in prints:
            raise _Untold
        _describe([kind.__name__, prints], parts)
    elif isinstance(value, Mapping):
        parts.append(f"{kind.__name__} {len(value)} ")
        for key, item in value.items():
            _describe(key, parts)
            _describe(item, parts)
    else:
        _describe_object(value, parts)


def _describe_object(value: object, parts: list[str]) -> None:
    """Write down an object by its class and its fields, a method by its name and its object."""
    kind = type(value)
    parts.append(f"{kind.__module__}.{kind.__qualname__} ")
    if isinstance(value, MethodType):
        parts.append(f"{value.__func__.__qualname__} ")
        _describe(value.__self__, parts)
    elif is_dataclass(value):
        _describe([getattr(value, field.name) for field in fields(value)], parts)
    elif callable(value) or not hasattr(value, "__dict__"):
        raise _Untold
    else:
        _describe(vars(value), parts)
