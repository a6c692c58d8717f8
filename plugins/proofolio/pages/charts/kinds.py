"""Which records each kind of chart takes, and what it makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from proofolio.evidence import RecordedCurve, RecordedNumber, RecordedTable
from proofolio.pages.charts.comparison import lay_out_card, lay_out_comparison
from proofolio.pages.charts.curve import Curve, read_curve
from proofolio.pages.charts.error import ChartError
from proofolio.pages.charts.histogram import read_histogram
from proofolio.pages.charts.matrix import lay_out_matrix, read_matrix
from proofolio.pages.charts.measured import read_numbers, read_slices, take_number
from proofolio.pages.charts.plot import FORMS, lay_out_curve
from proofolio.pages.charts.reference import Reference, read_reference
from proofolio.pages.charts.scene import Scene
from proofolio.pages.charts.slices import lay_out_slices
from proofolio.pages.charts.table import (
    ChartTable,
    tabulate_curve,
    tabulate_measured,
    tabulate_phases,
    tabulate_record,
)
from proofolio.pages.charts.timeline import Phase, lay_out_timeline, read_phases
from proofolio.studies import suggest

_REFERENCED = ("slices", "precision_recall", "learning", "forecast", "ranking", "line")
_NAMES = {
    RecordedNumber: "a recorded number", RecordedTable: "a recorded table",
    RecordedCurve: "a recorded curve", Phase: "a phase",
}  # fmt: skip
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chart is to be drawn of; see draw_chart."""

    kind: str
    records: tuple[object, ...]
    words: Mapping[str, Any]
    unit: str
    series: tuple[str, ...]
    labels: Mapping[str, str]
    reference: RecordedNumber | None

    def label(self, name: str) -> str:
        """Return how a series is called on the page."""
        return self.labels.get(name, name)

    def label_number(self, name: str) -> str:
        """Return how a number is called: its name is an identifier."""
        return self.labels.get(name, name.replace("_", " "))

    def take(self, kind: type[Kind], *, one: bool) -> list[Kind]:
        """Return the records, all of this type. Raises ChartError."""
        found = [record for record in self.records if isinstance(record, kind)]
        if len(found) == len(self.records) and (len(found) == 1 or (found and not one)):
            return found
        shown = ", ".join(_NAMES.get(type(record), "") for record in self.records[:5])
        raise ChartError(
            f"{_NAMES[kind]}{'' if one else ', or several'}, for a chart of the kind {self.kind}",
            shown or "nothing",
            "name another record, or another kind",
        )

    def hold(self, unit: str) -> Reference | None:
        """Return the line to hold the rest against."""
        name = self.label_number(self.reference.name) if self.reference else ""
        return read_reference(self.reference, name, unit, self.words["numerals"])


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that waits for its width."""

    lay_out: Callable[[float], Scene]
    table: ChartTable


def prepare_chart(asked: Asked) -> Chart:
    """Read and check the records for their kind. Raises ChartError."""
    if asked.kind not in _KINDS:
        raise ChartError(
            f"a kind of chart: {', '.join(KINDS)}", f'"{asked.kind}"', "choose one of them"
        )
    if asked.reference and asked.kind not in _REFERENCED:
        raise ChartError(
            f"a reference in one of {', '.join(_REFERENCED)}",
            f"one in {asked.kind}",
            "leave it out",
        )
    chart = _KINDS[asked.kind](asked)
    _check_labels(asked)
    return chart


def _check_labels(asked: Asked) -> None:
    """Raise ChartError for a label of what the chart does not have."""
    names = [getattr(record, "name", "") for record in (*asked.records, asked.reference)]
    for record in asked.records:
        if isinstance(record, RecordedCurve):
            names += [one.name for one in record.series]
        elif isinstance(record, RecordedTable):
            names += record.columns
    for name in asked.labels:
        if name not in names:
            repair = suggest(name, [one for one in names if one], "its names are")
            raise ChartError("labels of what the chart shows", f'"{name}"', repair)


def _prepare_comparison(asked: Asked) -> Chart:
    rows, unit = read_numbers(asked.take(RecordedNumber, one=False), asked.label_number)
    table = tabulate_measured(rows, unit, asked.words)
    return Chart(lambda width: lay_out_comparison(rows, unit, width, asked.words), table)


def _prepare_card(asked: Asked) -> Chart:
    rows, unit = read_numbers(asked.take(RecordedNumber, one=True), asked.label_number)
    table = tabulate_measured(rows, unit, asked.words)
    return Chart(lambda _: lay_out_card(rows[0], unit, asked.words), table)


def _prepare_slices(asked: Asked) -> Chart:
    if any(isinstance(record, RecordedNumber) for record in asked.records):
        rows, unit = read_numbers(asked.take(RecordedNumber, one=False), asked.label_number)
    else:
        rows, unit = read_slices(asked.take(RecordedTable, one=True)[0])
    overall = asked.hold(unit)
    more = []
    if asked.reference:
        named = asked.label_number(asked.reference.name)
        more = [replace(take_number(asked.reference, named), baseline=None)]
    table = tabulate_measured(rows, unit, asked.words, more)
    return Chart(lambda width: lay_out_slices(rows, unit, width, asked.words, overall), table)


def _prepare_confusion(asked: Asked) -> Chart:
    record = asked.take(RecordedTable, one=True)[0]
    matrix = read_matrix(record)
    head = asked.words["matrix_head"]
    table = tabulate_record(replace(record, columns=(head, *record.columns[1:])), {}, asked.label)
    return Chart(lambda width: lay_out_matrix(matrix, width, asked.words), table)


def _prepare_curve(asked: Asked) -> Chart:
    record = choose_series(asked.take(RecordedCurve, one=True)[0], asked.series)
    form = FORMS[asked.kind]
    curve = read_curve(record, asked.kind, within=form.within)
    unit = "ratio" if form.within else asked.unit
    reference = asked.hold(unit)
    if reference and form.within and not 0 <= reference.value <= 1:
        raise ChartError("a reference between 0 and 1", f"{reference.value:g}", "record a share")
    return _lay_out(asked, curve, tabulate_curve(record, unit, asked.words, asked.label), reference)


def _prepare_distribution(asked: Asked) -> Chart:
    if not isinstance(asked.records[0] if asked.records else None, RecordedTable):
        return _prepare_curve(asked)
    record = asked.take(RecordedTable, one=True)[0]
    edges = {key: asked.words[key] for key in ("low", "high")}
    return _lay_out(
        asked, read_histogram(record, asked.words["n"]), tabulate_record(record, edges, asked.label)
    )


def _lay_out(
    asked: Asked, curve: Curve, table: ChartTable, reference: Reference | None = None
) -> Chart:
    named = tuple(replace(track, label=asked.label(track.name)) for track in curve.tracks)
    curve = replace(curve, tracks=named)
    form, words = FORMS[asked.kind], asked.words
    return Chart(
        lambda width: lay_out_curve(curve, form, asked.unit, width, words, reference), table
    )


def choose_series(curve: RecordedCurve, names: Sequence[str]) -> RecordedCurve:
    """Return the curve with these series only, in this order. Raises ChartError."""
    found = {one.name: one for one in curve.series}
    for name in names:
        if name not in found:
            raise ChartError(
                f'a series of "{curve.name}"',
                f'"{name}"',
                suggest(name, [*found], "its series are"),
            )
    return replace(curve, series=tuple(found[name] for name in names)) if names else curve


def _prepare_timeline(asked: Asked) -> Chart:
    phases = asked.take(Phase, one=False)
    spans, weeks = read_phases(phases, asked.words)
    table = tabulate_phases(phases, asked.words)
    return Chart(lambda width: lay_out_timeline(spans, weeks, width, asked.words), table)


_KINDS: Mapping[str, Callable[[Asked], Chart]] = {
    "comparison": _prepare_comparison,
    "slices": _prepare_slices,
    "confusion": _prepare_confusion,
    **dict.fromkeys(FORMS, _prepare_curve),
    "distribution": _prepare_distribution,
    "timeline": _prepare_timeline,
    "card": _prepare_card,
}
KINDS = tuple(_KINDS)
