"""A finding of the linter that its author has looked at and lets stand."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from proofolio.read.document import Loc
from proofolio.studies.model import Model
from proofolio.studies.values import Line, refuse

# The rules themselves are in evidence/lint/; mypy and a test hold the two together.
RuleName = Literal[
    "no-baseline", "percentage-without-denominator", "no-test-set", "no-period", "stated-only",
    "hundred-percent", "too-precise", "accuracy-alone", "no-limitations", "many-tools-no-result",
    "superlative", "figure-without-message", "permission-missing", "permission-expired",
    "unused-silence",
]  # fmt: skip
_PART = re.compile(r"([A-Za-z_]+)((?:\[\d{1,4}\])*)")


def _place(text: str) -> str:
    if not all(_PART.fullmatch(part) for part in text.split(".")):
        repair = "write keys with dots between them, and items of lists by their number from 0"
        raise refuse("a place such as results.technical[2]", repair)
    return text


class Silence(Model):
    """A rule of the linter that does not count here, and why."""

    rule: RuleName = Field(description="The rule, by its code.", examples=["no-baseline"])
    reason: Line = Field(
        description="Why it does not count here.",
        examples=["The first of its kind: there is nothing to compare with."],
    )
    at: Annotated[Line, AfterValidator(_place)] | None = Field(
        None,
        description="Where it does not count, with items of lists by their number from 0; "
        "everywhere in the file unless given.",
        examples=["results.technical[2]"],
    )

    @property
    def loc(self) -> Loc:
        """The place by its path of keys."""
        parts: list[str | int] = []
        for key, indexes in _PART.findall(self.at or ""):
            parts += [key, *map(int, re.findall(r"\d+", indexes))]
        return tuple(parts)
