"""Charts of a study: what its notebooks recorded, drawn, and kept until a record changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.evidence import FindSource, Record, RecordedCurve, RecordedNumber
from proofolio.notebooks import NotebookError
from proofolio.notebooks.store import describe_code
from proofolio.pages.charts import ChartError, Phase, draw_chart
from proofolio.pages.charts.draw import Drawable
from proofolio.pages.fingerprint import fingerprint
from proofolio.pages.store import TextCache
from proofolio.pages.templating import Templates
from proofolio.pages.visuals import Shown, ShownChart
from proofolio.read.document import Document, Loc
from proofolio.studies import CellRef, HiddenName, Study, Visual, find_hidden, suggest
from proofolio.studies.visual import Chart

_TEMPLATES = ("chart", "drawings", "table", "_mark")


class ChartDrawer:
    """Draws the charts of all studies of a site; `problems` fills while it does."""

    def __init__(
        self,
        find: FindSource,
        templates: Templates,
        names: Sequence[HiddenName],
        numbers: Mapping[str, Sequence[HiddenName]],
    ) -> None:
        self._find, self._templates, self._names = find, templates, names
        self._numbers = numbers
        self.problems: list[Problem] = []

    def draw_visuals(
        self, study: Study, visuals: Mapping[Loc, Shown], cache: TextCache
    ) -> dict[Loc, Shown]:
        """Return the visuals of a study with the drawings of those that are charts."""
        drawn = dict(visuals)
        numbers = self._numbers.get(study.slug, ())
        for loc, shown in visuals.items():
            if isinstance(chart := shown.content, ShownChart):
                html = self._draw(study, chart.visual, (*loc, "chart"), cache)
                drawn[loc] = replace(shown, content=replace(chart, drawing=html))
                self._look(study.document, (*loc, "chart"), html or "", numbers)
        return drawn

    def draw_timeline(self, study: Study, cache: TextCache) -> Markup | None:
        """Draw the steps of the method on a calendar, if all of them say when they were."""
        method = study.case.method
        phases = [
            Phase(step.name, step.start, step.end or step.start)
            for step in (method.steps if method else ())
            if step.start
        ]
        if not method or len(phases) < 2 or len(phases) < len(method.steps):
            return None
        title = str(self._templates.words["charts"]["timeline"])
        chart = Chart.model_construct(title=title)
        loc = ("method", "steps")
        return self._kept(study.document, phases, chart, "timeline", title, loc, cache)

    def _draw(self, study: Study, visual: Visual, loc: Loc, cache: TextCache) -> Markup | None:
        chart = visual.chart
        assert chart  # noqa: S101 - the caller saw to it
        try:
            records = [self._record(study.slug, cell) for cell in chart.cells]
            reference = self._number(study.slug, chart.reference) if chart.reference else None
        except NotebookError as error:
            self._refuse(study.document, loc, error)
            return None
        first = records[0]
        known = {RecordedCurve: getattr(first, "kind", ""), RecordedNumber: "comparison"}
        kind = chart.kind or known.get(type(first), "")
        if not kind:
            missing = NotebookError(
                "the kind of a chart", "a recorded table", "add `kind: slices`, or what it is"
            )
            self._refuse(study.document, loc, missing)
            return None
        alt = visual.alt or visual.caption or ""
        return self._kept(study.document, records, chart, kind, alt, loc, cache, reference)

    def _kept(
        self,
        document: Document,
        records: Sequence[Drawable],
        chart: Chart,
        kind: str,
        description: str,
        loc: Loc,
        cache: TextCache,
        reference: RecordedNumber | None = None,
    ) -> Markup | None:
        """Return the drawing of an earlier build, if nothing that it is made of has changed."""
        title = chart.title or getattr(records[0], "name", "").replace("_", " ").capitalize()
        # Not by `repr`, which leaves out the points of curves and the rows of tables.
        key = fingerprint(self._maker, records, chart, kind, title, description, loc, reference)
        if key not in cache:
            try:
                drawing = draw_chart(
                    records,
                    self._templates,
                    kind=kind,
                    id="-".join(map(str, loc)),
                    title=title,
                    description=description,
                    unit=chart.unit or "",
                    series=chart.series,
                    labels=chart.labels,
                    reference=reference,
                )
            except ChartError as error:
                for mistake in error.all:
                    self._refuse(document, loc, mistake)
                return None
            cache[key] = str(drawing.html)
        html = Markup(cache[key])  # noqa: S704 - the templates have escaped it
        self._look(document, loc, html, self._names)
        return html

    def _look(self, document: Document, loc: Loc, html: str, names: Sequence[HiddenName]) -> None:
        """Tell of names and numbers that a chart may not show."""
        for name, match in find_hidden(html, names):
            repair = f"{name.repair} in the record"
            expected = f"a chart without {name.what}"
            self.problems.append(document.problem(loc, expected, repair, name.found(match)))

    def _record(self, slug: str, cell: CellRef) -> Record:
        source = self._find(f"{slug}/{cell.notebook}")
        if record := source.records.get(cell.anchor):
            return record
        source.check_run(cell.anchor)
        if not source.records:
            return self._number(slug, cell)
        raise NotebookError(
            f'a record named "{cell.anchor}" in {cell.notebook}',
            "none",
            suggest(cell.anchor, source.records, "its records are"),
        )

    def _number(self, slug: str, cell: CellRef) -> RecordedNumber:
        number = self._find(f"{slug}/{cell.notebook}").number(cell.anchor)
        if number is None:
            raise NotebookError(
                f'a record named "{cell.anchor}" in {cell.notebook}',
                "a cell that records nothing",
                "record what is drawn with `record`, `record_table` or `record_curve`",
            )
        return number

    def _refuse(self, document: Document, loc: Loc, error: NotebookError | ChartError) -> None:
        problem = document.problem(loc, error.expected, error.repair, error.found)
        self.problems.append(problem)

    @cached_property
    def _maker(self) -> str:
        """What else a drawing depends on: the code, the templates and the words."""
        environment = self._templates.environment
        loader = environment.loader
        assert loader  # noqa: S101 - ours has one
        texts = [loader.get_source(environment, f"charts/{name}.html")[0] for name in _TEMPLATES]
        code = describe_code(Path(__file__).parent / "charts")
        words = repr([self._templates.words["charts"], self._templates.numerals])
        return hashlib.sha256("\0".join([code, words, *texts]).encode()).hexdigest()
