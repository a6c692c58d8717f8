"""The plugin `proofolio/studies`: case studies become pages of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from proofolio.hosts.mkdocs.look import add_assets, add_look
from proofolio.hosts.mkdocs.made import MadePagesPlugin
from proofolio.hosts.mkdocs.site import with_addresses
from proofolio.hosts.mkdocs.studies.blocks import fill_blocks
from proofolio.hosts.mkdocs.studies.build import Build, read_build, site_policy
from proofolio.hosts.mkdocs.studies.config import StudiesConfig
from proofolio.hosts.mkdocs.studies.findings import by_severity, find_in_site
from proofolio.hosts.mkdocs.studies.memory import collected_later
from proofolio.hosts.mkdocs.studies.values import fill_values
from proofolio.pages.assets import Asset
from proofolio.pages.study import Page as MadePage

_log = get_plugin_logger("proofolio")


class StudiesPlugin(MadePagesPlugin):
    """Reads the studies before each build; a mistake stops the build before it touches the site."""

    config_class = StudiesConfig
    config: StudiesConfig

    def __init__(self) -> None:
        super().__init__()
        self._build: Build | None = None
        self._active: Page | None = None
        self._look: tuple[Asset, ...] = ()

    def forget(self) -> None:
        """Drop what the last site left."""
        self._build = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not re.fullmatch(r"[\w-]+(/[\w-]+)*", self.config.path):
            raise PluginError(
                "proofolio/studies: expected `path` to be a folder of the site such as "
                f'case-studies, found "{self.config.path}"; write it without dots, spaces and '
                "slashes around it"
            )
        super().on_config(config)
        self._look = add_look(config, theme=self.config.theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read it all. While serving, a mistake is shown and the last good state stays."""
        today = date.today()
        with collected_later():
            build = read_build(config, self.config, drafts=self.serving, today=today)
            policy = site_policy(self.config, today)
            found = find_in_site(build.collection, self.config.lint, policy)
        errors, warnings, notes = by_severity(found)
        wrong, lacks = self.check_pictures(config)
        self.tell([*build.problems, *errors, *wrong], [*build.site.warnings, *warnings, *lacks])
        self.note(build.site.notes)
        for note in [*map(str, build.collection.disclosed.left_out), *notes]:
            _log.info(note)
        if left := build.site.left:
            _log.info(f"notebooks that no study names stay at home: {', '.join(left[:10])}")
        self._build = self._build or build if build.problems else build
        self.written = build.written

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add studies and the look, and take out the profile."""
        if profile := files.get_file_from_path(self.config.profile):
            files.remove(profile)
        add_assets(files, config, self._look, theme=self.config.theme)
        self._current.add_to(files, config)

    def page_html(self, made: MadePage, page: Page, files: Files) -> str:
        """The page's content, with the addresses of hand-written pages put in."""
        return with_addresses(made.html, page.url, files, page)

    @event_priority(100)
    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        html = self.fill_blocks(html, page, files)
        return super().on_page_content(html, page=page, config=config, files=files)

    def fill_blocks(self, html: str, page: Page, files: Files) -> str:
        """A hand-written page with its blocks."""
        render = partial(self._current.block, base=page.url, files=files)
        return fill_blocks(html, render, self._current.own_blocks)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        if self._active:
            self._active.active = False
            self._active = None
        return super().on_post_page(output, page=page, config=config)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        server.watch(self.config.studies_dir)
        if self.config.templates:
            server.watch(self.config.templates)
        return server

    def fill(self, markdown: str) -> str:
        """A hand-written page's Markdown with the recorded values that it names."""
        return fill_values(markdown, self._current.collection.find_listed, self._current.numerals)

    def made(self, page: Page) -> MadePage | None:
        """The study, notebook or index that stands in this page's place."""
        file = page.file
        return self._current.pages.get(file.src_uri) if file.generated_by else None

    def unlisted(self) -> Sequence[MadePage]:
        """Studies that only those find who have their address, with their notebooks."""
        return self._current.unlisted

    def before_template(self, page: Page, nav: Navigation) -> None:
        """Studies stand outside of the navigation; their index shows as active in their place."""
        made, index = self.made(page), self._current.setting.index
        if made and made.source != index:
            found = (item for item in nav.pages if item.file.src_uri == index)
            if active := next(found, None):
                active.active = True
                self._active = active

    @property
    def build(self) -> Build | None:
        """What the site is made of; known once MkDocs has begun to build."""
        return self._build

    @property
    def _current(self) -> Build:
        assert self._build is not None  # noqa: S101 - on_pre_build has run
        return self._build
