"""A study → Markdown with its results, what bears them out, and the tables of its visuals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup
from pydantic import BaseModel

from proofolio.pages.study import ORDER
from proofolio.pages.visuals import Shown
from proofolio.pages.visuals.clip import ShownClip
from proofolio.pages.visuals.code import ShownCode
from proofolio.pages.visuals.demo import ShownDemo
from proofolio.pages.visuals.shown import ShownChart, ShownPicture, ShownTable
from proofolio.share.markdown.address import Addresses
from proofolio.share.markdown.html import escape_markdown, fence, to_markdown, write_table
from proofolio.share.result import tell_before, tell_evidence, tell_measured, write_quantity
from proofolio.share.site import SharedPage, SharedSite
from proofolio.studies import Markdown, Metric
from proofolio.words import write_date

# Whatever leads elsewhere, or that a page leaves out, is taken from the page.
_MOST_LINES = 40
_NOT_AS_WRITTEN = re.compile(r"\]\(|\]\[|^\s*\[|<[a-zA-Z/!]|\]:|\{:", re.MULTILINE)


class StudyWriter:
    """Writes studies in the words of a site; `order` is that of their sections."""

    def __init__(
        self, site: SharedSite, words: Mapping[str, Any], order: tuple[str, ...] = ORDER
    ) -> None:
        self._site, self._words, self._order = site, words, order

    @cached_property
    def _template(self) -> Template:
        # To compile it takes longer than all else of a build that writes nothing anew.
        environment = Environment(  # noqa: S701 - it writes Markdown
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "line": lambda text: escape_markdown(str(text)),
            "when": lambda date: write_date(date, self._words),
            "table": write_table,
            "quoted": lambda text: re.sub(r"^(?=.)", "> ", text, flags=re.MULTILINE),
            "item": lambda text: re.sub(r"\n(?=.)", "\n  ", text),
        }
        return environment.get_template("study.md")

    def write(self, page: SharedPage, seen: SimpleNamespace, addresses: Addresses) -> str:
        """The study of a page; `seen` is what its page shows, `addresses` are those in it.

        Texts stand as they were written, maths included, where nothing in them leads elsewhere.
        """
        shared = self._site.studies[page.slug or ""]
        case = shared.study.case
        found = self._merge(case, seen, addresses)
        metrics = [
            self._metric(metric, shared.verdicts.get(("results", kind, index)))
            for kind in ("business", "technical")
            for index, metric in enumerate(getattr(case.results, kind))
        ]
        written = self._template.render(
            study=found,
            words=self._words,
            order=self._order,
            metrics=metrics,
            address=self._site.address(page.uri) if self._site.url else "",
            on_the_web=self._words["markdown"]["page"],
            notebooks=[
                (one.title, addresses.file(one.uri))
                for one in self._site.find_all("notebook", page.slug)
            ],
        )
        return re.sub(r"\n{3,}", "\n\n", written).strip() + "\n"

    def _metric(self, metric: Metric, verdict: Any) -> list[str]:
        """A row of the table of results."""
        told = (
            metric.name,
            write_quantity(metric.value, self._words),
            tell_before(metric, self._words),
            tell_measured(metric, self._words),
            tell_evidence(metric, verdict, self._words),
        )
        return [escape_markdown(text) or "–" for text in told]

    def _merge(self, case: Any, seen: Any, addresses: Addresses) -> Any:
        """What a page shows, with its texts in Markdown."""
        if isinstance(seen, Markup):
            as_written = isinstance(case, Markdown) and not _NOT_AS_WRITTEN.search(case)
            return str(case).strip() if as_written else to_markdown(str(seen), addresses.link)
        if isinstance(seen, Shown):
            return SimpleNamespace(
                section=seen.section, markdown="\n\n".join(self._visual(seen, addresses))
            )
        if isinstance(seen, SimpleNamespace) and isinstance(case, BaseModel):
            parts = {
                name: self._merge(getattr(case, name, None), value, addresses)
                for name, value in vars(seen).items()
            }
            return SimpleNamespace(**parts)
        if isinstance(seen, list) and isinstance(case, list):
            return [self._merge(a, b, addresses) for a, b in zip(case, seen, strict=True)]
        return seen

    def _visual(self, shown: Shown, addresses: Addresses) -> Iterator[str]:
        """What of a visual can be said in Markdown: pictures, tables, code, and its caption."""
        content = shown.content
        if isinstance(content, ShownTable):
            yield to_markdown(str(content.html), addresses.link)
        elif isinstance(content, ShownChart):
            title = (content.visual.chart and content.visual.chart.title) or ""
            drawn = to_markdown(str(content.drawing or ""), addresses.link)
            # The points of a long curve say nothing to a reader.
            yield drawn if drawn.count("\n") < _MOST_LINES else f"**{escape_markdown(title)}**"
        elif isinstance(content, ShownCode):
            yield fence(content.text.strip("\n"))
        elif isinstance(content, ShownDemo):
            yield f"[{escape_markdown(content.title or content.alt)}]({content.page})"
        elif isinstance(content, ShownClip):
            yield escape_markdown(content.alt)
        else:
            for picture in _pictures(content):
                yield f"![{escape_markdown(picture.alt)}]({addresses.file(picture.uri)})"
        if shown.caption:
            yield to_markdown(str(shown.caption), addresses.link)


def _pictures(content: Any) -> Iterator[ShownPicture]:
    if isinstance(content, ShownPicture):
        yield content
    for name in ("before", "after", "items", "picture"):
        part = getattr(content, name, None)
        for one in part if isinstance(part, tuple) else [part]:
            if one is not None:
                yield from _pictures(one)
