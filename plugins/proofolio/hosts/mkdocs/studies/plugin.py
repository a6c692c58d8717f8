"""The plugin `proofolio/studies`: case studies become pages of the site."""

from __future__ import annotations

import re
import sys
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Literal

import mkdocs
from jinja2 import ChoiceLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from proofolio.errors import AuthorError
from proofolio.hosts.mkdocs.kept import KeptPages
from proofolio.hosts.mkdocs.studies.blocks import fill_blocks
from proofolio.hosts.mkdocs.studies.build import Build, read_build, with_addresses
from proofolio.hosts.mkdocs.studies.config import StudiesConfig
from proofolio.hosts.mkdocs.studies.look import add_assets, add_look, show_problems
from proofolio.pages.prose import prose_of
from proofolio.pages.store import usable_cache
from proofolio.pages.templating import keep_compiled


class StudiesPlugin(BasePlugin[StudiesConfig]):
    """Reads the studies before each build; a mistake stops the build before it touches the site."""

    def __init__(self) -> None:
        self._serving = False
        self._build: Build | None = None
        self._warning = ""
        self._content: str | None = None
        self._active: Page | None = None
        self._nav: Navigation | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # With this hook, MkDocs keeps the plugin between the builds of `serve`; and for other
        # sites that the same process builds.
        self._serving = command == "serve"
        self._build = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not re.fullmatch(r"[\w-]+(/[\w-]+)*", self.config.path):
            raise PluginError(
                "proofolio/studies: expected `path` to be a folder of the site such as "
                f'case-studies, found "{self.config.path}"; write it without dots, spaces and '
                "slashes around it"
            )
        self.config.cache_dir = usable_cache(self.config.cache_dir)
        add_look(config, self.config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read it all. While serving, a mistake is shown and the last good state stays."""
        build = read_build(config, self.config, drafts=self._serving)
        self._warning = ""
        if build.problems:
            error = AuthorError(build.problems)
            if not self._serving:
                raise PluginError(f"{len(error.problems)} to mend:\n{error}") from error
            # Not through logging: a warning would end `serve --strict`, and a failed build
            # leaves the server without an answer to any request.
            print(f"\n{error}\n", file=sys.stderr)
            self._warning = show_problems(error.problems)
            build = self._build or build
        self._build = build

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if profile := files.get_file_from_path(self.config.profile):
            files.remove(profile)
        add_assets(files, config, self.config)
        self._current.add_to(files, config)
        return files

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        cache = Path(self.config.cache_dir)
        keep_compiled(env, cache, mkdocs.__version__)
        if self._nav:
            kept = KeptPages(cache, config, self._nav)
            for file in files.documentation_pages():
                if file.page and self._made(file.page):
                    kept.keep(file.page)
            env.loader = ChoiceLoader([kept, *([env.loader] if env.loader else [])])
        return env

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._nav = nav
        return nav

    # Before plugins that read front matter, such as Material's tags.
    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        if made := self._made(page):
            # Themes print front matter as it is.
            page.meta.update({key: _escaped(value) for key, value in made.meta.items()})
        return markdown

    # Before the search plugin and others look at the content.
    @event_priority(100)
    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        if made := self._made(page):
            tokens = [
                {"level": 2, "id": id_, "name": title, "children": []} for id_, title in made.toc
            ]
            page.toc = get_toc(tokens)  # type: ignore[arg-type]
            html = with_addresses(made.html, page.url, files)
        else:
            html = fill_blocks(html, partial(self._current.block, base=page.url, files=files))
        # MkDocs knows the anchors of Markdown only, and checks links to them.
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(_ID.findall(html))
        return self._warning + html

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let search read the prose alone; the page itself is put back after it."""
        if made := self._made(page):
            self._content = page.content
            page.content = prose_of(made.html)
            self._set_active(nav, made.source, active=True)
        return context

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self._made(page):
            page.content = self._content
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        if self._active:
            self._active.active = False
            self._active = None
        return output

    def _set_active(self, nav: Navigation, source: str, *, active: bool) -> None:
        """Studies stand outside of the navigation; their index shows as active in their place."""
        index = self._current.setting.index
        found = (item for item in nav.pages if item.file.src_uri == index and source != index)
        if page := next(found, None):
            page.active = active
            self._active = page

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        server.watch(self.config.studies_dir)
        if self.config.templates:
            server.watch(self.config.templates)
        return server

    @property
    def _current(self) -> Build:
        assert self._build is not None  # noqa: S101 - on_pre_build has run
        return self._build

    def _made(self, page: Page) -> Any:
        file = page.file
        return self._current.pages.get(file.src_uri) if file.generated_by else None


_ID = re.compile(r'<[a-z][^>]*\sid="([^"]+)"')


def _escaped(value: str | list[str]) -> str | list[str]:
    return escape(value) if isinstance(value, str) else [escape(item) for item in value]
