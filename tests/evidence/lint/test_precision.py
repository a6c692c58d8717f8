"""Which decimals a share of so many cases carries, against the statistics module and by hand."""

from __future__ import annotations

import math
from decimal import Decimal
from statistics import pstdev

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proofolio.evidence.lint.precision import decimals_carried, share_error
from proofolio.studies import read_quantity
from tests.evidence.lint.test_lint_rules import lint_study, smallest_with


def suggested(value: str, n: int) -> str | None:
    """What the linter would have written in place of a share of n cases."""
    part = f"results: {{technical: [{{name: Recall, value: {value}, n: {n}}}]}}"
    found = [one for one in lint_study(smallest_with(part)) if one.code == "too-precise"]
    return found[0].problem.repair.removeprefix("write ") if found else None


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_error_of_a_share_is_that_of_its_cases(share: tuple[int, int]) -> None:
    hits, n = share
    cases = [1] * hits + [0] * (n - hits)

    error = share_error(Decimal(hits) / n, n)

    assert math.isclose(error, pstdev(cases) / math.sqrt(n), rel_tol=1e-12, abs_tol=1e-12)


@example(Decimal("9.9996"))
@given(st.decimals("0.0000001", "30000", allow_nan=False, places=7))
def test_decimals_are_those_of_the_rounded_error(error: Decimal) -> None:
    text, _, power = f"{error:.2e}".partition("e")
    digits, exponent = int(text.replace(".", "")), int(power)  # the first three, and their power
    # Two digits of the error up to 354, one above; from 950 on one is as much as two of the next.
    expected = max(0, (1 if digits <= 354 else 0) - exponent)

    # Between 354 and 355 lies what three digits do not tell.
    if not 353 <= digits <= 355:
        assert decimals_carried(error) == expected


@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(1, 100_000))
def test_what_is_suggested_is_near_and_shorter(hundredths: int, places: int, n: int) -> None:
    value = round(Decimal(hundredths) / 100, places)

    better = suggested(f"{value} %", n)

    if better:
        quantity = read_quantity(better)
        assert quantity
        decimals = -int(quantity.number.as_tuple().exponent)
        assert 0 <= decimals < places
        assert abs(quantity.number - value) <= Decimal(1).scaleb(-decimals) / 2


@pytest.mark.parametrize(
    ("value", "n", "better"),
    [
        ("77.3 %", 176, None),  # 3.16 points
        ("50.0 %", 200, None),  # 3.536 points
        ("50.0 %", 199, "50 %"),  # 3.544 points
        ("83.33 %", 30, "83 %"),
        ("0.833", 30, "0.83"),
        ("0.0 %", 13, None),  # the formula knows no error of none in thirteen
        ("99.95 %", 100_000, None),
        ("99.9500 %", 100_000, "99.950 %"),
    ],
)
def test_by_hand(value: str, n: int, better: str | None) -> None:
    assert suggested(value, n) == better
