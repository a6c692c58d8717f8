"""Feeds, the map of the site, icons: what programs ask for, each at its usual place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from proofolio.hosts.mkdocs.look_options import read_look
from proofolio.hosts.mkdocs.share.config import ShareConfig
from proofolio.hosts.mkdocs.share.published import Publisher
from proofolio.hosts.mkdocs.site import site_words
from proofolio.share import SharedPage, SharedSite
from proofolio.share.brand import Brand
from proofolio.share.card import Card
from proofolio.share.feeds import (
    JSON_FEED,
    JSON_TYPE,
    RSS,
    RSS_TYPE,
    FeedPicture,
    list_entries,
    write_json_feed,
    write_rss,
)
from proofolio.share.history import read_history
from proofolio.share.icons import ICONS, MANIFEST, TOUCH, make_icons, write_manifest
from proofolio.share.link import HeadLink
from proofolio.share.sitemap import ROBOTS, SITEMAP, pack_sitemap, write_robots, write_sitemap
from proofolio.share.typst import Press

_SHALLOW = (
    "this clone has no history, so that dates in sitemap.xml are those of studies and posts; "
    "actions/checkout brings it with `fetch-depth: 0`"
)
# Pages that show more than their own file says.
_SHOW_PROFILE = ("home", "services", "about", "contact")
_SHOW_STUDIES = ("home", "index")


class MapMaker:
    """Makes them for a site; all of them need its address, but the icons."""

    def __init__(
        self, config: MkDocsConfig, options: ShareConfig, files: Files, site: SharedSite
    ) -> None:
        self._config, self._options, self._files, self._site = config, options, files, site
        self._publisher = Publisher(config, files)
        self.notes = self._publisher.notes

    def make(self, cards: Mapping[str, Card], press: Press, brand: Brand) -> list[HeadLink]:
        """Publish them all; the links by which every page names them."""
        links: list[HeadLink] = []
        if self._options.icons:
            links += self._icons(press, brand)
        if self._site.url and self._options.feeds:
            links += self._feeds(cards)
        if self._site.url or not self._options.sitemap:
            # MkDocs' own lists whatever is built, and knows no dates.
            self._config.theme.static_templates.discard(SITEMAP)
        if self._site.url and self._options.sitemap:
            self._sitemap()
        if self._site.url and self._options.robots:
            robots = write_robots(self._site, sitemap=self._options.sitemap)
            self._publisher.publish(ROBOTS, robots)
        return links

    def _feeds(self, cards: Mapping[str, Card]) -> list[HeadLink]:
        entries = list_entries(self._site, dict(self._pictures(cards)), site_words(self._config))
        icon = next(uri for uri, (size, _) in ICONS.items() if size == 512)
        told = icon if self._options.icons else ""
        self._publisher.publish(RSS, write_rss(self._site, entries))
        self._publisher.publish(JSON_FEED, write_json_feed(self._site, entries, told))
        name = self._site.name
        return [
            HeadLink("alternate", RSS, RSS_TYPE, name),
            HeadLink("alternate", JSON_FEED, JSON_TYPE, name),
        ]

    def _pictures(self, cards: Mapping[str, Card]) -> Iterator[tuple[str, FeedPicture]]:
        for source, card in cards.items():
            file = self._files.get_file_from_path(card.uri)
            if file and file.abs_src_path:
                yield source, FeedPicture(card.uri, Path(file.abs_src_path).stat().st_size)

    def _sitemap(self) -> None:
        docs, folders = Path(self._config.docs_dir), self._folders()
        history = read_history([docs, *folders], Path(self._options.cache_dir) / "share")
        if history.shallow:
            self.notes.append(_SHALLOW)
        found = {page.source: history.last_day(self._paths(page)) for page in self._site.pages}
        days = {source: day for source, day in found.items() if day}
        sitemap = write_sitemap(self._site, days)
        self._publisher.publish(SITEMAP, sitemap)
        self._publisher.publish(f"{SITEMAP}.gz", pack_sitemap(sitemap))

    def _folders(self) -> list[Path]:
        return [study.folder for study in self._site.studies.values()]

    def _paths(self, page: SharedPage) -> list[Path]:
        """The files and folders that a page is made of."""
        docs, study = Path(self._config.docs_dir), self._site.study(page)
        if study:
            return [study.folder / (page.notebook or "")]
        plugin = self._config.plugins.get("proofolio/studies")
        profile = [docs / plugin.config.profile] if plugin and page.kind in _SHOW_PROFILE else []
        studies = self._folders() if page.kind in _SHOW_STUDIES else []
        return [docs / page.source, *profile, *studies]

    def _icons(self, press: Press, brand: Brand) -> list[HeadLink]:
        site = self._site
        made = make_icons(site.author or site.name, _square(self._config), brand, press)
        self._publisher.publish_all({**made, MANIFEST: write_manifest(site, brand)})
        return [HeadLink("manifest", MANIFEST), HeadLink("apple-touch-icon", TOUCH)]


def _square(config: MkDocsConfig) -> Path | None:
    """The picture that stands for the site in a square: its icon, or its logo if that is one."""
    found = read_look(config)
    logo = found.pictures.get("logo")
    is_square = logo and 0.8 < logo.width / logo.height < 1.25
    name = found.look.icon or (found.look.logo if is_square else None)
    return Path(config.docs_dir) / str(name) if name else None
