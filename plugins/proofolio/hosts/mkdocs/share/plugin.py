"""The plugin `proofolio/share`: what a prospect sees before, on and after a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from proofolio.hosts.mkdocs.apart import refuse_late
from proofolio.hosts.mkdocs.share.apart import PagesSent
from proofolio.hosts.mkdocs.share.cards import make_cards
from proofolio.hosts.mkdocs.share.config import ShareConfig
from proofolio.hosts.mkdocs.share.counting import Counting
from proofolio.hosts.mkdocs.share.documents import add_documents
from proofolio.hosts.mkdocs.share.head import NO_ADDRESS, HeadWriter, hide_page
from proofolio.hosts.mkdocs.share.links import LinkWriter
from proofolio.hosts.mkdocs.share.maps import MapMaker
from proofolio.hosts.mkdocs.share.pages import shared_site
from proofolio.hosts.mkdocs.share.record import Recorder
from proofolio.hosts.mkdocs.share.telling import tell
from proofolio.hosts.mkdocs.share.texts import TextMaker
from proofolio.hosts.mkdocs.share.typesetting import make_press
from proofolio.hosts.mkdocs.site import site_words
from proofolio.hosts.mkdocs.studies.plugin import StudiesPlugin
from proofolio.pages.store import TextCache, prune_cache, usable_cache
from proofolio.share import SharedPage, SharedSite
from proofolio.share.card import Card
from proofolio.share.documents import Wanted
from proofolio.share.link import HeadLink


class SharePlugin(BasePlugin[ShareConfig]):
    """Makes everything from the pages that other plugins have finished."""

    def __init__(self) -> None:
        self._site = SharedSite("", "", "", "en")
        self._pages: dict[str, SharedPage] = {}
        self.serving = False
        # The picture beside a link, by the source of the page that it leads to.
        self.cards: Mapping[str, Card] = {}
        self._links: list[HeadLink] = []
        # What only those find who were sent its address.
        self.sent = PagesSent()
        self._texts: Mapping[str, list[HeadLink]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # With this hook, MkDocs keeps the plugin between the builds of `serve`.
        self.serving = command == "serve"

    # After the plugins whose scripts come first.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Other plugins write files long before all pages have their content.
        self._recorder = Recorder()
        self._counting = Counting(config, self.config.analytics, serving=self.serving)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        self._counting.add_to(files, config)
        return files

    # After whoever reads front matter from elsewhere.
    @event_priority(-100)
    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        refuse_late(page)
        return markdown

    # After all pages have their content, and before any is written.
    @event_priority(-50)
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        self._recorder.files = files
        studies = config.plugins.get("proofolio/studies")
        build = studies.build if isinstance(studies, StudiesPlugin) else None
        self._site = shared_site(config, files, build)
        self._pages = {page.source: page for page in self._site.pages}
        if not self._site.url:
            tell([], [NO_ADDRESS], serving=self.serving)
        # The look and what sets cards and documents in it.
        self.config.cache_dir = usable_cache(self.config.cache_dir)
        self._kept = TextCache(Path(self.config.cache_dir) / "share/heads.json")
        self._heads = HeadWriter(self._site, site_words(config), self._kept)
        self._link_writer = LinkWriter()
        self.press, self.brand = make_press(config, Path(self.config.cache_dir))
        pages = [file.page for file in files.documentation_pages() if file.page]
        made, problems = make_cards(config, files, self._site, pages, self.press, self.brand)
        self.cards, problems = made.cards, [*problems, *self._counting.problems]
        wanted = Wanted(frozenset(self.config.documents), self.config.paper)
        problems += add_documents(config, files, self, self._site, pages, wanted, made.warnings)
        maps = MapMaker(config, self.config, files, self._site)
        self._links = maps.make(self.cards, self.press, self.brand)
        self.sent = PagesSent(self._links)
        self.sent.make(config, files, self, build)
        texts = TextMaker(config, files, self._site, build)
        self._texts = texts.make(self.config)
        notes = [*made.notes, *self.sent.notes, *maps.notes, *texts.notes]
        told = (*self.press.warnings(), *made.warnings, *self.sent.warnings)
        warnings = [*dict.fromkeys(told)]
        tell([*problems, *self.sent.problems], warnings, notes, serving=self.serving)
        return env

    # When nothing is changed any more of what pages show.
    @event_priority(-50)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        shared = self._pages.get(page.file.src_uri)
        if shared:
            output = self._heads.write(output, shared, self.cards.get(shared.source))
            links = [*self._links, *self._texts.get(shared.source, ())]
            output = self._link_writer.write(output, shared.uri, links)
        return output

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        if template_name != "404.html":
            return output_content
        return hide_page(self._counting.mark_missing(output_content))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self.serving:
            self._recorder.record(config, Path(self.config.cache_dir))
        self._kept.save()
        prune_cache(Path(self.config.cache_dir))

    @property
    def site(self) -> SharedSite:
        """The public pages; known once a build has their content."""
        return self._site
