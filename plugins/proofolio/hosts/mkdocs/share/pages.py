"""The pages that MkDocs builds, as those that are shared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from proofolio.hosts.mkdocs.site import site_language, site_words
from proofolio.hosts.mkdocs.studies.build import Build
from proofolio.pages.secret import folder_apart
from proofolio.share import Kind, SharedPage, SharedSite, SharedStudy
from proofolio.share.excerpt import first_paragraph, plain_text
from proofolio.studies import Study

_BLOCK = re.compile(r"^[ \t]*<!--\s*proofolio:\s*([\w-]+)\s*-->", re.MULTILINE)
# What a hand-written page is about, told by the blocks that it has; the first that fits.
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("index", "index"),
    ("services-full", "services"),
    ("resume", "about"),
    ("about-full", "about"),
    ("contact", "contact"),
)


def shared_site(config: MkDocsConfig, files: Files, build: Build | None) -> SharedSite:
    """All public pages, with the studies that they show; `build` is of the plugin for studies."""
    url = config.site_url or ""
    profile = build.collection.portfolio.profile if build else None
    studies = (
        _studies(build, build.collection.portfolio.studies, build.site.studies) if build else {}
    )
    pages = (
        _page(file.page, build, studies)
        for file in files.documentation_pages()
        if isinstance(file.page, Page) and file.inclusion.is_included()
    )
    return SharedSite(
        url if not url or url.endswith("/") else f"{url}/",
        config.site_name,
        config.site_description or "",
        site_language(config),
        tuple(_numbered(pages, site_words(config))),
        studies,
        profile,
        profile.name if profile else config.site_author or "",
        build.site.profile if build else None,
    )


def sites_apart(
    site: SharedSite, pages: Iterable[Page], build: Build | None
) -> Iterator[tuple[SharedSite, list[Page]]]:
    """The site as the unlisted pages of each secret folder see it, with these pages.

    To the public pages come those of the folder; its own study, if it has one, stands alone.
    """
    unlisted = _studies(build, build.collection.unlisted, build.site.unlisted) if build else {}
    folders: dict[str, list[Page]] = {}
    for page in pages:
        folders.setdefault(folder_apart(page.url), []).append(page)
    for folder, inside in folders.items():
        own = {slug: study for slug, study in unlisted.items() if study.study.apart == folder}
        shown = (_page(page, build, own) for page in inside)
        yield replace(site, pages=(*site.pages, *shown), studies=own or site.studies), inside


def _studies(
    build: Build, studies: Iterable[Study], seen: Iterable[SimpleNamespace]
) -> dict[str, SharedStudy]:
    found = build.collection
    views = {view.slug: view for view in seen}
    return {
        study.slug: SharedStudy(
            study,
            found.folders[study.slug],
            found.verdicts[study.slug],
            found.visuals[study.slug],
            views[study.slug],
        )
        for study in studies
    }


def _numbered(pages: Iterable[SharedPage], words: Mapping[str, Any]) -> Iterable[SharedPage]:
    """The pages; of those that a blog is spread over, all but the first have their number."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen[page.title] += page.kind == "blog"
        if page.kind == "blog" and seen[page.title] > 1:
            number = words["page_number"].format(number=seen[page.title])
            said = f"{page.description} ({number})" if page.description else ""
            yield replace(page, title=f"{page.title} ({number})", description=said)
        else:
            yield page


def _page(page: Page, build: Build | None, studies: Mapping[str, SharedStudy]) -> SharedPage:
    kind, slug = _kind(page, build)
    study = studies.get(slug or "")
    created, updated = _dates(page, study)
    notebooks = study.view.notebooks if study else {}
    return SharedPage(
        kind,
        page.url,
        page.file.src_uri,
        # Themes print both as they are: they are HTML.
        plain_text(str(page.meta.get("title") or page.title or "")),
        plain_text(str(page.meta.get("description") or "")) or first_paragraph(page.content or ""),
        slug,
        created,
        updated,
        tuple(plain_text(str(tag)) for tag in page.meta.get("tags") or ()),
        next((name for name, one in notebooks.items() if one.uri == unquote(page.url)), None),
        # Of a post, as Material's blog knows them.
        tuple(plain_text(one.name) for one in getattr(page, "authors", None) or ()),
    )


def _kind(page: Page, build: Build | None) -> tuple[Kind, str | None]:
    """What a page is about, and the slug of the study that it belongs to."""
    if build and page.file.src_uri in build.pages and page.file.generated_by:
        if page.file.src_uri == build.setting.index:
            return "index", None
        inside = page.file.src_uri.removeprefix(f"{build.setting.folder}/").removesuffix(".md")
        slug, _, notebook = inside.partition("/")
        return ("notebook" if notebook else "study"), slug
    if build and (view := _apart(page, build)):
        return ("study" if view.uri == page.url else "notebook"), view.slug
    if page.is_homepage:
        return "home", None
    if _created(page):
        return "post", None
    if hasattr(page, "posts"):
        return "blog", None
    blocks = set(_BLOCK.findall(page.markdown or ""))
    return next((kind for block, kind in _KINDS if block in blocks), "page"), None


def _apart(page: Page, build: Build) -> SimpleNamespace | None:
    """The unlisted study that a page belongs to."""
    folder = folder_apart(page.url)
    inside = (view for view in build.site.unlisted if folder and view.uri.startswith(folder))
    return next(inside, None)


def _created(page: Page) -> object:
    """The day of a post, as Material's blog knows it."""
    dates = getattr(getattr(page, "config", None), "date", None)
    return dates.get("created") if isinstance(dates, dict) else None


def _dates(page: Page, study: SharedStudy | None) -> tuple[str | None, str | None]:
    if created := _created(page):
        dates = page.config.date  # type: ignore[attr-defined]
        return _day(created), _day(dates.get("updated"))
    return (study.study.case.date if study else None), None


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else None
