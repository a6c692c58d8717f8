"""A study → its page: sections in the order that readers expect, and what cards show of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from proofolio.pages.assets import Asset
from proofolio.pages.brief import mark_brief

# DESIGN: a case-study page, in order. A section that is absent leaves no trace.
ORDER = (
    "problem", "role", "constraints", "data", "method", "evaluation", "visuals", "results",
    "numbers", "responsible_use", "challenges", "learnings", "next_step", "proof",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page of the site: `source` is the Markdown file that it stands for.

    `toc` has (id, title) of each section; `meta` is the page's front matter; `prose` is what
    search reads, where that is not the text of the page; `excerpt` is HTML for lists of pages.
    """

    source: str
    uri: str
    title: str
    html: Markup
    meta: Mapping[str, Any]
    toc: Sequence[tuple[str, str]] = ()
    prose: Markup | None = None
    assets: Sequence[Asset] = ()
    excerpt: str = ""

    def with_assets(self, assets: Sequence[Asset]) -> "Page":
        """The page with the files that it needs."""
        return replace(self, assets=tuple(dict.fromkeys(assets)))


def order_sections(first: Sequence[str]) -> tuple[str, ...]:
    """All sections: those named first, then the others in the usual order.

    The table of all numbers follows the results, unless it is named itself.
    """
    named = list(first)
    if "results" in named and "numbers" not in named:
        named.insert(named.index("results") + 1, "numbers")
    return (*named, *(name for name in ORDER if name not in named))


def sections_of(
    study: SimpleNamespace, titles: Mapping[str, str], order: Sequence[str] = ORDER
) -> list[SimpleNamespace]:
    """The sections that have content, each with its visuals and with what is brief of it."""
    sections = []
    for name in order:
        value = _content(study, name)
        visuals = [visual for visual in study.visuals if visual.section == name]
        if value or visuals:
            sections.append(
                SimpleNamespace(
                    name=name,
                    id=name.replace("_", "-"),
                    title=titles[name],
                    value=value,
                    visuals=visuals,
                )
            )
    mark_brief(sections, study)
    return sections


def _content(study: SimpleNamespace, name: str) -> Any:
    """What a section shows beside its visuals; that of the numbers is made of the results."""
    if name == "visuals":
        return None
    if name == "numbers":
        metrics = [*study.results.business, *study.results.technical]
        return metrics if any(metric.verdict != "stated" for metric in metrics) else None
    if name == "results" and not any(vars(study.results).values()):
        return None  # all of them may have been left out
    return getattr(study, name)


def key_metrics(results: SimpleNamespace) -> list[SimpleNamespace]:
    """The figures on top: those marked as key, else the first result."""
    metrics = [*results.business, *results.technical]
    return [metric for metric in metrics if metric.key] or metrics[:1]


def facets_of(studies: Sequence[SimpleNamespace]) -> list[SimpleNamespace]:
    """What the index can be filtered by; names that differ in case only are one."""
    facets = []
    for name, field in (
        ("industry", "industry"),
        ("technique", "techniques"),
        ("technology", "technologies"),
    ):
        values: dict[str, SimpleNamespace] = {}
        for study in studies:
            found = getattr(study, field)
            for value in [found] if isinstance(found, str) else found or []:
                slug = study.slugs[value]
                entry = values.setdefault(slug, SimpleNamespace(name=value, slug=slug, studies=[]))
                if study not in entry.studies:
                    entry.studies.append(study)
        if values:
            ordered = sorted(values.values(), key=lambda entry: (-len(entry.studies), entry.slug))
            facets.append(SimpleNamespace(name=name, values=ordered))
    return facets
