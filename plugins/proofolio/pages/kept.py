"""Studies' pages kept between builds: to render one costs more than to see that nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from proofolio.pages.fingerprint import fingerprint
from proofolio.pages.prose import prose_of
from proofolio.pages.store import TextCache
from proofolio.pages.templating import Templates
from proofolio.pages.urls import relative


class StudyPages:
    """Renders the pages of studies; `common` is what all of them show, by the names in templates.

    `studies` are those that templates of a site's own may ask for; ours name none but those that
    `render` is told of.
    """

    def __init__(
        self, templates: Templates, studies: Sequence[SimpleNamespace], **common: object
    ) -> None:
        self._templates, self._common = templates, common
        self._listed = {"studies": studies} if templates.has_own else {}
        self._prints: dict[str, str] = {}
        self._maker = fingerprint(templates.maker, common)

    def render(
        self,
        study: SimpleNamespace,
        sections: Sequence[SimpleNamespace],
        cache: TextCache,
        **named: SimpleNamespace | Sequence[SimpleNamespace] | None,
    ) -> tuple[Markup, Markup]:
        """Return a study's page and its prose; `named` are other studies that the page names.

        The sections are made of the study and what all pages share.
        """
        others = {**named, **self._listed}
        prints = {name: self._describe(other) for name, other in others.items()}
        whole = self._print(study), *(one for group in prints.values() for one in group)
        key = fingerprint(self._maker, whole[0], prints) if self._maker and all(whole) else ""
        page, prose = f"page {key}", f"prose {key}"
        if key and page in cache and prose in cache:
            return Markup(cache[page]), Markup(cache[prose])  # noqa: S704 - templates escaped them
        html = self._render(study, sections=sections, **others)
        read = prose_of(html)
        if key:
            cache[page], cache[prose] = str(html), str(read)
        return html, read

    def _render(self, study: SimpleNamespace, **values: Any) -> Markup:
        return self._templates.render(
            "study.html",
            url=partial(relative, base=study.uri),
            study=study,
            downloads=study.downloads,
            notebooks=study.notebooks,
            **self._common,
            **values,
        )

    def _describe(
        self, other: SimpleNamespace | Sequence[SimpleNamespace] | None
    ) -> tuple[str, ...]:
        if other is None:
            return ()
        return tuple(map(self._print, [other] if isinstance(other, SimpleNamespace) else other))

    def _print(self, study: SimpleNamespace) -> str:
        """What tells that a study is another one; an empty text where nothing does."""
        if study.slug not in self._prints:
            self._prints[study.slug] = fingerprint(study)
        return self._prints[study.slug]
