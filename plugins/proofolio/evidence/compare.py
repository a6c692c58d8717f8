"""Whether a number as it is stated agrees with the number that was recorded."""

from __future__ import annotations

from decimal import Decimal

from proofolio.evidence.units import Unit, read_unit
from proofolio.studies import Quantity

# What a record of ratios may be stated as: a share, or the difference of two in points.
_FROM_RATIO = ("share", "points")
# Floats carry some 16 digits, of which computing takes a few.
_NOISE = Decimal("1e-12")


def agrees(stated: Quantity, value: Decimal, unit: str) -> bool:
    """Tell whether `value` in `unit`, rounded as `stated` is, could be written as `stated`.

    A number at the very middle agrees with both neighbours: whoever stated it may have rounded up,
    down, or to even.
    """
    wanted = read_unit(stated.unit)
    return any(_is_near(stated, wanted, value, size) for size in sizes(read_unit(unit), wanted))


def sizes(unit: Unit, wanted: Unit) -> tuple[Decimal, ...]:
    """Return what one of the recorded unit is in base units of the wanted; () if they differ.

    A number without a unit is whatever it is stated as; stated in per cent, it may be either the
    percentage or the ratio.
    """
    if unit.kind == wanted.kind:
        return (unit.size,)
    if not unit.kind:
        is_share = wanted.kind in _FROM_RATIO and unit.size == 1
        return (wanted.size, Decimal(1)) if is_share else (_base(wanted) * unit.size,)
    # `ratio` is the only share that has no sign of its own: a difference of ratios has none either.
    if unit == Unit("share") and wanted.kind in _FROM_RATIO:
        return (unit.size,)
    # A recorded unit is as good as none where the claim has none, but for those that scale it.
    return (Decimal(1),) if not wanted.kind and unit.size == 1 else ()


def _base(unit: Unit) -> Decimal:
    """A plain number beside `€ k` counts euros, beside `ms` it counts milliseconds."""
    return Decimal(1) if unit.kind not in ("time", "size") and unit.size >= 1 else unit.size


def _is_near(stated: Quantity, wanted: Unit, value: Decimal, size: Decimal) -> bool:
    said, found = stated.number * wanted.size, value * size
    step = Decimal(1).scaleb(int(stated.number.as_tuple().exponent)) * wanted.size
    return abs(found - said) <= step / 2 + abs(found) * _NOISE
