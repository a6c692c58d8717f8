"""Models → what templates see: every Markdown text rendered, every visual in its place.

Templates escape whatever is not marked as safe, and only rendered texts are; so a template cannot
forget to escape, and cannot print a name that an alias stands for.
"""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from proofolio.evidence import Verdict
from proofolio.pages.visuals import Shown
from proofolio.read.document import Loc
from proofolio.studies import Markdown, Metric, Visual, change
from proofolio.studies.sections import Client

RenderText = Callable[[str, Loc], Markup]


def view(
    value: Any,
    render: RenderText,
    visuals: Mapping[Loc, Shown],
    verdicts: Mapping[Loc, Verdict],
    loc: Loc = (),
) -> Any:
    """The value with the same names, as plain namespaces and lists; claims have their verdict."""
    if isinstance(value, Markdown):
        return render(value, loc)
    if isinstance(value, Client):
        return value.shown
    if isinstance(value, Visual):
        return visual_view(visuals[loc], render, loc)
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        seen = {
            name: view(getattr(value, name), render, visuals, verdicts, (*loc, name))
            for name in names
        }
        if loc in verdicts:
            seen["verdict"] = verdicts[loc].kind
        if isinstance(value, Metric):
            seen |= _change(value)
        return SimpleNamespace(**seen)
    if isinstance(value, list):
        return [
            view(item, render, visuals, verdicts, (*loc, index)) for index, item in enumerate(value)
        ]
    return value


def _change(metric: Metric) -> dict[str, Any]:
    """How far a result is from its baseline, and whether that is for the better."""
    now, before = metric.value, metric.baseline.value if metric.baseline else None
    if not now or not before:
        return {"change": None}
    return {
        "change": change(now, before, metric.change),
        "improved": (now.number > before.number) is metric.higher_is_better,
    }


def visual_view(shown: Shown, render: RenderText, loc: Loc) -> SimpleNamespace:
    """A visual with its caption rendered; the table comes sanitised from its notebook."""
    return SimpleNamespace(
        source=shown.source,
        section=shown.section,
        caption=render(shown.caption, (*loc, "caption")) if shown.caption else None,
        alt=shown.alt,
        uri=shown.asset.uri if shown.asset else "",
        width=shown.width,
        height=shown.height,
        table=_table(shown.table) if shown.table else None,
        drawing=shown.drawing,
    )


def _table(html: str) -> Markup:
    """The table with a class of ours, without which themes style it as text's tables."""
    return Markup(html.replace("<table>", '<table class="pf-table">', 1))  # noqa: S704 - sanitised
