"""What is wrong with a chart's record, in three parts that make one sentence."""

from __future__ import annotations


class ChartError(ValueError):
    """A record that cannot be drawn; it knows no place in a study.yml, the caller does.

    It stands for the first mistake of the record; `all` has every one.
    """

    def __init__(self, expected: str, found: str, repair: str) -> None:
        super().__init__(f"expected {expected}, found {found}; {repair}")
        self.expected, self.found, self.repair = expected, found, repair
        self.all: list[ChartError] = [self]


def raise_all(mistakes: list[ChartError]) -> None:
    """Raise the first of the mistakes with all of them; do nothing where there is none."""
    if mistakes:
        mistakes[0].all = mistakes
        raise mistakes[0]
