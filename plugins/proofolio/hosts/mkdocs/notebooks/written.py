"""Notebooks among the hand-written pages: each becomes a page at its place."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.errors import Problem, display_path
from proofolio.hosts.mkdocs.notebooks.files import files_of_site
from proofolio.hosts.mkdocs.notebooks.links import WrittenLinks
from proofolio.hosts.mkdocs.notebooks.posts import post_folders, read_dates, write_post
from proofolio.hosts.mkdocs.notebooks.theme_files import check_theme_files
from proofolio.hosts.mkdocs.visibility import Written
from proofolio.notebooks import NotebookError, NotebookStore, RenderOptions
from proofolio.pages.assets import Asset
from proofolio.pages.conversion import helping
from proofolio.pages.notebook import NotebookSetting, ShownNotebook, show_notebook
from proofolio.pages.study import Page
from proofolio.pages.templating import Templates
from proofolio.pages.urls import PAGE_SCHEME, Urls, relative


class NotebookFile(File):
    """A notebook as a page; MkDocs takes only Markdown for one."""

    def is_documentation_page(self) -> bool:
        """It is one."""
        return True

    def is_static_page(self) -> bool:
        """It is none."""
        return False


class WrittenNotebooks:
    """The notebooks in docs_dir; `problems`, `warnings` and `notes` fill while they are read."""

    def __init__(
        self,
        config: MkDocsConfig,
        setting: NotebookSetting,
        store: NotebookStore,
        root: Path,
        templates: Templates,
        written: Written,
    ) -> None:
        self._docs, self._root = Path(config.docs_dir), root
        self._setting, self._store, self._templates = setting, store, templates
        self._theme = config.theme
        self._urls = Urls(config.use_directory_urls)
        self._posts = post_folders(config)
        plugin = config.plugins.get("proofolio/studies")
        self._made = f"{plugin.config.path.strip('/')}/" if plugin else None
        self._files = files_of_site(config)
        self._written = written
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self.notes: list[str] = []

    def pages(self) -> dict[str, Page]:
        """Their pages, by their paths."""
        sources = [source for source in sorted(self._files) if source.endswith(".ipynb")]
        with helping(self._store, [self._wanted(source) for source in sources]):
            return {source: self._page(source) for source in sources}

    def _wanted(self, source: str) -> tuple[Path, RenderOptions]:
        return self._docs / source, replace(self._setting.render, asset_base=self._base(source))

    def _page(self, source: str) -> Page:
        path, assets = self._docs / source, self._assets(source)
        uri = self._uri(source)
        # Where a post stands, only its blog knows.
        is_post = self._is_post(source)
        shown = show_notebook(
            path,
            display_path(path, self._root),
            self._store,
            self._setting,
            assets=assets,
            asset_base=self._base(source),
            resolve=WrittenLinks(source, self._linked(source), self._made, self._place),
        )
        self.problems += shown.problems
        self.problems += check_theme_files(shown.front_matter, shown.name, self._theme)
        self.warnings += shown.warnings
        self.notes += shown.notes
        download = Asset(f"{assets}{path.name}", path)
        html = self._templates.render(
            "notebook.html",
            url=lambda target: f"{PAGE_SCHEME}{target}" if is_post else relative(target, uri),
            study=None,
            run=None,
            shown=shown,
            download=download.uri,
        )
        meta = self._post_meta(shown) if is_post else {"title": shown.title, **shown.front_matter}
        return Page(
            source, uri, shown.title, html, meta, shown.toc, shown.prose,
            [*shown.assets, download], shown.excerpt,
        )  # fmt: skip

    def _post_meta(self, shown: ShownNotebook) -> dict[str, object]:
        meta, problems = read_dates(shown.front_matter, shown.name)
        self.problems += problems
        return {"title": shown.title, **meta}

    def _place(self, source: str, fragment: str) -> str | None:
        """The id of what a link to another notebook calls so."""
        try:
            return self._store.page(*self._wanted(source)).find_place(fragment)
        except NotebookError:
            return fragment  # told where it is shown

    def _is_post(self, source: str) -> bool:
        """Whether it stands in a blog, as an unlisted one does not."""
        return source.startswith(tuple(self._posts)) and source not in self._written.unlisted

    def _linked(self, source: str) -> set[str]:
        """What a notebook may link to: what is public, and what goes along with it alone."""
        own = self._written.unlisted.get(source, "/")
        along = self._written.along
        return {
            name
            for name in self._files
            if not self._written.hides(name) or along.get(name, "").startswith(own)
        }

    def _uri(self, source: str) -> str:
        if folder := self._written.unlisted.get(source):
            return self._urls.page(f"{folder}index.md")
        return self._urls.page(f"{source.removesuffix('.ipynb')}.md")

    def _assets(self, source: str) -> str:
        if folder := self._written.unlisted.get(source):
            return f"{folder}files/"
        return f"assets/notebooks/{posixpath.dirname(source)}".rstrip("/") + "/"

    def _base(self, source: str) -> str:
        """How the page names the folder of its files."""
        assets = self._assets(source)
        if self._is_post(source):
            return f"{PAGE_SCHEME}{assets}"
        return relative(assets, self._uri(source))


def add_notebooks(pages: dict[str, Page], files: Files, config: MkDocsConfig, cache: Path) -> None:
    """Put pages in place of the notebooks that MkDocs would only copy, and add what they need."""
    posts = post_folders(config)
    for source, page in pages.items():
        if file := files.get_file_from_path(source):
            files.remove(file)
        file = NotebookFile(source, config.docs_dir, config.site_dir, config.use_directory_urls)
        if folder := next((folder for folder in posts if source.startswith(folder)), None):
            file.abs_src_path = str(write_post(page, posts[folder], cache / "posts"))
        files.append(file)
        for asset in page.assets:
            if files.get_file_from_path(asset.uri):
                continue  # a library of charts, which other pages brought along
            content = asset.content
            known = {"content": content} if isinstance(content, bytes) else {
                "abs_src_path": str(content)
            }  # fmt: skip
            files.append(File.generated(config, asset.uri, **known))


def drop_unpublished(pages: dict[str, Page], files: Files, *, serving: bool) -> None:
    """Take out the files of those that are not built: drafts of a blog, and what is excluded."""
    needed: set[str] = set()
    others: set[str] = set()
    for source, page in pages.items():
        file = files.get_file_from_path(source)
        level = file.inclusion if file else None
        is_built = level and (level.is_in_serve() if serving else level.is_included())
        (needed if is_built else others).update(asset.uri for asset in page.assets)
    for uri in others - needed:
        file = files.get_file_from_path(uri)
        if file and uri.startswith("assets/notebooks/"):
            files.remove(file)
