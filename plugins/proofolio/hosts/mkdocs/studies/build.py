"""One reading of the author's files, as the pages and files that MkDocs builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from proofolio.disclosure import Policy
from proofolio.errors import AuthorError, Problem, display_path
from proofolio.hosts.mkdocs.apart import asset_file
from proofolio.hosts.mkdocs.look_options import read_look
from proofolio.hosts.mkdocs.notebooks.options import notebook_setting
from proofolio.hosts.mkdocs.site import site_language, site_root, with_addresses
from proofolio.hosts.mkdocs.studies.blocks import (
    BLOCKS,
    NEEDS_PROFILE,
    check_blocks,
    find_own_blocks,
    written_pages,
)
from proofolio.hosts.mkdocs.studies.config import StudiesConfig
from proofolio.hosts.mkdocs.studies.diagrams import check_diagrams
from proofolio.hosts.mkdocs.studies.names import find_names_in_site
from proofolio.hosts.mkdocs.studies.values import check_values
from proofolio.hosts.mkdocs.visibility import Written, read_written
from proofolio.notebooks import NotebookStore
from proofolio.pages.assets import Asset
from proofolio.pages.collect import Collection, collect
from proofolio.pages.secret import read_key
from proofolio.pages.setting import Setting
from proofolio.pages.site import Site
from proofolio.pages.study import Page, order_sections
from proofolio.pages.templating import Templates
from proofolio.pages.text import TextRenderer
from proofolio.pages.urls import Urls
from proofolio.studies import Study
from proofolio.words import Numerals


@dataclass(frozen=True)
class Build:
    """What one reading gave: the site, its pages by source, and the problems on the way.

    `pages` and `assets` are those that everybody may find.
    """

    collection: Collection
    site: Site
    setting: Setting
    pages: Mapping[str, Page]
    unlisted: tuple[Page, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    numerals: Numerals
    own_blocks: frozenset[str]
    written: Written

    def add_to(self, files: Files, config: MkDocsConfig) -> None:
        """Add pages and assets to the files of the site, and take the profile out of them."""
        own_index = files.get_file_from_path(self.setting.index)
        for source in self.pages:
            if source == self.setting.index and own_index:
                continue
            file = File.generated(config, source, content="")
            if source != self.setting.index:
                # Else every page's navigation would list every study.
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
        for asset in self.assets:
            if files.get_file_from_path(asset.uri):
                continue  # a library of charts, which other pages brought along
            files.append(asset_file(config, asset))

    def block(self, name: str, *, base: str, files: Files) -> str:
        """A block for the hand-written page at the address `base`; nothing without its profile."""
        if name in NEEDS_PROFILE and not self.site.has_profile:
            return ""
        return with_addresses(self.site.block(name, base), base, files)


def _hidden_pages(setting: Setting, pages: Iterable[Page], root: Path) -> list[Problem]:
    """Hand-written pages at the address of one of ours: one of the two would be lost."""
    ours = {page.uri: page for page in pages}
    problems = []
    for source in sorted(setting.pages - {setting.index}):
        if page := ours.get(setting.urls.page(source)):
            name = display_path(setting.docs / source, root)
            repair = "rename the page, or give the study another `slug`"
            found = f'a page at the address of "{page.title}"'
            problems.append(Problem(name, 1, 1, "an address of its own", found, repair))
    return problems


def _index_slugs(studies: Iterable[Study]) -> list[Problem]:
    """Studies at the address of the list of all studies."""
    return [
        study.document.problem(
            ("slug",) if study.case.slug else (),
            "a slug other than that of the list of all studies",
            "choose another, with the key `slug`",
            '"index"',
        )
        for study in studies
        if study.slug == "index"
    ]


def _misnamed_profile(profile: Path, root: Path) -> list[Problem]:
    """A profile with the other suffix would be published as a file."""
    other = profile.with_suffix(".yaml" if profile.suffix == ".yml" else ".yml")
    if profile.is_file() or not other.is_file():
        return []
    name = display_path(other, root)
    found = f'"{other.name}"'
    repair = f"rename it to {profile.name}"
    return [Problem(name, 1, 1, f"the profile as {profile.name}", found, repair)]


def read_build(
    config: MkDocsConfig, options: StudiesConfig, *, drafts: bool, today: date | None = None
) -> Build:
    """Read everything that the author wrote. Never raises for the author's mistakes.

    `today` decides which permissions are over; it is the day of the build unless told.
    """
    root, docs = site_root(config), Path(config.docs_dir)
    profile = docs / options.profile
    cache = Path(options.cache_dir)
    store = NotebookStore(cache / "notebooks")
    notebooks = notebook_setting(config)
    templates = Templates(
        Path(options.templates) if options.templates else None, root, cache, site_language(config)
    )
    collection = collect(
        root, Path(options.studies_dir), profile if profile.is_file() else None, store,
        drafts=drafts, policy=site_policy(options, today or date.today()), key=read_key(root),
        publish=notebooks.publish if notebooks else "listed", numerals=templates.numerals,
    )  # fmt: skip
    look = read_look(config)
    folder = options.path.strip("/")
    written = read_written(config)
    paths = {path.relative_to(docs).as_posix() for path in written_pages(docs)}
    setting = Setting(
        folder,
        Urls(config.use_directory_urls),
        frozenset({*(paths - {*written.unlisted}), f"{folder}/index.md"}),
        docs,
        cache,
        notebooks,
        order_sections(look.look.sections),
        options.view,
    )
    texts = TextRenderer(config.markdown_extensions, config.mdx_configs)
    problems = [*collection.problems, *look.problems, *written.problems]
    own_blocks = find_own_blocks(options.templates)
    problems += check_blocks(docs, root, own_blocks, has_profile=profile.is_file())
    problems += check_values(docs, root, collection.find_listed)
    problems += check_diagrams(docs, root, store)
    problems += _misnamed_profile(profile, root)
    problems += templates.problems()
    problems += find_names_in_site(config, root, collection.portfolio.hidden_names)
    site = Site(collection, setting, templates, store, texts)
    pages: list[Page] = []
    unlisted: list[Page] = []
    try:
        pages, unlisted = site.pages(), site.unlisted_pages()
        pages.insert(0, site.index_page())
        # A mistake in a block's template must show before any page is built.
        for block in BLOCKS - (set() if site.has_profile else NEEDS_PROFILE) | own_blocks:
            site.block(block, site.index_uri)
    except AuthorError as error:
        problems += error.problems
    problems += [*site.problems, *_hidden_pages(setting, [*pages, *unlisted], root)]
    problems += collection.written.broken()
    problems += _index_slugs(collection.portfolio.studies)
    assets = [*site.profile_assets, *(asset for page in pages for asset in page.assets)]
    return Build(
        collection,
        site,
        setting,
        {page.source: page for page in pages},
        tuple(unlisted),
        tuple(dict.fromkeys(assets)),
        tuple(sorted(set(problems))),
        templates.numerals,
        own_blocks,
        written,
    )


def site_policy(options: StudiesConfig, today: date) -> Policy:
    """What the site wants; what it takes as an error is left out in place of stopping the build."""
    required = options.lint.get("permission-missing") == "error"
    return Policy(today, leave_out=options.permissions == "leave-out", required=required)
