"""Pages that only those find who were sent their address.

No other plugin meets them. They are no pages of the site while menus, search, tags, feeds and maps
are made of its pages, and are written when all that is done; so what a plugin makes of pages cannot
name them, whichever plugin it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from proofolio.pages.assets import Asset

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
# First in the head, before anything that it names is asked for.
_HIDDEN = (
    '<meta name="robots" content="noindex, nofollow, noarchive">'
    '<meta name="referrer" content="no-referrer">'
)


class PagesApart:
    """The unlisted pages of one build."""

    def __init__(
        self, config: MkDocsConfig, files: Files, env: Environment, nav: Navigation
    ) -> None:
        self._config, self._files, self._env, self._nav = config, files, env, nav
        self.pages: list[Page] = []

    def add(self, file: File, fill: Callable[[Page], None], assets: Iterable[Asset] = ()) -> None:
        """Add the page of a file; `fill` gives it what it shows, `assets` are what it needs."""
        page = Page(None, file, self._config)
        # What templates and maps would call it by in public, and where its source lies.
        page.canonical_url = page.abs_url = page.edit_url = None
        page.meta, page.markdown = {}, ""
        fill(page)
        self.pages.append(page)
        for asset in assets:
            if not self._files.get_file_from_path(asset.uri):
                self._files.append(asset_file(self._config, asset))

    def write(self, finish: Callable[[str, Page], str]) -> None:
        """Write all of them; `finish` has the last word on each."""
        for page in self.pages:
            page.active = True
            context = get_context(self._nav, self._files, self._config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            html = finish(template.render(context), page)
            page.active = False
            write_file(hide(html).encode(errors="xmlcharrefreplace"), page.file.abs_dest_path)
            level = self._config.validation.links.anchors
            page.validate_anchor_links(files=self._files, log_level=level)


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
