"""Pages that only those find who were sent their address.

No other plugin meets them. They are no pages of the site while menus, search, tags, feeds and maps
are made of its pages, and are written when all that is done; so what a plugin makes of pages cannot
name them, whichever plugin it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.meta import get_data

from proofolio.hosts.mkdocs.escaping import escaped_meta, escaped_toc
from proofolio.hosts.mkdocs.visibility import Written
from proofolio.pages.assets import Asset
from proofolio.pages.slug import slugify
from proofolio.pages.study import Page as MadePage

_log = get_plugin_logger("proofolio")
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
# First in the head, before anything that it names is asked for.
_HIDDEN = (
    '<meta name="robots" content="noindex, nofollow, noarchive">'
    '<meta name="referrer" content="no-referrer">'
)


@dataclass(frozen=True)
class Taken:
    """Unlisted pages among the hand-written ones, and the files that go along with them."""

    pages: tuple[File, ...] = ()
    along: tuple[File, ...] = ()


def take_unlisted(files: Files, config: MkDocsConfig, written: Written) -> Taken:
    """Take what is unlisted out of the files of a site, and keep drafts from being built."""
    for source in written.drafts:
        if file := files.get_file_from_path(source):
            file.inclusion = InclusionLevel.DRAFT
    pages, along = [], []
    for source, folder in written.unlisted.items():
        if file := files.get_file_from_path(source):
            files.remove(file)
            _move(file, f"{folder}index.md", config)
            pages.append(file)
    for source, uri in written.along.items():
        if file := files.get_file_from_path(source):
            files.remove(file)
            file.dest_uri, file.url = uri, quote(uri)
            along.append(file)
    # Notebooks are no pages of MkDocs' own; who makes pages of them has their addresses.
    return Taken(tuple(file for file in pages if file.src_uri.endswith(".md")), tuple(along))


def _move(file: File, source: str, config: MkDocsConfig) -> None:
    """Give a page the address that one with this source would have."""
    there = File(source, None, config.site_dir, config.use_directory_urls)
    file.dest_uri, file.url = there.dest_uri, there.url


def refuse_late(page: Page) -> None:
    """End the build at a page whose `visibility` came from elsewhere than its own front matter."""
    said = page.meta.get("visibility", "public")
    if said != "public" and page.file.inclusion != InclusionLevel.DRAFT:
        raise PluginError(
            f'{page.file.src_uri}: expected `visibility` in the page itself, found "{said}" from '
            "elsewhere, or no plugin that sees to it; write it into the page's front matter, and "
            "name proofolio/studies or proofolio/notebooks in mkdocs.yml"
        )


class Filler(Protocol):
    """What a plugin of ours puts into a page."""

    def page_html(self, made: MadePage, page: Page, files: Files) -> str: ...
    def finish(self, html: str, page: Page) -> str: ...
    def fill(self, markdown: str) -> str: ...
    def fill_blocks(self, html: str, page: Page, files: Files) -> str: ...


class PagesApart:
    """The unlisted pages of one build."""

    def __init__(
        self, config: MkDocsConfig, files: Files, env: Environment, nav: Navigation
    ) -> None:
        self._config, self._files, self._env, self._nav = config, files, env, nav
        self.pages: list[Page] = []
        # What other plugins of ours do with each page when it is all but written.
        self.finishers: list[Callable[[str, Page], str]] = []

    def add_made(self, made: MadePage, plugin: Filler) -> None:
        """Add a page that a plugin of ours has made, with the files that it needs."""
        file = File.generated(self._config, self._source(made.title), content="")
        _move(file, made.source, self._config)
        page = self._page(file)
        page.meta, page.toc, page.markdown = escaped_meta(made), escaped_toc(made), ""
        page.content = plugin.finish(str(plugin.page_html(made, page, self._files)), page)
        for asset in made.assets:
            if not self._files.get_file_from_path(asset.uri):
                self._files.append(asset_file(self._config, asset))

    def add_written(self, file: File, plugin: Filler) -> None:
        """Add a hand-written page, as MkDocs would if no other plugin were there."""
        page = self._page(file)
        markdown, page.meta = get_data(file.content_string)
        page.markdown = plugin.fill(markdown)
        page.render(self._config, self._files)
        html = plugin.fill_blocks(page.content or "", page, self._files)
        page.content = plugin.finish(html, page)

    def _source(self, title: str) -> str:
        """What logs call a page, which may be read by anybody."""
        known = {page.file.src_uri for page in self.pages} | {*self._files.src_uris}
        stem, number = f"unlisted/{slugify(title)}", 1
        while (source := f"{stem}-{number}.md" if number > 1 else f"{stem}.md") in known:
            number += 1
        return source

    def _page(self, file: File) -> Page:
        page = Page(None, file, self._config)
        # What templates and maps would call it by in public, and where its source lies.
        page.canonical_url = page.abs_url = page.edit_url = None
        self.pages.append(page)
        return page

    def write(self, finish: Callable[..., str], *, serving: bool) -> None:
        """Write all of them; `finish`, a plugin's `on_post_page`, has the last word on each.

        Addresses are told while serving only: who reads the log of a build may be anybody.
        """
        for page in self.pages:
            page.active = True
            context = get_context(self._nav, self._files, self._config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            html = finish(hide(template.render(context)), page=page, config=self._config)
            for finisher in self.finishers:
                html = finisher(html, page)
            page.active = False
            write_file(html.encode(errors="xmlcharrefreplace"), page.file.abs_dest_path)
            level = self._config.validation.links.anchors
            page.validate_anchor_links(files=self._files, log_level=level)
            if serving:
                _log.info(f"unlisted: {self._config.site_url or ''}{page.url} ({page.title})")


def hide(html: str) -> str:
    """The page with a word to search engines and browsers that nobody is to learn of it."""
    found = _HEAD.search(html)
    end = found.end() if found else 0
    return f"{html[:end]}{_HIDDEN}{html[end:]}"


def asset_file(config: MkDocsConfig, asset: Asset) -> File:
    """A file of the site that is made, or lies elsewhere."""
    if isinstance(asset.content, bytes):
        return File.generated(config, asset.uri, content=asset.content)
    return File.generated(config, asset.uri, abs_src_path=str(asset.content))
