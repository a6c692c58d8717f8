"""The notebooks that studies publish: their addresses, their pages, and links to their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore, RenderOptions
from proofolio.pages.assets import Asset, assets_of
from proofolio.pages.conversion import helping
from proofolio.pages.links import LinkResolver
from proofolio.pages.notebook import NotebookSetting, ShownNotebook, show_notebook
from proofolio.pages.published import published_notebooks, unnamed_notebooks
from proofolio.pages.slug import slugify
from proofolio.pages.study import Page
from proofolio.pages.text import TextError
from proofolio.pages.urls import Urls, relative
from proofolio.studies import Study, suggest


@dataclass(frozen=True)
class StudyNotebook:
    """A notebook with a page: `source` is the Markdown file that the page stands for."""

    source: str
    uri: str
    shown: ShownNotebook
    assets: tuple[Asset, ...]

    @property
    def title(self) -> str:
        """The page's title."""
        return self.shown.title

    def fragment(self, anchor: str) -> str:
        """The end of a link to the cell that a study calls so; `:2` at its end counts outputs."""
        place = self.shown.find_place(anchor) or self.shown.find_place(anchor.partition(":")[0])
        return f"#{place}" if place else ""

    def page(self, html: Markup, description: str) -> Page:
        """The page of this HTML."""
        shown = self.shown
        meta = {"title": shown.title, "description": description, "hide": ["navigation", "tags"]}
        return Page(
            self.source, self.uri, shown.title, html, meta, shown.toc, shown.prose, self.assets
        )


class StudyNotebooks:
    """Those of all studies; `problems`, `warnings` and `notes` fill while they are shown."""

    def __init__(
        self,
        folders: Mapping[str, Path],
        site_folder: str,
        urls: Urls,
        store: NotebookStore,
        setting: NotebookSetting | None,
    ) -> None:
        self._folders, self._site_folder, self._urls = folders, site_folder, urls
        self._store, self._setting = store, setting
        self._sources: dict[str, dict[str, str]] = {}
        self._assets: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self.notes: list[str] = []
        self.left: list[str] = []

    def add(self, study: Study) -> dict[str, str]:
        """Note what a study publishes; gives the addresses of the downloads by their paths."""
        setting, folder = self._setting, self._folders[study.slug]
        names = published_notebooks(study, setting.publish if setting else "listed")
        pages = f"{study.apart}notebooks/" if study.apart else f"{self._site_folder}/{study.slug}/"
        self._assets[study.slug] = assets = assets_of(study)
        self._sources[study.slug] = {
            name: f"{pages}{slugify(name.removesuffix('.ipynb'))}.md"
            for name in (names if setting else ())
            if self._is_notebook(folder / name)
        }
        if setting:
            self.left += [f"{folder.name}/{name}" for name in unnamed_notebooks(study, folder)]
        return {name: f"{assets}{name}" for name in names}

    def _is_notebook(self, path: Path) -> bool:
        """Whether it can be a page; what is wrong with it has been told at the study."""
        try:
            self._store.check(path)
        except NotebookError:
            return False
        return True

    def find(self, slug: str, name: str, fragment: str) -> str | None:
        """The address of a notebook's page, at what `fragment` names; None where it has no page.

        Raises TextError for a cell or heading that it has not.
        """
        source = self._sources.get(slug, {}).get(name)
        if source is None or self._setting is None:
            return None
        uri = self._urls.page(source)
        if not fragment:
            return uri
        try:
            page = self._store.page(*self._wanted(slug, name, self._setting))
        except NotebookError:
            return uri  # told where it is shown
        place = page.find_place(fragment)
        if place is None:
            found, known = f'"{name}#{fragment}"', sorted(page.places)
            repair = suggest(fragment, known, "its cells and headings are")
            raise TextError("a cell or heading of the notebook", found, repair)
        return f"{uri}#{place}"

    def helping(self) -> AbstractContextManager[None]:
        """Have several processes convert them meanwhile, where many are new."""
        setting = self._setting
        wanted = [
            self._wanted(slug, name, setting)
            for slug, sources in self._sources.items()
            for name in sources
            if setting
        ]
        return helping(self._store, wanted)

    def _wanted(self, slug: str, name: str, setting: NotebookSetting) -> tuple[Path, RenderOptions]:
        uri = self._urls.page(self._sources[slug][name])
        options = replace(setting.render, asset_base=relative(self._assets[slug], uri))
        return self._folders[slug] / name, options

    def show(
        self, study: Study, resolver: Callable[[str, str], LinkResolver]
    ) -> dict[str, StudyNotebook]:
        """Render those of a study; `resolver(uri, folder)` answers for the links of one."""
        found = {}
        for name, source in self._sources[study.slug].items():
            assert self._setting is not None  # noqa: S101 - there would be no sources
            uri = self._urls.page(source)
            links = resolver(uri, name.rpartition("/")[0])
            shown = show_notebook(
                self._folders[study.slug] / name,
                f"{study.document.name.rpartition('/')[0]}/{name}",
                self._store,
                self._setting,
                assets=self._assets[study.slug],
                asset_base=relative(self._assets[study.slug], uri),
                resolve=links,
            )
            self.problems += [*shown.problems, *_otherwise_visible(shown, study)]
            self.warnings += shown.warnings
            self.notes += shown.notes
            found[name] = StudyNotebook(source, uri, shown, (*shown.assets, *links.assets))
        return found


def _otherwise_visible(shown: ShownNotebook, study: Study) -> list[Problem]:
    """A notebook that wants to be found by others than its study: it would not be."""
    own = study.case.visibility
    said = shown.front_matter.get("visibility", own)
    if said == own:
        return []
    expected = f"a notebook as visible as its study, which is {own}"
    repair = "say it in study.yml, or take the notebook out of `proof: notebooks:`"
    return [Problem(shown.name, 1, 1, expected, f'"{said}"', repair)]
