"""What a notebook calls to record a number, a table or a curve."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from proofolio.recording.line import count, describe
from proofolio.recording.values import (
    read_cell,
    read_count,
    read_interval,
    read_list,
    read_number,
    read_table,
    read_text,
)

MIME = "application/vnd.proofolio.record.v1+json"
CURVES = (
    "line", "roc", "precision_recall", "calibration", "learning", "forecast", "distribution",
    "ranking",
)  # fmt: skip
# A notebook is read by people and kept in git: more belongs into a file.
MOST_POINTS = 10_000
_NAME = re.compile(r"[^\W\d][\w.-]{0,99}")

Bundle = dict[str, object]


class Recorder:
    """Checks what a notebook records, shows it, and knows which cell has taken which name.

    `cell` names the cell that runs and the number of its run, `show` displays a MIME bundle.
    """

    def __init__(self, cell: Callable[[], tuple[str, int]], show: Callable[[Bundle], None]) -> None:
        self._cell, self._show = cell, show
        # By name and series: the cell that has recorded it, and the number of its run.
        self._taken: dict[tuple[str, str], tuple[str, int]] = {}

    def record(
        self,
        name: str,
        value: object,
        *,
        unit: str = "",
        n: object = None,
        interval: Sequence[object] | None = None,
        baseline: object = None,
        higher_is_better: bool | None = None,
        split: str = "",
        window: str = "",
    ) -> None:
        """Record a number.

        `unit` is "ratio" for a share between 0 and 1, "%", "points", a currency, a duration or any
        other word; `interval` and `baseline` have the same unit. `n` counts the cases that the
        number was measured on, in the part of the data `split`, over the period `window`.
        Raises TypeError for what is no number, ValueError for one that cannot be a result.
        """
        number = read_number(value, f"the value of {name!r}")
        found: dict[str, object] = {"value": number, "unit": read_text(unit, "unit")}
        if n is not None:
            found["n"] = read_count(n)
        if interval is not None:
            found["interval"] = read_interval(interval, number)
        if baseline is not None:
            found["baseline"] = read_number(baseline, f"the baseline of {name!r}")
        if higher_is_better is not None:
            if not isinstance(higher_is_better, bool):
                raise TypeError(f"higher_is_better is True or False, not {higher_is_better!r}")
            found["higher_is_better"] = higher_is_better
        found |= {
            key: read_text(text, key)
            for key, text in (("split", split), ("window", window))
            if text
        }
        self._keep(name, "", "metric", found, describe(name, found))

    def record_table(
        self, name: str, data: Any, *, columns: Sequence[str] | None = None, unit: str = ""
    ) -> None:
        """Record a table: a data frame, a list of rows or of mappings, a mapping of columns.

        `columns` names the columns of plain rows. Cells are numbers, text, True, False or None.
        """
        names, rows = read_table(data, columns)
        if not names or not rows:
            raise ValueError(f"the table {name!r} is empty: record it once it has rows")
        if len(names) * len(rows) > MOST_POINTS:
            raise ValueError(
                f"the table {name!r} has {len(names) * len(rows):,} cells, and {MOST_POINTS:,} are "
                "the most: record what the page shows, such as .head(20)"
            )
        cells = [[read_cell(value, f"{name!r}, row {row}") for value in values]
                 for row, values in enumerate(rows, 1)]  # fmt: skip
        found = {"columns": names, "rows": cells, "unit": read_text(unit, "unit")}
        size = f"{count(len(cells), 'row')} × {count(len(names), 'column')}"
        self._keep(name, "", "table", found, f"{name}: {size}")

    def record_curve(
        self,
        name: str,
        x: Iterable[Any],
        y: Iterable[object],
        *,
        kind: str = "line",
        series: str = "",
        lower: Iterable[object] | None = None,
        upper: Iterable[object] | None = None,
        x_label: str = "",
        y_label: str = "",
    ) -> None:
        """Record a curve, or one more `series` of it, as points (x, y).

        `kind` is one of CURVES. `lower` and `upper` bound y, point by point. x is numbers, dates
        or text; y is numbers.
        """
        if kind not in CURVES:
            raise ValueError(f"the kind of {name!r} is one of {', '.join(CURVES)}, not {kind!r}")
        found: dict[str, Any] = {"curve": kind, "series": read_text(series, "series")}
        found |= _points(name, x, {"y": y, "lower": lower, "upper": upper})
        size = len(found["x"])
        found |= {
            "x_label": read_text(x_label, "x_label"),
            "y_label": read_text(y_label, "y_label"),
        }
        of = f" ({series})" if series else ""
        self._keep(name, series, "curve", found, f"{name}{of}: {kind}, {count(size, 'point')}")

    def _keep(
        self, name: str, series: str, kind: str, found: Mapping[str, object], line: str
    ) -> None:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise ValueError(
                f"a name begins with a letter and goes on with letters, digits, _ . or -: {name!r}"
            )
        self._take((name, series))
        payload = {"kind": kind, "name": name, **found}
        self._show({MIME: payload, "text/plain": line})

    def _take(self, key: tuple[str, str]) -> None:
        """Refuse a name that this run of the cell, or another cell, has taken."""
        cell, run = self._cell()
        owner, last = self._taken.get(key, (cell, -1))
        # Running a cell again is no second name.
        if owner != cell or last == run:
            raise ValueError(
                f"{key[0]!r} has been recorded before: choose another name, or restart the kernel "
                "if that cell is gone"
            )
        self._taken[key] = cell, run


def _points(
    name: str, x: Iterable[Any], bounds: Mapping[str, Iterable[object] | None]
) -> dict[str, list[Any]]:
    """Return the points of a curve, of equal number on each axis."""
    across = [read_cell(value, f"x of {name!r}") for value in read_list(x, f"x of {name!r}")]
    found = {"x": across}
    for key, values in bounds.items():
        if values is not None:
            what = f"{key} of {name!r}"
            found[key] = [read_number(value, what) for value in read_list(values, what)]
            if len(found[key]) != len(across):
                raise ValueError(f"{what} has {len(found[key])} points, and x has {len(across)}")
    if not across:
        raise ValueError(f"the curve {name!r} is empty: record it once it has points")
    if len(across) > MOST_POINTS:
        raise ValueError(
            f"the curve {name!r} has {len(across):,} points, and {MOST_POINTS:,} are the most: "
            "record every tenth, or so"
        )
    return found
