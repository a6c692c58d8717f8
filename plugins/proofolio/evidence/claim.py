"""A result with its evidence → the result with its values filled in, and a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from proofolio.evidence.compare import agrees
from proofolio.evidence.format import FormatError, write_number
from proofolio.evidence.printed import Printed
from proofolio.evidence.record import RecordedNumber
from proofolio.evidence.source import FindSource
from proofolio.notebooks import NotebookError
from proofolio.read.document import Loc
from proofolio.studies import Metric, Quantity
from proofolio.studies.metric import Baseline
from proofolio.studies.values import CellRef
from proofolio.words import ENGLISH, Numerals

Kind = Literal["recorded", "printed", "confirmed", "estimate", "public", "stated"]
# Enough to see which one was meant.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a claim; `loc` leads there from the metric."""

    loc: Loc
    expected: str
    repair: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim stands: by which kind of evidence, and what its notebook says.

    `filled` names the keys that were left out and come from the record, `unchecked` those that are
    stated and that the notebook says nothing of.
    """

    kind: Kind
    cell: CellRef | None = None
    record: RecordedNumber | None = None
    filled: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()


@dataclass
class _Claim:
    metric: Metric
    ref: CellRef
    numerals: Numerals
    mistakes: list[Mistake] = field(default_factory=list)
    filled: dict[str, object] = field(default_factory=dict)


def check_metric(
    metric: Metric, find: FindSource, numerals: Numerals = ENGLISH
) -> tuple[Metric, Verdict, list[Mistake]]:
    """Compare a result with what its notebook recorded, and fill in what it leaves out."""
    evidence = metric.evidence
    if evidence is None or evidence.notebook is None:
        kind: Kind = "stated"
        if evidence:
            kind = next(name for name in ("confirmed", "estimate", "public")
                        if getattr(evidence, name))  # fmt: skip
        metric, mistakes = _with_own_baseline(metric, find, numerals)
        return metric, Verdict(kind), mistakes
    ref = evidence.notebook
    try:
        source = find(ref.notebook)
        record = source.number(ref.anchor)
        printed = () if record else source.print_of(ref.anchor)
    except NotebookError as error:
        mistake = Mistake(("evidence",), error.expected, error.repair, error.found)
        return metric, Verdict("stated"), [mistake]
    claim = _Claim(metric, ref, numerals)
    if record is None:
        _check_printed(claim, printed)
        verdict = Verdict("printed", ref, unchecked=_not_among(metric, printed))
    else:
        _check_record(claim, record)
        unchecked = _not_recorded(metric, record)
        verdict = Verdict("recorded", ref, record, tuple(claim.filled), unchecked)
    _need_baseline(claim)
    metric = metric.model_copy(update=claim.filled)
    filled, mistakes = _with_own_baseline(metric, find, numerals)
    return filled, verdict, [*claim.mistakes, *mistakes]


def check_number(
    stated: Quantity | None,
    ref: CellRef,
    find: FindSource,
    form: str = "",
    like: Quantity | None = None,
    numerals: Numerals = ENGLISH,
) -> tuple[Quantity | None, list[tuple[str, str, str | None]]]:
    """Compare one number, or fill it in, written like another.

    Mistakes are (expected, repair, found).
    """
    try:
        source = find(ref.notebook)
        record = source.number(ref.anchor)
        if record:
            wrong = _differs(stated, record.value, record, ref, numerals) if stated else None
            form = form or _form_of(like, record.unit)
            number = stated or write_number(record.value, record.unit, form)
            return number, [(*wrong, None)] if wrong else []
        printed = source.print_of(ref.anchor)
        wrong = _not_printed(stated, printed, ref, numerals)
        return stated, [(*wrong, None)] if wrong else []
    except NotebookError as error:
        return stated, [(error.expected, error.repair, error.found)]
    except FormatError as error:
        return stated, [(error.expected, "correct the format", form)]


def _check_record(claim: _Claim, record: RecordedNumber) -> None:
    metric = claim.metric
    form = metric.format or _form_of(metric.value, record.unit)
    _check(claim, ("value",), metric.value, record.value, record, form)
    if record.interval and metric.interval:
        for index, (stated, found) in enumerate(zip(metric.interval, record.interval, strict=True)):
            _check(claim, ("interval", index), stated, found, record, form)
    elif record.interval:
        ends = [_written(claim, end, record, form) for end in record.interval]
        claim.filled["interval"] = ends if all(ends) else None
    if record.baseline is not None and not (metric.baseline and metric.baseline.evidence):
        _check_baseline(claim, record, record.baseline, form)
    for name in ("n", "split", "window"):
        _check_word(claim, name, getattr(record, name))
    if record.higher_is_better is not None:
        if "higher_is_better" not in metric.model_fields_set:
            claim.filled["higher_is_better"] = record.higher_is_better
        elif metric.higher_is_better != record.higher_is_better:
            word = str(record.higher_is_better).lower()
            expected = f"{word} as {_recorded(claim.ref, record)}"
            _refuse(claim, "higher_is_better", expected, f"write {word}, or leave it out")


def _check_baseline(claim: _Claim, record: RecordedNumber, found: Decimal, form: str) -> None:
    baseline = claim.metric.baseline
    if baseline and baseline.value:
        _check(claim, ("baseline",), baseline.value, found, record, form)
    elif number := _written(claim, found, record, form):
        filled = (baseline or Baseline.model_construct()).model_copy(update={"value": number})
        claim.filled["baseline"] = filled


def _need_baseline(claim: _Claim) -> None:
    """Refuse a baseline that has a name, and a value neither here nor in the notebook."""
    baseline = claim.filled.get("baseline", claim.metric.baseline)
    if claim.mistakes or not isinstance(baseline, Baseline) or baseline.value or baseline.evidence:
        return
    expected = f"a baseline in what {claim.ref} recorded"
    repair = "record it with `baseline=…`, or add its `value:`"
    claim.mistakes.append(Mistake(("baseline",), expected, repair, "none"))


def _check_word(claim: _Claim, name: str, recorded: object) -> None:
    """What says on which data a number was measured is filled in; counts must agree."""
    stated = getattr(claim.metric, name)
    if stated is None and recorded:
        claim.filled[name] = recorded
    elif name == "n" and recorded and stated != recorded:
        expected = f"{recorded} as {claim.ref} recorded it"
        _refuse(claim, name, expected, f"write {recorded}, or leave it out")


def _check(
    claim: _Claim,
    loc: Loc,
    stated: Quantity | None,
    found: Decimal,
    record: RecordedNumber,
    form: str,
) -> None:
    if stated is None:
        if number := _written(claim, found, record, form):
            claim.filled[str(loc[0])] = number
    elif wrong := _differs(stated, found, record, claim.ref, claim.numerals):
        claim.mistakes.append(Mistake(loc, *wrong))


def _differs(
    stated: Quantity, found: Decimal, record: RecordedNumber, ref: CellRef, numerals: Numerals
) -> tuple[str, str] | None:
    """Return what was expected and how to repair it, unless the two numbers agree."""
    unit = record.unit
    if agrees(stated, found, unit):
        return None
    where = _recorded(ref, record)
    try:
        right = str(write_number(found, unit, _form_of(stated, unit), numerals))
    except FormatError:
        right = str(write_number(found, unit, "", numerals))
        if (stated.unit == "%" and unit == "points") or (stated.unit == "points" and unit == "%"):
            repair = f"write {right}: the difference of two percentages is in points"
            return f"{right} as {where}", repair
    return f"{right} as {where}", f"write {right}, or leave it out to have it filled in"


def _recorded(ref: CellRef, record: RecordedNumber) -> str:
    return (
        f"{ref} recorded it (cell {record.cell + 1})" if record.cell >= 0 else f"{ref} printed it"
    )


def _form_of(stated: Quantity | None, unit: str) -> str:
    """Return the form of a number that is stated, for one in `unit` that takes its place."""
    if stated is None:
        return ""
    digits = min(9, max(0, -int(stated.number.as_tuple().exponent)))
    # 0.62 is a ratio as it is, and 62 was meant as a percentage.
    plain = "ratio" if unit == "ratio" and abs(stated.number) <= 1 else ""
    return f".{digits} {stated.unit or plain}".strip()


def _written(claim: _Claim, value: Decimal, record: RecordedNumber, form: str) -> Quantity | None:
    try:
        return write_number(value, record.unit, form)
    except FormatError as error:
        key = "format" if claim.metric.format else "value"
        _refuse(claim, key, error.expected, f"correct it: {claim.ref} is in {record.unit or 1}")
        return None


def _refuse(claim: _Claim, key: str, expected: str, repair: str) -> None:
    mistake = Mistake((key,), expected, repair)
    if mistake not in claim.mistakes:
        claim.mistakes.append(mistake)


def _not_recorded(metric: Metric, record: RecordedNumber) -> tuple[str, ...]:
    """Return what is stated and has no counterpart in the record."""
    names = ("baseline", "interval", "n")
    return tuple(name for name in names if _states(metric, name) and getattr(record, name) is None)


def _not_among(metric: Metric, printed: Sequence[Printed]) -> tuple[str, ...]:
    """Return what is stated and not printed."""
    baseline = metric.baseline.value if metric.baseline else None
    stated: dict[str, Sequence[Quantity | None]] = {
        "baseline": [baseline],
        "interval": metric.interval or [],
    }
    return tuple(
        name
        for name, numbers in stated.items()
        if _states(metric, name) and any(not _is_printed(number, printed) for number in numbers)
    )


def _states(metric: Metric, name: str) -> bool:
    if name != "baseline":
        return getattr(metric, name) is not None
    baseline = metric.baseline
    return bool(baseline and baseline.value and not baseline.evidence)


def _is_printed(number: Quantity | None, printed: Sequence[Printed]) -> bool:
    return number is None or any(agrees(number, one.value, one.unit) for one in printed)


def _check_printed(claim: _Claim, printed: Sequence[Printed]) -> None:
    metric = claim.metric
    if wrong := _not_printed(metric.value, printed, claim.ref, claim.numerals):
        claim.mistakes.append(Mistake(("value",) if metric.value else ("evidence",), *wrong))


def _not_printed(
    stated: Quantity | None, printed: Sequence[Printed], ref: CellRef, numerals: Numerals
) -> tuple[str, str] | None:
    if not printed:
        repair = f'let the cell record it: `record("{ref.anchor}", …)`, and run the notebook'
        return f"a cell that records or prints the number at {ref}", repair
    if stated is None:
        repair = "state the value, or let the cell record it with `record`"
        return f"one number at {ref}, which prints {len(printed)}", repair
    if _is_printed(stated, printed):
        return None
    near = sorted(printed, key=lambda number: abs(number.value - stated.number))[:_SHOWN]
    listed = ", ".join(
        f"{numerals.write(f'{number.value:,f}')} {number.unit}".strip() for number in near
    )
    return f"a number that {ref} prints", f"the nearest that it prints are {listed}; correct one"


def _with_own_baseline(
    metric: Metric, find: FindSource, numerals: Numerals
) -> tuple[Metric, list[Mistake]]:
    """Check a baseline that another record bears out."""
    baseline = metric.baseline
    if baseline is None or baseline.evidence is None:
        return metric, []
    form, like = metric.format or "", metric.value
    number, wrong = check_number(baseline.value, baseline.evidence, find, form, like, numerals)
    loc = ("baseline", "value") if baseline.value else ("baseline", "evidence")
    mistakes = [Mistake(loc, expected, repair, found) for expected, repair, found in wrong]
    filled = baseline.model_copy(update={"value": number})
    return metric.model_copy(update={"baseline": filled}), mistakes
