"""Interactive outputs → what stands on the page, from which a script makes a frame."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence
from html import escape

from proofolio.notebooks.bokeh import read_bokeh
from proofolio.notebooks.bundle import is_scripted
from proofolio.notebooks.chart import Chart, ChartTable, Value
from proofolio.notebooks.clean import wrap_tables
from proofolio.notebooks.draft import Draft, Level
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.frame import Frame
from proofolio.notebooks.grid import Grid, GridCell, Row, write_grid
from proofolio.notebooks.output import Output
from proofolio.notebooks.page import Charts, Scripts
from proofolio.notebooks.picture import read_data
from proofolio.notebooks.plotly import read_plotly
from proofolio.notebooks.scripted import read_scripted
from proofolio.notebooks.templates import ChartView, write_chart
from proofolio.notebooks.vega import read_vega

Reader = Callable[[Output], Chart | None]

READERS: tuple[Reader, ...] = (read_plotly, read_vega, read_bokeh)
_ROWS, _COLUMNS = 12, 24


class InteractiveRenderer:
    """Renders the charts and the scripted HTML of one notebook."""

    def __init__(self, draft: Draft, charts: Charts, scripts: Scripts) -> None:
        self._draft, self._charts, self._scripts = draft, charts, scripts

    def read_chart(self, output: Output) -> Chart | None:
        """Return the chart of an output; one that cannot be read is told, and None."""
        for reader in READERS:
            try:
                if chart := reader(output):
                    return chart
            except NotebookError as error:
                where = f"{error.expected} in {self._draft.where}"
                # The author has seen to it that there is something to show.
                level: Level = "note" if output.picture_type else "error"
                self._draft.complain(where, error.found, error.repair, level)
                return None
        return None

    def show_chart(self, chart: Chart, image: str, caption: str | None, stem: str) -> str:
        """Return a chart and what stands in for it: its `image`, else its drawing or its data."""
        words = self._draft.words
        is_live = self._charts == "live" and not chart.needs_web
        note = words["map"] if chart.needs_web else words["static"]
        image = image or self._draw(chart, caption, stem)
        table = self._table(chart.table, stem) if chart.table else ""
        if not image and not table:
            note = words["map"] if chart.needs_web else words["not_shown"]
        elif not image:
            note = words["map"] if chart.needs_web else words["data_of"]
        if chart.repair and not image:
            where = f"a chart with all that it draws in {self._draft.where}"
            self._draft.complain(where, chart.found, chart.repair, "warning")
        view = ChartView(
            chart.library if is_live else "",
            self._name(caption or chart.title),
            caption=caption,
            height=chart.height,
            still=image or table,
            note=note,
            table=table if image else "",
            has_table=bool(table) and (is_live or bool(image)),
        )
        if is_live:
            view = view.with_source(self._draft.add_asset(stem, ".json", chart.data))
            self._draft.needs.add(f"{chart.library} {chart.version}".strip())
        return write_chart(view, words)

    def show_scripted(self, output: Output, still: str, caption: str | None, stem: str) -> str:
        """Return HTML that needs scripts behind a button, or for a frame; its still otherwise."""
        html = output.text("text/html")
        if self._scripts == "drop" or not is_scripted(html):
            return still
        found = read_scripted(html)
        if found is None:
            return still
        is_click = self._scripts == "click"
        view = ChartView(
            "html",
            self._name(caption),
            self._draft.add_asset(stem, ".txt", found.document.encode("utf-8", "replace")),
            caption=caption,
            still=still,
            hosts=found.hosts if is_click else (),
            has_button=is_click,
        )
        return write_chart(view, self._draft.words)

    def _name(self, title: str | None) -> str:
        cell = self._draft.cell
        return title or self._draft.words["chart_of"].format(number=cell.number if cell else "")

    def _draw(self, chart: Chart, caption: str | None, stem: str) -> str:
        if not chart.svg:
            return ""
        try:
            where = self._draft.where
            picture = read_data("image/svg+xml", chart.svg.decode("utf-8", "replace"), where)
        except NotebookError:
            return ""  # a drawing of our own making: the table does as well
        address = self._draft.add_asset(stem, picture.suffix, picture.data)
        return (
            f'<img src="{escape(address)}" alt="{escape(self._name(caption or chart.title))}" '
            f'width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async">'
        )

    def _table(self, table: ChartTable, stem: str) -> str:
        if not (table.rows and table.columns):
            return ""
        names = table.columns[:_COLUMNS]
        grid = Grid([Row("thead", [_cell(name, is_header=True) for name in names])])
        for row in table.rows[:_ROWS]:
            grid.rows.append(Row("tbody", [_cell(write_value(v)) for v in row[:_COLUMNS]]))
        for line in grid.rows:
            for column, place in enumerate(line.cells):
                place.column = column
        is_cut = len(table.rows) > _ROWS or len(table.columns) > _COLUMNS
        data = _write_csv(table) if is_cut else b""
        frame = Frame(write_grid(grid), rows=_ROWS, all_rows=len(table.rows), csv=data)
        cell = self._draft.cell
        label = self._draft.words["table_of"].format(number=cell.number if cell else "")
        return wrap_tables(frame.html, label) + frame.note(self._draft, stem)


def _cell(text: str, *, is_header: bool = False) -> GridCell:
    return GridCell(is_header, 1, 1, escape(text, quote=False), text)


def write_value(value: Value) -> str:
    """Return a value as readers take it in: six digits, and no exponent where none is needed."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if not isinstance(value, float):
        return str(value)[:200]
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.6g}" if not 1e6 <= abs(value) < 1e15 else f"{value:.0f}"


def _write_csv(table: ChartTable) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    rows: Sequence[Sequence[Value]] = (table.columns, *table.rows)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8", "replace")
