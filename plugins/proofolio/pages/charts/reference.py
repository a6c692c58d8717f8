"""What a chart is held against: the value of all, a base rate, a target."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.evidence import RecordedNumber
from proofolio.pages.charts.error import ChartError
from proofolio.pages.charts.lettering import TICK, clean, cut, measure
from proofolio.pages.charts.number import style_values
from proofolio.words import Numerals


@dataclass(frozen=True, slots=True)
class Reference:
    """A line across a plot, with its name and its value in words."""

    name: str
    value: float
    shown: str

    def fit(self, width: float) -> str:
        """Return name and value, of which the name is cut where it has to be."""
        room = width - measure(f" {self.shown}", TICK)
        return f"{cut(clean(self.name), room, TICK)} {self.shown}"


def read_reference(
    number: RecordedNumber | None, name: str, unit: str, numerals: Numerals
) -> Reference | None:
    """Return the line of a recorded number, which has the unit of the chart. Raises ChartError."""
    if number is None:
        return None
    value = float(number.value)
    if number.unit != unit:
        raise ChartError(
            f'a reference in the unit of the chart, "{unit}"',
            f'"{number.name}" in "{number.unit}"',
            "record both in the same unit",
        )
    return Reference(name, value, style_values((value,), unit, numerals).show(value))
