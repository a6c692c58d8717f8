"""A collection → all pages made of it, with every mistake that shows only when rendering."""

from collections.abc import Iterator
from functools import cached_property, partial
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks import NotebookStore
from proofolio.pages.assets import Asset, assets_of
from proofolio.pages.collect import Collection
from proofolio.pages.drawn import ChartDrawer
from proofolio.pages.kept import StudyPages
from proofolio.pages.links import LinkResolver
from proofolio.pages.profile import ProfileViews
from proofolio.pages.reading import stated_minutes
from proofolio.pages.setting import Setting
from proofolio.pages.slug import slugify
from proofolio.pages.store import TextCache
from proofolio.pages.study import Page, facets_of, key_metrics, sections_of
from proofolio.pages.study_notebooks import StudyNotebook, StudyNotebooks
from proofolio.pages.templating import Templates
from proofolio.pages.text import TextRenderer
from proofolio.pages.urls import relative
from proofolio.pages.view import view
from proofolio.read.document import Loc
from proofolio.studies import Study
from proofolio.studies.sections import Proof


class Site:
    """Renders the pages of a collection; `problems` fills while it does."""

    def __init__(
        self,
        collection: Collection,
        setting: Setting,
        templates: Templates,
        store: NotebookStore,
        texts: TextRenderer,
    ) -> None:
        self._collection, self._setting = collection, setting
        self._templates, self._store, self._texts = templates, store, texts
        self.problems: list[Problem] = []
        listed, unlisted = collection.portfolio.studies, collection.unlisted
        self._sources = {
            study.slug: f"{study.apart}index.md"
            if study.apart
            else f"{setting.folder}/{study.slug}.md"
            for study in (*listed, *unlisted)
        }
        self._uris = {slug: setting.urls.page(name) for slug, name in self._sources.items()}
        self.index_uri = setting.urls.page(setting.index)
        # A link to a study that could not be read is no mistake of its own.
        self._targets = dict.fromkeys(collection.broken, self.index_uri) | {
            study.slug: self._uris[study.slug] for study in listed
        }
        self._assets: dict[str, list[Asset]] = {}
        self._caches: dict[str, TextCache] = {}
        self._minutes: dict[str, int] = {}
        self._notebooks = StudyNotebooks(
            collection.folders, setting.folder, setting.urls, store, setting.notebooks
        )
        # All are known before the first text that may link to one.
        self._downloads = {study.slug: self._notebooks.add(study) for study in (*listed, *unlisted)}
        self._charts = ChartDrawer(
            collection.find,
            templates,
            collection.portfolio.hidden_names,
            collection.disclosed.numbers,
        )
        with self._notebooks.helping():
            self.studies = [self._study(study) for study in listed]
            self.unlisted = [self._study(study) for study in unlisted]
        self.problems += [*self._notebooks.problems, *self._charts.problems]
        self.warnings = [*collection.warnings, *self._notebooks.warnings]
        self.left = self._notebooks.left
        self.notes = self._notebooks.notes
        if setting.notebooks:
            self.warnings += setting.notebooks.libraries.warnings()
        self._profiles = ProfileViews(
            collection, setting, templates.words, store, texts, self._targets, self.studies
        )
        self._profiles.at(self.index_uri)  # its mistakes must show before any page is built
        self.problems += self._profiles.problems

    @property
    def has_profile(self) -> bool:
        """Whether there is a profile that could be read."""
        return self._collection.portfolio.profile is not None

    @property
    def profile(self) -> SimpleNamespace | None:
        """The profile as templates see it; links in its texts count from the site's root."""
        return self._profiles.at("")

    @property
    def profile_assets(self) -> tuple[Asset, ...]:
        """The files that the profile needs beside the pages."""
        return self._profiles.assets

    def pages(self) -> list[Page]:
        """The pages of all studies that everybody may find, and of the notebooks they publish."""
        neighbours = zip(
            [None, *self.studies], self.studies, [*self.studies[1:], None], strict=False
        )
        pages = [self._page(study, before, after) for before, study, after in neighbours]
        return [*pages, *self._notebook_pages(self.studies)]

    def unlisted_pages(self) -> list[Page]:
        """The pages of the others; templates of theirs see the listed studies alone."""
        pages = [self._page(study) for study in self.unlisted]
        return [*pages, *self._notebook_pages(self.unlisted)]

    def index_page(self) -> Page:
        """The page that lists all studies, for a site that has not written its own.

        How long they take to read is known once their `pages` have been made.
        """
        words = self._templates.words
        title = words["index_title"]
        html = self._render("index-page.html", self.index_uri, facets=facets_of(self.studies))
        meta = {"title": title, "description": words["index_lead"], "hide": ["navigation", "toc"]}
        return Page(self._setting.index, self.index_uri, title, html, meta)

    def index_html(self, base: str) -> Markup:
        """The cards of all studies, with what they can be filtered by."""
        return self._render("index.html", base, facets=facets_of(self.studies))

    def block(self, name: str, base: str) -> Markup:
        """A block for a hand-written page, such as the featured studies."""
        if name == "index":
            return self.index_html(base)
        return self._render(
            f"blocks/{name}.html", base, profile=self._profiles.at(base), lead=self._lead
        )

    @cached_property
    def _lead(self) -> SimpleNamespace | None:
        """The first featured study whose first key figure can be held against a baseline."""
        featured = (study for study in self.studies if study.featured and study.keys)
        return next((study for study in featured if study.keys[0].change), None)

    def _render(self, template: str, base: str, **values: Any) -> Markup:
        return self._templates.render(
            template,
            url=partial(relative, base=base),
            index_uri=self.index_uri,
            studies=self.studies,
            reading=self._minutes,
            **values,
        )

    def _study(self, study: Study) -> SimpleNamespace:
        """Everything that templates know of a study, on whichever page."""
        folder = self._collection.folders[study.slug]
        downloads = self._downloads[study.slug]
        notebooks = self._notebooks.show(study, partial(self._resolver, study))
        resolver = self._resolver(study, self._uris[study.slug])
        cache = TextCache(self._setting.cache / "texts/studies" / f"{study.slug}.json")
        self._texts.cache = self._caches[study.slug] = cache

        def render(text: str, loc: Loc) -> Markup:
            return self._texts.render_field(
                study.document, text, loc, resolver, study.case.glossary, self.problems
            )

        visuals = self._charts.draw_visuals(study, self._collection.visuals[study.slug], cache)
        timeline = self._charts.draw_timeline(study, cache)
        seen: SimpleNamespace = view(
            study.case,
            render,
            visuals,
            self._collection.verdicts[study.slug],
            self._templates.words,
        )
        if notebooks and not seen.proof:
            seen.proof = view(Proof(), render, {}, {}, self._templates.words)
        service = study.case.service
        profile = self._collection.portfolio.profile
        seen.__dict__.update(
            slug=study.slug,
            uri=self._uris[study.slug],
            draft=study.case.visibility == "draft",
            timeline=timeline,
            keys=key_metrics(seen.results),
            unlisted=bool(study.apart),
            downloads=downloads,
            notebooks=notebooks,
            service_id=service,
            service=next(
                (offer for offer in (profile.services if profile else ()) if offer.id == service),
                None,
            ),
            slugs={
                name: slugify(name)
                for name in [study.case.industry, *study.case.techniques, *study.case.technologies]
                if name
            },
        )
        self._assets[study.slug] = [
            *(asset for shown in visuals.values() for asset in shown.assets),
            *(Asset(uri, folder / name) for name, uri in downloads.items()),
            *resolver.assets,
        ]
        return seen

    def _resolver(self, study: Study, base: str, inside: str = "") -> LinkResolver:
        """What texts of a study on the page `base` may name."""
        slug = study.slug
        return LinkResolver(
            slug,
            self._collection.folders[slug],
            base,
            self._store,
            self._setting.pages,
            self._targets | {slug: self._uris[slug]},
            self._downloads[slug],
            self._notebooks.find,
            self._setting.docs,
            inside,
            assets_of(study),
            self._collection.unlisted_slugs - {slug},
        )

    def _page(
        self,
        study: SimpleNamespace,
        before: SimpleNamespace | None = None,
        after: SimpleNamespace | None = None,
    ) -> Page:
        sections = sections_of(study, self._templates.words["sections"], self._setting.order)
        related = [self._listed[slug] for slug in study.related if slug in self._listed]
        cache = self._caches[study.slug]
        html, prose = self._pages.render(
            study, sections, cache, previous=before, next=after, related=related
        )
        cache.save()
        if minutes := stated_minutes(html):
            self._minutes[study.slug] = getattr(minutes, self._setting.view)
        meta = {
            "title": study.title,
            "description": study.summary,
            "tags": list(
                dict.fromkeys(
                    self._spelling[slugify(name)]
                    for name in (() if study.unlisted else (*study.tags, *study.techniques))
                )
            ),
            "hide": ["navigation", "tags", "toc"],
        }
        return Page(
            self._sources[study.slug],
            study.uri,
            study.title,
            html,
            {key: value for key, value in meta.items() if value},
            [(section.id, section.title) for section in sections],
            prose,
        ).with_assets(self._assets[study.slug])

    @cached_property
    def _pages(self) -> StudyPages:
        """What renders the pages of studies."""
        return StudyPages(
            self._templates,
            self.studies,
            index_uri=self.index_uri,
            default_view=self._setting.view,
            profile=self._collection.portfolio.profile,
            order=self._setting.order,
        )

    @cached_property
    def _listed(self) -> dict[str, SimpleNamespace]:
        return {study.slug: study for study in self.studies}

    @cached_property
    def _spelling(self) -> dict[str, str]:
        """Tags and techniques by slug: those of two studies that differ in case only are one."""
        spelling: dict[str, str] = {}
        for study in self.studies:
            for name in (*study.techniques, *study.tags):
                spelling.setdefault(slugify(name), name)
        return spelling

    def _notebook_pages(self, studies: list[SimpleNamespace]) -> Iterator[Page]:
        yield from (
            self._notebook_page(study, name) for study in studies for name in study.notebooks
        )

    def _notebook_page(self, study: SimpleNamespace, name: str) -> Page:
        notebook: StudyNotebook = study.notebooks[name]
        html = self._render(
            "notebook.html",
            notebook.uri,
            study=study,
            shown=notebook.shown,
            download=study.downloads[name],
            run=study.proof.run,
        )
        noun = self._templates.words["notebook"]
        return notebook.page(html, f"{noun}: {notebook.title}. {study.summary}")
