"""The plugin `proofolio/notebooks`: notebooks become pages of the site.

Those among the hand-written pages are read here; those that studies publish are pages of
`proofolio/studies`, which asks for the options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from proofolio.hosts.mkdocs.look import add_assets, add_look
from proofolio.hosts.mkdocs.look_options import read_look
from proofolio.hosts.mkdocs.made import MadePagesPlugin
from proofolio.hosts.mkdocs.notebooks.config import NotebooksConfig
from proofolio.hosts.mkdocs.notebooks.options import notebook_setting
from proofolio.hosts.mkdocs.notebooks.written import (
    WrittenNotebooks,
    add_notebooks,
    drop_unpublished,
)
from proofolio.hosts.mkdocs.site import (
    own_templates,
    site_language,
    site_root,
    with_addresses,
)
from proofolio.hosts.mkdocs.visibility import read_written
from proofolio.notebooks import NotebookStore
from proofolio.pages.assets import Asset
from proofolio.pages.notebook import NotebookSetting
from proofolio.pages.secret import folder_apart
from proofolio.pages.study import Page as MadePage
from proofolio.pages.templating import Templates


class NotebooksPlugin(MadePagesPlugin):
    """Reads all notebooks before each build; a mistake stops it before it touches the site."""

    config_class = NotebooksConfig
    config: NotebooksConfig

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, MadePage] = {}
        self._look: tuple[Asset, ...] = ()

    def forget(self) -> None:
        """Drop what the last site left."""
        self._pages = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        super().on_config(config)
        if "proofolio/studies" not in config.plugins:
            styles = (
                "tokens", "fonts", "components", "notebook", "charts", "widgets", "media",
                "diagrams", "direction", "contrast",
            )  # fmt: skip
            self._look = add_look(config, theme=False, styles=styles)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read them all. While serving, a mistake is shown and the last good state stays."""
        cache = Path(self.config.cache_dir)
        root = site_root(config)
        setting = notebook_setting(config) or NotebookSetting()
        self.written = read_written(config)
        written = WrittenNotebooks(
            config,
            setting,
            NotebookStore(cache / "notebooks"),
            root,
            Templates(own_templates(config), root, cache, site_language(config)),
            self.written,
        )
        pages = written.pages()
        wrong, lacks = self.check_pictures(config)
        warnings = [*written.warnings, *setting.libraries.warnings(), *lacks]
        if "proofolio/studies" not in config.plugins:
            wrong = [*wrong, *read_look(config).problems, *self.written.problems]
        self.tell([*written.problems, *wrong], warnings)
        self.note(written.notes)
        self._pages = self._pages or pages if written.problems else pages

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Put pages in place of notebooks, and add the look where nobody else does."""
        if "proofolio/studies" not in config.plugins:
            add_assets(files, config, self._look, theme=False)
        add_notebooks(self._listed, files, config, Path(self.config.cache_dir))
        for source in self.written.drafts & {*self._listed}:
            if file := files.get_file_from_path(source):
                file.inclusion = InclusionLevel.DRAFT

    @property
    def _listed(self) -> dict[str, MadePage]:
        return {source: page for source, page in self._pages.items() if not folder_apart(page.uri)}

    def unlisted(self) -> Sequence[MadePage]:
        """Notebooks that only those find who have their address."""
        found = (page for page in self._pages.values() if folder_apart(page.uri))
        return [replace(page, source=f"{folder_apart(page.uri)}index.md") for page in found]

    # After the blog has said which posts are drafts.
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        drop_unpublished(self._listed, files, serving=self.serving)
        return super().on_env(env, config=config, files=files)

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading JSON as Markdown."""
        return "" if self.made(page) else None

    def page_html(self, made: MadePage, page: Page, files: Files) -> str:
        """The page's content, with the addresses of pages and files put in."""
        return with_addresses(made.html, page.url, files, page)

    def made(self, page: Page) -> MadePage | None:
        """The notebook that stands in this page's place."""
        return self._pages.get(page.file.src_uri)
