"""The plugin `proofolio/notebooks`: notebooks become pages of the site.

Those among the hand-written pages are read here; those that studies publish are pages of
`proofolio/studies`, which asks for the options.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from proofolio.hosts.mkdocs.look import add_assets, add_look
from proofolio.hosts.mkdocs.made import MadePagesPlugin
from proofolio.hosts.mkdocs.notebooks.config import NotebooksConfig
from proofolio.hosts.mkdocs.notebooks.options import notebook_setting
from proofolio.hosts.mkdocs.notebooks.written import add_notebooks, read_notebooks
from proofolio.hosts.mkdocs.studies.build import site_root, with_addresses
from proofolio.notebooks import NotebookStore
from proofolio.pages.notebook import NotebookSetting
from proofolio.pages.study import Page as MadePage


class NotebooksPlugin(MadePagesPlugin):
    """Reads all notebooks before each build; a mistake stops it before it touches the site."""

    config_class = NotebooksConfig
    config: NotebooksConfig

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, MadePage] = {}

    def forget(self) -> None:
        """Drop what the last site left."""
        self._pages = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        super().on_config(config)
        if "proofolio/studies" not in config.plugins:
            add_look(config, theme=False, styles=("tokens", "components", "notebook"))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read them all. While serving, a mistake is shown and the last good state stays."""
        cache = Path(self.config.cache_dir)
        pages, problems, warnings = read_notebooks(
            config,
            notebook_setting(config) or NotebookSetting(),
            NotebookStore(cache / "notebooks"),
            site_root(config),
            cache,
        )
        self.tell(problems, warnings)
        self._pages = self._pages or pages if problems else pages

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if "proofolio/studies" not in config.plugins:
            add_assets(files, config, theme=False)
        add_notebooks(self._pages, files, config)
        return files

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading JSON as Markdown."""
        return "" if self.made(page) else None

    def page_html(self, made: MadePage, page: Page, files: Files) -> str:
        """The page's content, with the addresses of pages and files put in."""
        return with_addresses(made.html, page.url, files, page)

    def made(self, page: Page) -> MadePage | None:
        """The notebook that stands in this page's place."""
        return self._pages.get(page.file.src_uri)
