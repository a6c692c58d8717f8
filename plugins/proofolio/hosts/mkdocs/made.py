"""What plugins share whose pages are made elsewhere than by MkDocs' own Markdown."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Literal

import mkdocs
from jinja2 import ChoiceLoader, Environment
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from proofolio.errors import AuthorError, Problem
from proofolio.hosts.mkdocs.apart import PagesApart, Taken, refuse_late, take_unlisted
from proofolio.hosts.mkdocs.escaping import escaped_meta, escaped_toc
from proofolio.hosts.mkdocs.fences import FenceDrawer, name_fences
from proofolio.hosts.mkdocs.kept import KeptPages
from proofolio.hosts.mkdocs.pictures import SitePictures
from proofolio.hosts.mkdocs.site import site_words
from proofolio.hosts.mkdocs.visibility import Written
from proofolio.pages.pictures import PictureStore
from proofolio.pages.prose import prose_of
from proofolio.pages.store import prune_cache, usable_cache
from proofolio.pages.study import Page as MadePage
from proofolio.pages.templating import keep_compiled

_log = get_plugin_logger("proofolio")
_NOTES_SHOWN = 10
_ID = re.compile(r'<[a-z][^>]*\sid="([^"]+)"')


class MadePagesConfig(Config):
    """What a site can set for each of these plugins."""

    cache_dir = opt.Dir(exists=False, default=".cache/proofolio")
    """Where results are kept between builds; may be deleted at any time."""

    look = opt.Type(dict, default={})
    """Palette, accent, fonts, logo, density, order of sections; in one of the plugins."""

    pictures = opt.Choice(("responsive", "original"), default="responsive")
    """Whether pages show pictures in the size that a screen needs, or as they are. Either way they
    are published without metadata, such as the place where a photo was taken."""


class MadePagesPlugin(BasePlugin[MadePagesConfig]):
    """Hands ready pages over to MkDocs, to search and to the templates."""

    def __init__(self) -> None:
        self.serving = False
        self.warning = ""
        self.nav: Navigation | None = None
        self._content: str | None = None
        self._extensions: list[str] = []
        self._fences: FenceDrawer | None = None
        self._told: set[str] = set()
        self._pictures: SitePictures | None = None
        self._picture_store: PictureStore | None = None
        # The unlisted pages of all plugins, with the plugin that writes them.
        self.apart: PagesApart | None = None
        self._taken = Taken()
        # What hand-written pages say of who may find them.
        self.written = Written()

    def made(self, page: Page) -> MadePage | None:
        """What stands in this page's place, if it is one of the plugin's."""
        raise NotImplementedError

    def page_html(self, made: MadePage, page: Page, files: Files) -> str:
        """The page's content."""
        raise NotImplementedError

    def before_template(self, page: Page, nav: Navigation) -> None:
        """Prepare what the template of one of the plugin's pages asks of the navigation."""

    def fill(self, markdown: str) -> str:
        """A hand-written page's Markdown with what it names put in."""
        return markdown

    def fill_blocks(self, html: str, page: Page, files: Files) -> str:
        """A hand-written page with what its comments ask for."""
        return html

    def unlisted(self) -> Sequence[MadePage]:
        """The plugin's pages that nothing may name."""
        return ()

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add what the plugin makes to the files of the site."""

    def forget(self) -> None:
        """Drop what the last site left."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # With this hook, MkDocs keeps the plugin between the builds of `serve`; and for other
        # sites that the same process builds.
        self.serving = command == "serve"
        self.forget()

    def tell(self, problems: Sequence[Problem], warnings: Sequence[str] = ()) -> None:
        """End a build with the author's mistakes; while serving, show them and go on."""
        self.warning = ""
        self._told.update(warnings)
        for text in warnings:
            # A warning would end `serve --strict`, too.
            (_log.info if self.serving else _log.warning)(text)
        if not problems:
            return
        error = AuthorError(problems)
        if not self.serving:
            raise PluginError(f"{len(error.problems)} to mend:\n{error}") from error
        # Not through logging: a warning would end `serve --strict`, and a failed build leaves
        # the server without an answer to any request.
        print(f"\n{error}\n", file=sys.stderr)
        self.warning = _box(error.problems)

    def check_pictures(self, config: MkDocsConfig) -> tuple[list[Problem], list[str]]:
        """What is wrong with pictures, and what to warn of; one of the plugins publishes them."""
        self._pictures = None
        if not self._leads(config):
            return [], []
        folder = Path(self.config.cache_dir) / "pictures"
        if not self._picture_store or self._picture_store.folder != folder:
            self._picture_store = PictureStore(folder)
        responsive = self.config.pictures == "responsive"
        self._pictures = SitePictures(config, self._picture_store, responsive=responsive)
        return self._pictures.check(), self._pictures.warnings()

    def note(self, notes: Sequence[str]) -> None:
        """Say what could be better; the first few of it."""
        for text in notes[:_NOTES_SHOWN]:
            _log.info(text)
        for text in notes[_NOTES_SHOWN:]:
            _log.debug(text)
        if more := len(notes[_NOTES_SHOWN:]):
            _log.info(f"and {more} more notes on notebooks; with `-v`, all are shown")

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Serve the plugin's pages, and all compiled templates, from what an earlier build kept."""
        cache = Path(self.config.cache_dir)
        keep_compiled(env, cache, mkdocs.__version__)
        words = env.globals["words"] = site_words(config)
        if self.nav:
            kept = KeptPages(type(self).__name__, cache, config, self.nav, words)
            for file in files.documentation_pages():
                # Other plugins' kinds of pages, such as posts, know more than is kept by.
                if type(file.page) is Page and self.made(file.page):
                    kept.keep(file.page)
            env.loader = ChoiceLoader([kept, *([env.loader] if env.loader else [])])
        self.apart = self._set_apart(config, files, env)
        if self._pictures:
            level = InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
            pages = [file.page for file in files.documentation_pages(inclusion=level) if file.page]
            if problems := self._pictures.publish(files, [*pages, *self.apart.pages]):
                self.tell(problems)
        return env

    def _set_apart(self, config: MkDocsConfig, files: Files, env: Environment) -> PagesApart:
        """The unlisted pages; the plugin that publishes pictures has those of all plugins."""
        assert self.nav  # noqa: S101 - on_nav has run
        apart = PagesApart(config, files, env, self.nav)
        if not self._leads(config):
            return apart
        for file in self._taken.along:
            files.append(file)
        for file in self._taken.pages:
            apart.add_written(file, self)
        for plugin in config.plugins.values():
            for made in plugin.unlisted() if isinstance(plugin, MadePagesPlugin) else ():
                apart.add_made(made, plugin)
        return apart

    def _leads(self, config: MkDocsConfig) -> bool:
        """Whether it is this plugin that does what is done once for a site."""
        return config.plugins.get("proofolio/studies") in (None, self)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Show the pictures of any page in the sizes that were drawn of them, and its diagrams."""
        output = self._pictures.deliver(output, page) if self._pictures else output
        if "mermaid" not in output or not self._leads(config):
            return output
        self._fences = self._fences or FenceDrawer(
            config, Path(self.config.cache_dir), self._told, serving=self.serving
        )
        return self._fences.draw(output, page.file.src_uri)

    # Before whoever looks at what was built.
    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands apart; let the cache forget what is long gone."""
        if self.apart:
            self.apart.write(self.on_post_page, serving=self.serving)
        prune_cache(Path(self.config.cache_dir))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._fences, self._told = None, set()
        name_fences(config)
        self.config.cache_dir = usable_cache(self.config.cache_dir)
        contents = config.mdx_configs.get("toc") or {}
        if contents.get("permalink"):  # Markdown names these links in English
            contents.setdefault("permalink_title", site_words(config)["permalink"])
        return config

    # Before any other plugin looks at the files.
    @event_priority(100)
    def _take_unlisted(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if self._leads(config):
            self._taken = take_unlisted(files, config, self.written)
        return files

    def _add(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        self.add_files(files, config)
        return files

    on_files = CombinedEvent(_take_unlisted, _add)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    # Before plugins that read front matter, such as Material's tags.
    @event_priority(100)
    def _with_meta(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        if made := self.made(page):
            # Themes print front matter as it is. A blog has read that of its posts, and added
            # to it.
            page.meta = {**escaped_meta(made), **page.meta}
            return markdown
        return self.fill(markdown)

    @event_priority(-100)
    def _without_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Nothing is left to convert; making the extensions for it would cost most of a page."""
        refuse_late(page)
        if self.made(page):
            self._extensions, config.markdown_extensions = config.markdown_extensions, []
        return markdown

    on_page_markdown = CombinedEvent(_with_meta, _without_markdown)

    # Before the search plugin and others look at the content.
    @event_priority(100)
    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        if made := self.made(page):
            config.markdown_extensions = self._extensions
            page.toc = escaped_toc(made)
            html = str(self.page_html(made, page, files))
        return self.finish(html, page)

    def finish(self, html: str, page: Page) -> str:
        """Note the anchors, since MkDocs knows those of Markdown only; put mistakes on top."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(_ID.findall(html))
        return self.warning + html

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Let search read the prose alone; the page itself is put back after it."""
        if made := self.made(page):
            self._content = page.content
            # Plain text: what plugins do with Markup escapes each piece again, and takes its time.
            page.content = str(made.prose or prose_of(made.html))
            self.before_template(page, nav)
        return context

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self.made(page):
            page.content = self._content
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)


def _box(problems: Sequence[Problem]) -> str:
    """The author's mistakes as a box on top of each page while serving."""
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    title = "To mend; until then this is the last good state"
    return f'<div class="pf-problems" role="alert"><p>{title}</p><ul>{items}</ul></div>\n'
