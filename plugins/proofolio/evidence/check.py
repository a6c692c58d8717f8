"""A study → the same with recorded values filled in, verdicts of its claims, and mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from proofolio.errors import Problem
from proofolio.evidence.claim import Verdict, check_metric, check_number
from proofolio.evidence.named import FindNamed, name_found, names_values, write_values
from proofolio.evidence.record import RecordedNumber
from proofolio.evidence.source import FindSource
from proofolio.notebooks import NotebookError
from proofolio.read.document import Document, Loc
from proofolio.studies import Metric, Study
from proofolio.studies.sections import Slice
from proofolio.studies.values import CellRef
from proofolio.words import ENGLISH, Numerals

_CLAIMING = ("results", "evaluation", "responsible_use")


@dataclass(frozen=True)
class Checked:
    """A study whose claims have been compared; verdicts by the place of the claim."""

    study: Study
    verdicts: Mapping[Loc, Verdict]
    problems: tuple[Problem, ...]


def check_claims(study: Study, find: FindSource, numerals: Numerals = ENGLISH) -> Checked:
    """Compare all results and slices of a study, and write the values that its texts name.

    `find` gives a notebook of the study by its path; raises NotebookError for one that cannot be
    read. A study that claims nothing costs nothing.
    """
    checker = _Checker(study.document, find, numerals)
    case = checker.value(study.case, ())
    return Checked(replace(study, case=case), checker.verdicts, tuple(checker.problems))


def fill_values(
    value: Any, document: Document, find: FindNamed, numerals: Numerals = ENGLISH
) -> tuple[Any, list[Problem]]:
    """Return a model with the values that its texts name, such as a profile."""
    checker = _Checker(document, find, numerals)
    return checker.value(value, ()), checker.problems


class _Checker:
    def __init__(self, document: Document, find: FindSource, numerals: Numerals) -> None:
        self._document, self._find, self._numerals = document, find, numerals
        self._names_values = names_values(document.text)
        self.verdicts: dict[Loc, Verdict] = {}
        self.problems: list[Problem] = []

    def value(self, value: Any, loc: Loc) -> Any:
        """Return the value, changed only where something is filled in."""
        if isinstance(value, str):
            return self._text(value, loc) if names_values(value) else value
        if isinstance(value, Metric):
            value = self._metric(value, loc)
        elif isinstance(value, Slice):
            value = self._slice(value, loc)
        if isinstance(value, BaseModel):
            changed = {
                name: new
                for name, old in value.__dict__.items()
                if old is not None
                and (loc or self._may_change(name))
                and (new := self.value(old, (*loc, name))) is not old
            }
            return value.model_copy(update=changed) if changed else value
        if isinstance(value, list):
            items = [self.value(item, (*loc, index)) for index, item in enumerate(value)]
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        if isinstance(value, dict):
            found = {key: self.value(item, (*loc, key)) for key, item in value.items()}
            return found if any(found[key] is not value[key] for key in value) else value
        return value

    def _may_change(self, section: str) -> bool:
        """Tell whether a section makes claims, or may name a value in its texts."""
        return self._names_values or section in _CLAIMING

    def _metric(self, metric: Metric, loc: Loc) -> Metric:
        metric, verdict, mistakes = check_metric(metric, self._find, self._numerals)
        self.verdicts[loc] = verdict
        for mistake in mistakes:
            self._refuse((*loc, *mistake.loc), mistake.expected, mistake.repair, mistake.found)
        return metric

    def _slice(self, part: Slice, loc: Loc) -> Slice:
        if part.evidence is None:
            self.verdicts[loc] = Verdict("stated")
            return part
        number, wrong = check_number(
            part.value, part.evidence, self._find, part.format or "", numerals=self._numerals
        )
        for expected, repair, found in wrong:
            self._refuse((*loc, "value" if part.value else "evidence"), expected, repair, found)
        record = self._record(part.evidence)
        n = record.n if record else None
        if n and part.n and n != part.n:
            expected = f"{n} as {part.evidence} recorded it"
            self._refuse((*loc, "n"), expected, f"write {n}, or leave it out", None)
        filled = () if part.value else ("value",)
        self.verdicts[loc] = Verdict(
            "recorded" if record else "printed", part.evidence, record, filled
        )
        return part.model_copy(update={"value": number, "n": part.n or n})

    def _record(self, ref: CellRef) -> RecordedNumber | None:
        try:
            return self._find(ref.notebook).number(ref.anchor)
        except NotebookError:  # the value has told it
            return None

    def _text(self, text: str, loc: Loc) -> str:
        def complain(error: NotebookError, named: re.Match[str]) -> None:
            self._refuse(loc, error.expected, error.repair, name_found(error, named))

        # Markdown stays Markdown.
        return type(text)(write_values(text, self._find, complain, self._numerals))

    def _refuse(self, loc: Loc, expected: str, repair: str, found: str | None) -> None:
        self.problems.append(self._document.problem(loc, expected, repair, found))
