"""Whether a stated number agrees with a recorded one: units and rounding."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.evidence.compare import agrees
from proofolio.evidence.format import FormatError, write_number
from proofolio.studies import read_quantity
from proofolio.studies.quantity import Quantity


def quantity(text: str) -> Quantity:
    found = read_quantity(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("stated", "value", "unit"),
    [
        ("62 %", "0.6174", "ratio"),
        ("62 %", "61.74", "%"),
        ("0.62", "0.6174", "ratio"),
        ("84 %", "0.843", ""),  # printed, without a unit
        ("84 %", "84.3", ""),
        ("−45 %", "-0.452", "ratio"),
        ("17.6 points", "0.1761", "ratio"),
        ("17.6 percentage points", "17.61", "points"),
        ("25 bp", "0.25", "points"),
        ("18 ms", "0.0181", "s"),
        ("18 ms", "18.2", ""),
        ("2 h", "121", "min"),
        ("3 weeks", "21", "days"),
        ("€ 1.2 M", "1234567", "EUR"),
        ("€ 1.2 million", "1234567", "€"),
        ("€ 12 k", "12345", ""),
        ("$ 1,234", "1234.4", "USD"),
        ("1,234 customers", "1234", "customer"),
        ("136", "136", "calls"),
        ("1.2 k", "1234", ""),
        ("1.2e3", "1234", ""),
        ("2.0 times", "2.01", "x"),
        ("1.5 GB", "1500", "MB"),
    ],
)
def test_agrees(stated: str, value: str, unit: str) -> None:
    assert agrees(quantity(stated), Decimal(value), unit)


@pytest.mark.parametrize(
    ("stated", "value", "unit"),
    [
        ("62 %", "0.58", "ratio"),
        ("62 %", "0.62", "%"),
        ("62.0 %", "0.6174", "ratio"),
        ("0.62", "61.74", "%"),
        ("17.6 %", "17.61", "points"),
        ("17.6 points", "17.6", "%"),
        ("18 ms", "18", "s"),
        ("$ 5", "5", "EUR"),
        ("5 %", "5", "customers"),
        ("5 calls", "5", "customers"),
        ("1,200", "1234", ""),
        ("−45 %", "0.45", "ratio"),
        ("1.5 GB", "1500", "KB"),
    ],
)
def test_disagrees(stated: str, value: str, unit: str) -> None:
    assert not agrees(quantity(stated), Decimal(value), unit)


numbers = st.decimals(
    min_value=-10_000, max_value=10_000, places=6, allow_nan=False, allow_infinity=False
)
roundings = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN])


@given(value=numbers, digits=st.integers(0, 5), rounding=roundings)
def test_every_rounding_to_the_nearest_agrees(value: Decimal, digits: int, rounding: str) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding)

    assert agrees(Quantity(str(rounded), rounded, ""), value, "")
    percent = (value * 100).quantize(Decimal(1).scaleb(-digits), rounding)
    assert agrees(Quantity(f"{percent} %", percent, "%"), value, "ratio")


@given(value=numbers, digits=st.integers(0, 5), steps=st.integers(1, 5), up=st.booleans())
def test_a_step_of_the_last_digit_more_does_not_agree(
    value: Decimal, digits: int, steps: int, up: bool
) -> None:
    step = Decimal(1).scaleb(-digits)
    wrong = value.quantize(step, ROUND_HALF_EVEN) + (steps if up else -steps) * step
    # Unless the value lies in the very middle, where both neighbours are right.
    is_middle = abs(value - wrong) <= step / 2

    assert agrees(Quantity(str(wrong), wrong, ""), value, "") is is_middle


@given(value=numbers, digits=st.integers(0, 5))
def test_cutting_digits_off_agrees_only_where_rounding_does(value: Decimal, digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    cut = value.quantize(step, ROUND_DOWN)

    assert agrees(Quantity(str(cut), cut, ""), value, "") is (abs(value - cut) <= step / 2)


@pytest.mark.parametrize(
    ("value", "unit", "form", "text"),
    [
        ("0.6174", "ratio", "", "61.7 %"),
        ("0.5", "ratio", "", "50 %"),
        ("0.6174", "ratio", ".0 %", "62 %"),
        ("0.6174", "ratio", ".0", "62 %"),
        ("0.1761", "ratio", "points", "17.6 points"),
        ("0.6174", "ratio", ".2 ratio", "0.62"),
        ("0.0181", "s", ".0 ms", "18 ms"),
        ("0.0181", "s", "", "0.0181 s"),
        ("1234567", "EUR", ".1 € M", "€ 1.2 M"),
        ("1234567", "EUR", "", "EUR 1,234,567"),
        ("1409", "", "", "1,409"),
        ("0.843", "", "", "0.843"),
        ("0.30000000000000004", "", "", "0.3"),
        ("-0.004", "ratio", ".0", "0 %"),
        ("0.62", "", ".0 %", "62 %"),
        ("62", "", ".0 %", "62 %"),
    ],
)
def test_number_is_written_as_asked(value: str, unit: str, form: str, text: str) -> None:
    assert write_number(Decimal(value), unit, form).text == text


@pytest.mark.parametrize(("unit", "form"), [("ratio", "ms"), ("s", "%"), ("EUR", "$"), ("s", ".x")])
def test_number_cannot_be_written_in_another_kind_of_unit(unit: str, form: str) -> None:
    with pytest.raises(FormatError):
        write_number(Decimal(1), unit, form)


@given(
    value=numbers,
    form=st.sampled_from(["", ".0", ".1", ".3", ".2 %", "points"]),
    unit=st.sampled_from(["ratio"]),
)
def test_what_is_filled_in_agrees_with_its_record(value: Decimal, form: str, unit: str) -> None:
    assert agrees(write_number(value, unit, form), value, unit)
