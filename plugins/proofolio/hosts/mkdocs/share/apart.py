"""Unlisted pages as the links that are sent: their heads, cards and documents.

Each secret folder is for itself: what is made for its pages lies in it, and knows of no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from proofolio.errors import Problem
from proofolio.hosts.mkdocs.made import MadePagesPlugin
from proofolio.hosts.mkdocs.share.cards import make_cards
from proofolio.hosts.mkdocs.share.documents import add_documents
from proofolio.hosts.mkdocs.share.head import HeadWriter
from proofolio.hosts.mkdocs.share.links import LinkWriter
from proofolio.hosts.mkdocs.share.pages import sites_apart
from proofolio.hosts.mkdocs.site import site_words
from proofolio.hosts.mkdocs.studies.build import Build
from proofolio.share import SharedPage, SharedSite
from proofolio.share.card import Card
from proofolio.share.documents import Wanted
from proofolio.share.link import HeadLink

if TYPE_CHECKING:
    from proofolio.hosts.mkdocs.share.plugin import SharePlugin


@dataclass(frozen=True)
class _Ready:
    heads: HeadWriter
    page: SharedPage
    card: Card | None


@dataclass
class PagesSent:
    """What was made for the unlisted pages of a build, by their sources."""

    links: list[HeadLink] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _ready: dict[str, _Ready] = field(default_factory=dict)
    _writer: LinkWriter = field(default_factory=LinkWriter)

    def make(
        self, config: MkDocsConfig, files: Files, plugin: SharePlugin, build: Build | None
    ) -> None:
        """Make cards and documents, and see to it that the pages name them when they are written.

        `plugin` knows what everybody may find.
        """
        for other in config.plugins.values():
            if isinstance(other, MadePagesPlugin) and other.apart:
                other.apart.finishers.append(self._finish)
                for site, pages in sites_apart(plugin.site, other.apart.pages, build):
                    self._make_folder(config, files, plugin, site, pages)

    @property
    def pages(self) -> list[SharedPage]:
        """All of them."""
        return [ready.page for ready in self._ready.values()]

    def _make_folder(
        self,
        config: MkDocsConfig,
        files: Files,
        plugin: SharePlugin,
        site: SharedSite,
        pages: list[Page],
    ) -> None:
        made, problems = make_cards(config, files, site, pages, plugin.press, plugin.brand)
        kinds = frozenset(plugin.config.documents) & {"study"}
        has_study = site.studies is not plugin.site.studies
        wanted = Wanted(kinds if has_study else frozenset(), plugin.config.paper)
        problems += add_documents(config, files, plugin, site, pages, wanted, made.warnings)
        heads = HeadWriter(site, site_words(config))
        sources = {page.file.src_uri for page in pages}
        self._ready |= {
            page.source: _Ready(heads, page, made.cards.get(page.source))
            for page in site.pages
            if page.source in sources
        }
        self.problems += problems
        self.warnings += made.warnings
        self.notes += made.notes

    def _finish(self, html: str, page: Page) -> str:
        ready = self._ready[page.file.src_uri]
        html = ready.heads.write(html, ready.page, ready.card)
        return self._writer.write(html, ready.page.uri, self.links)
