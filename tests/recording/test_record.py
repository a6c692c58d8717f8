"""What a notebook records: its output, and what it refuses."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from proofolio.recording import MIME, Recorder


class Cell:
    """Stands for the notebook: which cell runs, and what was shown."""

    def __init__(self) -> None:
        self.name, self.run = "cell", 1
        self.shown: list[dict[str, Any]] = []
        self.recorder = Recorder(lambda: (self.name, self.run), self.shown.append)

    @property
    def last(self) -> dict[str, Any]:
        found: dict[str, Any] = self.shown[-1][MIME]
        return found


@pytest.fixture
def cell() -> Cell:
    return Cell()


class Scalar:
    """What arrays give for one of their values."""

    def __init__(self, value: object) -> None:
        self._value = value

    def item(self) -> object:
        return self._value


class Frame:
    """What is asked of a data frame of pandas."""

    class Index:
        name = "model"

    def __init__(self, **columns: list[object]) -> None:
        self._data, self.columns, self.index = columns, list(columns), self.Index()

    def reset_index(self) -> "Frame":
        return Frame(**{"model": ["rule", "trees"], **self._data})

    def itertuples(self, *, index: bool, name: None) -> Iterator[tuple[object, ...]]:
        return zip(*self._data.values(), strict=True)


def test_number_is_kept_with_all_that_a_claim_needs(cell: Cell) -> None:
    cell.recorder.record(
        "recall", 0.617, unit="ratio", n=1409, interval=(0.58, 0.65), baseline=0.265,
        higher_is_better=True, split="test", window="one month",
    )  # fmt: skip

    assert cell.last == {
        "kind": "metric", "name": "recall", "value": 0.617, "unit": "ratio", "n": 1409,
        "interval": [0.58, 0.65], "baseline": 0.265, "higher_is_better": True, "split": "test",
        "window": "one month",
    }  # fmt: skip
    text = "recall = 61.7 % (58 to 65 %, baseline 26.5 %, n = 1,409)"
    assert cell.shown[-1]["text/plain"] == text


@pytest.mark.parametrize("value", [18, 18.0, Scalar(18), Decimal("18")])
def test_numbers_of_any_library_are_numbers(cell: Cell, value: object) -> None:
    cell.recorder.record("time", value, unit="ms")

    assert cell.last["value"] == 18
    assert cell.shown[-1]["text/plain"] == "time = 18 ms"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda r: r.record("a", float("nan")), ValueError, "'a' is nan, which is no result"),
        (lambda r: r.record("a", Scalar(float("inf"))), ValueError, "'a' is inf"),
        (lambda r: r.record("a", "0.6"), TypeError, "'a' is a number, not str '0.6'"),
        (lambda r: r.record("a", True), TypeError, "is a number, not bool 'True'"),
        (lambda r: r.record("a", None), TypeError, "is a number, not NoneType"),
        (lambda r: r.record("a", 1, n=0), ValueError, "n counts cases"),
        (lambda r: r.record("a", 1, n=1.5), ValueError, "n counts cases"),
        (lambda r: r.record("a", 1, interval=(2, 3)), ValueError, "an interval is (lower, upper)"),
        (lambda r: r.record("a", 1, interval=(0,)), ValueError, "an interval is (lower, upper)"),
        (lambda r: r.record("a", 1, interval=(0, float("nan"))), ValueError, "an end of"),
        (lambda r: r.record("a", 1, unit=5), TypeError, "unit is text, not int '5'"),
        (lambda r: r.record("a", 1, higher_is_better=1), TypeError, "True or False, not 1"),
        (lambda r: r.record("2 a", 1), ValueError, "a name begins with a letter"),
        (lambda r: r.record(3, 1), ValueError, "a name begins with a letter"),
        (lambda r: r.record_table("t", []), ValueError, "'t' is empty"),
        (lambda r: r.record_table("t", [[1], [1, 2]]), ValueError, "each row has 1 cells"),
        (lambda r: r.record_table("t", {"a": [1], "b": []}), ValueError, "the same length"),
        (lambda r: r.record_table("t", 5), TypeError, "a table is a sequence, not int '5'"),
        (lambda r: r.record_table("t", [[float("inf")]]), ValueError, "'t', row 1 is inf"),
        (lambda r: r.record_table("t", [range(101)] * 100), ValueError, "10,000 are the most"),
        (lambda r: r.record_curve("c", [1], [1, 2]), ValueError, "has 2 points, and x has 1"),
        (lambda r: r.record_curve("c", [], []), ValueError, "'c' is empty"),
        (lambda r: r.record_curve("c", [1], [1], kind="pie"), ValueError, "not 'pie'"),
        (lambda r: r.record_curve("c", [1], [float("nan")]), ValueError, "y of 'c' is nan"),
        (lambda r: r.record_curve("c", "ab", [1, 2]), TypeError, "is a sequence, not str"),
    ],
)
def test_what_cannot_be_a_result_is_refused_by_name(
    cell: Cell, call: Callable[[Recorder], None], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        call(cell.recorder)

    assert message in str(raised.value)
    assert cell.shown == []


@pytest.mark.parametrize(
    "data",
    [
        Frame(score=[0.6, 0.8]),
        [{"model": "rule", "score": 0.6}, {"model": "trees", "score": Scalar(0.8)}],
        {"model": ["rule", "trees"], "score": [0.6, 0.8]},
    ],
)
def test_table_of_any_kind(cell: Cell, data: object) -> None:
    cell.recorder.record_table("models", data)

    assert cell.last["columns"] == ["model", "score"]
    assert cell.last["rows"] == [["rule", 0.6], ["trees", 0.8]]


def test_cells_of_a_table_are_what_json_has(cell: Cell) -> None:
    values = [date(2026, 3, 14), float("nan"), None, True, "x"]

    cell.recorder.record_table("t", [values])

    assert cell.last["rows"] == [["2026-03-14", None, None, True, "x"]]
    assert cell.last["columns"] == [f"column {number}" for number in range(1, 6)]
    assert cell.shown[-1]["text/plain"] == "t: 1 row × 5 columns"


def test_curve_has_several_series(cell: Cell) -> None:
    cell.recorder.record_curve("roc", [0, 1], [0, 1], kind="roc", series="chance")
    cell.recorder.record_curve("roc", [0, 1], [0.5, 1], kind="roc", series="model", lower=[0, 1])

    assert [shown[MIME]["series"] for shown in cell.shown] == ["chance", "model"]
    assert cell.last["lower"] == [0, 1]
    assert "upper" not in cell.last


def test_name_is_taken_once(cell: Cell) -> None:
    cell.recorder.record("a", 1)
    with pytest.raises(ValueError, match="'a' has been recorded before"):
        cell.recorder.record("a", 2)
    cell.run = 2  # the same cell again
    cell.recorder.record("a", 3)
    cell.name = "another cell"
    with pytest.raises(ValueError, match="'a' has been recorded before"):
        cell.recorder.record("a", 4)


def test_notebook_keeps_what_it_recorded_and_fails_at_the_cell() -> None:
    sources = ["from proofolio import record\nrecord('a', 0.5, unit='ratio')", "record('a', 1)"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)

    NotebookClient(notebook, allow_errors=True).execute()

    kept, refused = (cell.outputs[0] for cell in notebook.cells)
    assert kept.data[MIME] == {"kind": "metric", "name": "a", "value": 0.5, "unit": "ratio"}
    assert kept.data["text/plain"] == "a = 50 %"
    assert "recorded before" in refused.evalue


def test_recording_needs_the_standard_library_only() -> None:
    script = "import sys; before = {*sys.modules}; import proofolio; print({*sys.modules} - before)"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    roots = {name.split(".")[0] for name in eval(found.stdout)}  # noqa: S307 - our own output
    assert roots - {"proofolio"} <= {*sys.stdlib_module_names}
    script = "from proofolio import record; record('a', 2, unit='s')"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout == "a = 2 s\n"


def test_interval_that_misses_its_value_by_a_float_is_an_interval(cell: Cell) -> None:
    cell.recorder.record("reached", 0.0, interval=(1.4e-17, 0.23))

    assert cell.last["interval"] == [0.0, 0.23]


@pytest.mark.parametrize(
    ("value", "unit", "line"),
    [
        (16204.723, "entries", "x = 16,205 entries"),
        (17.61363, "points", "x = 17.61 points"),
        (0.0684465, "", "x = 0.06845"),
        (1797, "", "x = 1,797"),
        (1.0, "ratio", "x = 100 %"),
        (2.5e18, "", "x = 2.5e+18"),
    ],
)
def test_line_is_short_and_the_record_has_all_digits(
    cell: Cell, value: float, unit: str, line: str
) -> None:
    cell.recorder.record("x", value, unit=unit)

    assert cell.shown[-1]["text/plain"] == line
    assert cell.last["value"] == value
