"""The Markdown of every public page, and llms.txt that lists them."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from proofolio import share
from proofolio.hosts.mkdocs.share.config import ShareConfig
from proofolio.hosts.mkdocs.share.published import Publisher
from proofolio.hosts.mkdocs.site import site_words
from proofolio.hosts.mkdocs.studies.build import Build
from proofolio.notebooks.store import describe_code
from proofolio.pages.store import TextCache
from proofolio.share import SharedPage, SharedSite
from proofolio.share.link import HeadLink
from proofolio.share.llms import LLMS, write_llms
from proofolio.share.markdown import (
    MARKDOWN_TYPE,
    Addresses,
    StudyWriter,
    clean_written,
    list_key_figures,
    list_person,
    list_posts,
    list_studies,
    markdown_uri,
    to_markdown,
)

# Blocks that list studies, and whether the featured ones alone.
_LISTS = {"index": False, "featured": True}


class TextMaker:
    """Makes them for a site, from what its plugins have made of it."""

    def __init__(
        self, config: MkDocsConfig, files: Files, site: SharedSite, build: Build | None
    ) -> None:
        self._files, self._site, self._build = files, site, build
        self._words = site_words(config)
        self._publisher = Publisher(config, files)
        self.notes = self._publisher.notes
        order = {"order": build.setting.order} if build else {}
        self._studies = StudyWriter(site, self._words, **order)

    def make(self, options: ShareConfig) -> dict[str, list[HeadLink]]:
        """Publish them; the link to each page's Markdown by the page's source."""
        if not options.markdown or not self._site.pages:
            return {}
        links = {}
        cache = TextCache(Path(options.cache_dir) / "share/markdown.json")
        setup = self._describe()
        for page in self._site.pages:
            uri = markdown_uri(unquote(page.uri))
            key = self._key(page, setup)
            if key not in cache:
                cache[key] = self._write(page)
            self._publisher.publish(uri, cache[key])
            links[page.source] = [HeadLink("alternate", uri, MARKDOWN_TYPE)]
        cache.save()
        if options.llms:
            self._publisher.publish(LLMS, write_llms(self._site, self._words))
        return links

    def _describe(self) -> str:
        """What the Markdown of every page depends on, beside what the page shows."""
        folder = Path(share.__file__).parent
        code = [describe_code(folder), describe_code(folder / "markdown")]
        listed = Addresses(self._site, self._site.pages[0], lambda source: source)
        lists = list_studies(self._site, listed, self._words), list_posts(self._site, listed)
        return json.dumps([*code, self._site.url, self._words, *lists])

    def _key(self, page: SharedPage, setup: str) -> str:
        file = self._files.get_file_from_path(page.source)
        written = file.page if file else None
        shown = [written.content, written.markdown] if written else []
        parts = json.dumps([setup, page.uri, page.title, page.description, *shown])
        return hashlib.sha256(parts.encode()).hexdigest()

    def _write(self, page: SharedPage) -> str:
        addresses = Addresses(self._site, page, self._find)
        file = self._files.get_file_from_path(page.source)
        written = file.page if file else None
        if page.kind == "study" and self._build:
            seen = next(one for one in self._build.site.studies if one.slug == page.slug)
            return self._studies.write(page, seen, addresses)
        fill = partial(self._block, page, addresses)
        if page.kind == "blog":
            # Lists of posts are put in by templates.
            own = (written.markdown if written else None) or ""
            markdown = f"{own}\n\n{list_posts(self._site, addresses)}"
        elif page.kind == "index" and file and file.generated_by:
            markdown = f"{page.description}\n\n<!-- proofolio: index -->"
        elif written and written.markdown:
            markdown = written.markdown
        else:
            html = (written.content if written else None) or ""
            markdown = to_markdown(html, addresses.link)
        return clean_written(markdown, page.title, fill, addresses)

    def _find(self, source: str) -> str | None:
        file = self._files.get_file_from_path(source)
        return file.url if file else None

    def _block(self, page: SharedPage, addresses: Addresses, name: str) -> str:
        """What a block shows, as Markdown."""
        if not self._build:
            return ""
        if name in _LISTS:
            return list_studies(self._site, addresses, self._words, featured=_LISTS[name])
        if name == "key-figures":
            return list_key_figures(self._site, addresses, self._words)
        profile = self._site.profile
        if name == "hero" and profile:
            return list_person(profile, self._words)
        html = self._build.block(name, base=page.uri, files=self._files)
        return to_markdown(html, addresses.link)
