"""How many decimals a value can carry, given how uncertain it is.

The standard error s of a share p of n cases is sqrt(p (1 - p) / n); that of a value with a 95 %
interval from low to high is (high - low) / 3.92, as for a normal distribution. Written in steps of
10^-d, the value is too precise where s > 35.4 * 10^-d: the Particle Data Group rounds a standard
error to two digits where its first three lie between 100 and 354, to one digit above, and a value
as its error (Review of Particle Physics, introduction, 5.3). So 77.3 % of 176 cases (s = 3.2
points) may keep its decimal, and 83.3 % of 30 cases (s = 6.8 points) is 83 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from proofolio.evidence.lint.measure import is_percentage, share
from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.read.document import Loc
from proofolio.studies import Quantity

_MOST = Decimal("35.4")
_WIDTH = Decimal("3.92")


def decimals_of(value: Quantity) -> int:
    """Return how many decimals are written, zeros at the end too."""
    return max(0, -int(value.number.as_tuple().exponent))


def decimals_carried(error: Decimal) -> int:
    """Return how many decimals a value of this standard error can carry; the error is above 0."""
    decimals = 0
    while error <= _MOST.scaleb(-decimals - 1):
        decimals += 1
    return decimals


def share_error(ratio: Decimal, n: int) -> Decimal:
    """Return the standard error of a share of n cases; both count from 0 to 1."""
    return (ratio * (1 - ratio) / n).sqrt()


def interval_error(low: Quantity, high: Quantity) -> Decimal:
    """Return the standard error behind a 95 % interval, in its unit."""
    return (high.number - low.number) / _WIDTH


def _find(subject: Subject) -> Iterator[Hit]:
    for loc, name, value, interval, n in _numbers(subject):
        if not value or not decimals_of(value):
            continue
        error = _error(name, value, interval, n)
        carried = decimals_carried(error) if error else decimals_of(value)
        if error and carried < decimals_of(value):
            basis = "its interval carries" if interval else f"{n:,} cases carry"
            yield subject.hit(
                (*loc, "value"),
                f"no more decimals than {basis} (standard error {_shown(error, value)})",
                _repair(subject, loc, value, carried),
                f'"{value.text}"',
            )


def _numbers(
    subject: Subject,
) -> Iterator[tuple[Loc, str, Quantity | None, list[Quantity] | None, int | None]]:
    for loc, metric in subject.metrics():
        yield loc, metric.name, metric.value, metric.interval, metric.n
    for loc, part in subject.slices():
        yield loc, part.name, part.value, None, part.n


def _error(
    name: str, value: Quantity, interval: list[Quantity] | None, n: int | None
) -> Decimal | None:
    """Return the standard error in the value's own unit; None where it is not known."""
    if interval:
        low, high = interval
        return interval_error(low, high) if {low.unit, high.unit} == {value.unit} else None
    ratio = share(name, value)
    if ratio is None or not n:
        return None
    return share_error(ratio, n) * (100 if is_percentage(value) else 1)


def _shown(error: Decimal, value: Quantity) -> str:
    unit = " points" if is_percentage(value) else f" {value.unit}" if value.unit else ""
    return f"{Decimal(f'{error:.2g}'):f}{unit}"


def _repair(subject: Subject, loc: Loc, value: Quantity, decimals: int) -> str:
    right = _rounded(value, decimals)
    if (*loc, "value") in subject.document.marks:
        return f"write {right}"
    form = f".{decimals} {value.unit}".strip()
    return f"it is filled in: `format: {form}` makes it {right}"


def _rounded(value: Quantity, decimals: int) -> str:
    """Write the value with fewer decimals."""
    number = abs(value.number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return re.sub(r"[\d.,\u202f]*\d(?:[eE][-+−]?\d+)?", f"{number:,f}", value.text, count=1)


TOO_PRECISE = Rule(
    code="too-precise",
    severity="info",
    why="Decimals that the sample cannot carry say that nobody asked how uncertain the number is.",
    source="Particle Data Group, Review of Particle Physics, introduction, 5.3 (rounding).",
    limits="Looks at decimals of results and slices. The standard error s of a share p of n "
    "cases is sqrt(p (1 − p) / n), that of a value with a 95 % interval is its width / 3.92; "
    "steps of the last decimal below s / 35.4 are too fine, which is the rounding of the "
    "Particle Data Group: two digits of the error up to 354, one above. Whole numbers, a "
    "share of 0 % or 100 %, and values with neither interval nor `n` are let stand; a ratio "
    "counts as a share where its name says recall, rate or the like. `n` must be the number "
    "of cases that the share is of.",
    bad="results: {technical: [{name: Recall, value: 83.33 %, n: 30}]}",
    good="results: {technical: [{name: Recall, value: 83 %, n: 30}]}",
    find=_find,
)
