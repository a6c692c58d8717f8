"""Numbers with their units, as people write them."""

from decimal import Decimal

import pytest

from proofolio.studies import change, read_quantity
from proofolio.studies.quantity import Change, ChangeForm


def shown(far: Change | None) -> str | None:
    return far and f"{far.number} {'%' if far.form == 'percent' else far.form}"


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("62 %", "62", "%"),
        ("62%", "62", "%"),
        ("0.84", "0.84", ""),
        (".5", "0.5", ""),
        ("1.10", "1.10", ""),
        ("18 ms", "18", "ms"),
        ("€ 1,200", "1200", "€"),
        ("EUR 1,200.50", "1200.50", "EUR"),
        ("$3,400,000 a year", "3400000", "$ a year"),
        ("1\u202f200 calls", "1200", "calls"),
        ("-2.3 points", "-2.3", "points"),
        ("−2.3 points", "-2.3", "points"),
        ("+4 h", "4", "h"),
        ("€ -5", "-5", "€"),
        ("5e-4", "0.0005", ""),
        ("-1.5E+3 ms", "-1500", "ms"),
        ("€ 1e6", "1000000", "€"),
        ("1e−3 %", "0.001", "%"),
        ("5 e", "5", "e"),
        ("3 eV", "3", "eV"),
        (1e-05, "0.00001", ""),
        (12, "12", ""),
        (0.84, "0.84", ""),
    ],
)
def test_quantity_is_read(written: object, number: str, unit: str) -> None:
    quantity = read_quantity(written)

    assert quantity is not None
    assert (quantity.number, quantity.unit) == (Decimal(number), unit)
    assert str(quantity) == str(written).replace("-", "−")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "about 60",
        "1,2,3",
        "1,23,4",
        "1.2.3",
        "-€ -5",
        "60-70 %",
        "1e300",
        "1e-300 %",
        "1e5e5",
        "nan",
        True,
        None,
        [1],
        "5\n6",
    ],
)
def test_what_is_no_quantity_is_none(written: object) -> None:
    assert read_quantity(written) is None


@pytest.mark.parametrize(
    "written",
    ["-" + " " * 20_000, "1" * 20_000 + "x" * 31, "1," * 20_000, "1e99 %"],
)
def test_what_is_too_long_for_a_quantity_is_none_or_short(written: str) -> None:
    # Patterns that go back and forth would not end here.
    quantity = read_quantity(written)

    assert quantity is None or len(str(quantity.number)) < 100


@pytest.mark.parametrize(
    ("value", "baseline", "expected"),
    [
        ("62 %", "31 %", "+31 points"),
        ("59.7 %", "62 %", "−2.3 points"),
        ("62 %", "31.25 %", "+30.75 points"),
        ("18 ms", "36 ms", "−50 %"),
        ("0.84", "0.5", "+68 %"),
        ("€ 1,200", "€ 1,000", "+20 %"),
        ("136", "105", "+30 %"),
        ("2e-3", "1e-3", "+100 %"),
        ("5e-1 %", "1 %", "−0.5 points"),
        ("62 %", "62 %", None),
        ("62 %", "0.31", None),
        ("5 h", "3 days", None),
        ("4", "0", None),
        ("4", "-2", None),
        ("-4", "2", None),
    ],
)
def test_change_is_in_points_or_per_cent(value: str, baseline: str, expected: str | None) -> None:
    now, before = read_quantity(value), read_quantity(baseline)

    assert now is not None
    assert before is not None
    assert shown(change(now, before)) == expected


@pytest.mark.parametrize(
    ("value", "baseline", "form", "expected"),
    [
        ("62 %", "31 %", "times", "2.0 times"),
        ("62 %", "31 %", "percent", "+100 %"),
        ("55 ms", "100 ms", "auto", "−45 %"),
        ("55 ms", "100 ms", "times", "0.55 times"),
        ("1,200", "10", "times", "120 times"),
        ("62 %", "31 %", "none", None),
        ("62 %", "0 %", "times", None),
        ("62 %", "31 ms", "times", None),
    ],
)
def test_change_in_the_form_that_is_asked_for(
    value: str, baseline: str, form: ChangeForm, expected: str | None
) -> None:
    now, before = read_quantity(value), read_quantity(baseline)
    assert now
    assert before
    assert shown(change(now, before, form)) == expected


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("61,7 %", "61.7", "%"),
        ("0,617", "0.617", ""),
        ("1.200,50 €", "1200.50", "€"),
        ("12,345", "12345", ""),  # as everywhere in the house, unless it cannot be
        ("1'200", "1200", ""),
        ("1\u202f200,5", "1200.5", ""),
    ],
)
def test_numbers_of_other_countries(written: str, number: str, unit: str) -> None:
    quantity = read_quantity(written)

    assert quantity
    assert (str(quantity.number), quantity.unit) == (number, unit)
    assert str(quantity) == written


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234", "1.234"),
        ("12.345.678 €", "12345678"),
        ("0.84", "0.84"),
        ("3.5 h", "3.5"),
        ("61,7 %", "61.7"),
    ],
)
def test_comma_is_the_decimal_sign_where_the_site_speaks_so(written: str, number: str) -> None:
    quantity = read_quantity(written, comma=True)

    assert quantity is not None
    assert quantity.number == Decimal(number)
