"""What is set, and what comes of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from proofolio.errors import ProofolioError

_OVER = re.compile(r"over (\d+)")


class SheetRefused(ProofolioError):
    """A template would not set what it was given: the text of its `panic`.

    `over` is how many lines are too many, where it says so: `over 12`.
    """

    @property
    def over(self) -> int:
        """Lines without room."""
        told = _OVER.search(str(self))
        return int(told[1]) if told else 0


@dataclass(frozen=True)
class Sheet:
    """What a template is given; it finds the path of each of the `files` in `sys.inputs.files`.

    A picture is as large in pixels as its page is in points. `time` is what the PDF says of when
    it was made, in seconds since 1970. A `lenient` sheet leaves out texts that no font can write.
    Of several `tries`, which a template finds in `sys.inputs.try`, the first counts that it takes;
    those are passed over that make too few lines `fewer` than the one before.
    """

    template: str
    data: Mapping[str, Any]
    form: Literal["png", "pdf"] = "png"
    files: Mapping[str, Path] = field(default_factory=dict)
    time: int = 0
    lenient: bool = False
    tries: tuple[Mapping[str, Any], ...] = ({},)

    def said(self) -> dict[str, Any]:
        """What is written of the data: all but the look."""
        return {name: value for name, value in self.data.items() if name != "brand"}


@dataclass(frozen=True)
class Made:
    """A file of the cache; `missing` are letters that no font has, `tried` is what was taken."""

    path: Path
    missing: str = ""
    tried: int = 0


def digest_file(path: Path) -> str:
    """A hash of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def texts_of(value: Any) -> list[str]:
    """All texts of a value as JSON has it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in texts_of(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts_of(item)]
    return []
