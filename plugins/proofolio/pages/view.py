"""Models → what templates see: every Markdown text rendered, every visual in its place.

Templates escape whatever is not marked as safe, and only rendered texts are; so a template cannot
forget to escape, and cannot print a name that an alias stands for.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from proofolio.evidence import Verdict, in_language
from proofolio.pages.visuals import Shown
from proofolio.pages.visuals.shown import with_texts
from proofolio.read.document import Loc
from proofolio.studies import Markdown, Metric, Quantity, Visual, change
from proofolio.studies.metric import Baseline
from proofolio.studies.sections import Client, Slice
from proofolio.words import read_numerals

RenderText = Callable[[str, Loc], Markup]
# Stands where a record could not be read: such a page is never published, but is looked through
# for other mistakes.
_UNKNOWN = Quantity("?", Decimal(1), "")


def view(
    value: Any,
    render: RenderText,
    visuals: Mapping[Loc, Shown],
    verdicts: Mapping[Loc, Verdict],
    words: Mapping[str, Any],
    loc: Loc = (),
) -> Any:
    """The value with the same names, as plain namespaces and lists; claims have their verdict."""
    if isinstance(value, Markdown):
        return render(value, loc)
    if isinstance(value, Quantity):
        return in_language(value, read_numerals(words))
    if isinstance(value, Client):
        return value.shown
    if isinstance(value, Visual):
        return visual_view(visuals[loc], render, loc)
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        seen = {
            name: view(getattr(value, name), render, visuals, verdicts, words, (*loc, name))
            for name in names
        }
        if loc in verdicts:
            seen["verdict"] = verdicts[loc].kind
        if isinstance(value, Metric):
            seen |= _change(value, words)
        if isinstance(value, Metric | Baseline | Slice) and value.value is None:
            seen["value"] = _UNKNOWN
        return SimpleNamespace(**seen)
    if isinstance(value, list):
        return [
            view(item, render, visuals, verdicts, words, (*loc, index))
            for index, item in enumerate(value)
        ]
    return value


def _change(metric: Metric, words: Mapping[str, Any]) -> dict[str, Any]:
    """How far a result is from its baseline, and whether that is for the better."""
    now, before = metric.value, metric.baseline.value if metric.baseline else None
    if not now or not before:
        return {"change": None}
    far = change(now, before, metric.change)
    return {
        "change": far
        and words["changes"][far.form].format(number=read_numerals(words).write(far.number)),
        "improved": (now.number > before.number) is metric.higher_is_better,
    }


def visual_view(shown: Shown, render: RenderText, loc: Loc) -> Shown:
    """A visual with its texts rendered."""
    caption = render(shown.caption, (*loc, "caption")) if shown.caption else None
    content = with_texts(shown.content, render, (*loc, shown.kind))
    return replace(shown, caption=caption, content=content)
