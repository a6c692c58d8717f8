"""Recorded values, and what was recorded beside them, named in a text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proofolio.evidence.named import write_values
from proofolio.evidence.record import RecordedNumber
from proofolio.evidence.source import Source
from proofolio.notebooks import NotebookError

RECALL = RecordedNumber(
    "recall", Decimal("0.6174"), "ratio", 1409, (Decimal("0.58"), Decimal("0.65")), Decimal("0.265")
)
GAIN = RecordedNumber("gain", Decimal("3.98"), "points")
DOTTED = RecordedNumber("recall.low", Decimal("7"))


def written(text: str, *records: RecordedNumber) -> str:
    """The text with its values; a mistake is an error of the test."""

    def no_cell(name: str) -> tuple[()]:
        raise NotebookError(f'a cell labelled "{name}"', "none", "name another")

    def complain(error: NotebookError, _: object) -> None:
        raise error

    source = Source("churn.ipynb", {one.name: one for one in records}, no_cell)
    return write_values(text, lambda _: source, complain)


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("recall", "61.7 %"),
        ("recall.baseline", "26.5 %"),
        ("recall.low | .0 %", "58 %"),
        ("recall.high | .1 bare", "65.0"),
        ("recall.n", "1,409"),
        ("gain | .1", "4.0 points"),
        ("gain | .1 bare", "4.0"),
        ("gain | bare", "3.98"),
    ],
)
def test_number_and_what_was_recorded_beside_it(named: str, shown: str) -> None:
    assert written(f"{{{{ churn.ipynb#{named} }}}}", RECALL, GAIN) == shown


def test_name_that_ends_like_a_part_is_a_name() -> None:
    assert written("{{ churn.ipynb#recall.low }}", RECALL, DOTTED) == "7"


def test_part_that_was_not_recorded_is_told_with_its_argument() -> None:
    with pytest.raises(NotebookError) as caught:
        written("{{ churn.ipynb#gain.low }}", GAIN)
    assert caught.value.expected == '"gain" with its interval in churn.ipynb'
    assert caught.value.repair == "record it: `record(…, interval=…)`"
