"""A page → its graph: the page itself, what it is there for, its place in the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proofolio.share.card import Card
from proofolio.share.head import describe, headline
from proofolio.share.site import SharedPage, SharedSite
from proofolio.share.structured.ids import Ids, describe_image, reference
from proofolio.share.structured.person import describe_person, describe_services, name_person
from proofolio.share.structured.works import (
    describe_blog,
    describe_index,
    describe_notebook,
    describe_post,
    describe_study,
)
from proofolio.words import Numerals

_TYPES = {
    "about": "ProfilePage", "contact": "ContactPage", "index": "CollectionPage",
    "blog": "CollectionPage",
}  # fmt: skip
# These say who the person is; others only name them.
_ABOUT_THE_PERSON = ("home", "about", "contact")


def make_graph(
    site: SharedSite, page: SharedPage, card: Card | None, numerals: Numerals
) -> list[dict[str, Any]]:
    """All that may be said of a page: the site's address must be known."""
    shown = _page(site, page)
    if page.kind in _ABOUT_THE_PERSON:
        key = "about" if shown["@type"] == "WebPage" else "mainEntity"
        shown[key] = reference(Ids(site).person)
    nodes = [shown, _website(site, whole=page.kind == "home"), *_people(site, page)]
    if work := _work(site, page, numerals):
        shown["mainEntity"] = reference(work["@id"]) if "@id" in work else work
        nodes += [work] if "@id" in work else []
    if card:
        shown["primaryImageOfPage"] = describe_image(site, card.uri, card.alt)
        if work and "headline" in work:
            work["image"] = site.address(card.uri)
    return nodes


def _website(site: SharedSite, *, whole: bool) -> dict[str, Any]:
    ids = Ids(site)
    name = {"@type": "WebSite", "@id": ids.website, "url": site.url, "name": site.name}
    more = {
        "description": site.description,
        "inLanguage": site.language,
        "publisher": reference(ids.person),
    }
    return {**name, **more} if whole else {**name}


def _page(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    ids = Ids(site)
    alone = page.kind == "home" and site.profile and not site.find("about")
    crumbs = [_crumb(site, one) for one in (*_above(site, page), page)]
    return {
        "@type": "ProfilePage" if alone else _TYPES.get(page.kind, "WebPage"),
        "@id": ids.page(page),
        "url": site.address(page.uri),
        "name": headline(site, page) if page.kind == "home" else page.title,
        "description": describe(site, page),
        "inLanguage": site.language,
        "isPartOf": reference(ids.website),
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs}
        if len(crumbs) > 1
        else None,
    }


def _work(site: SharedSite, page: SharedPage, numerals: Numerals) -> dict[str, Any] | None:
    if page.kind == "study" and site.study(page):
        return describe_study(site, page, numerals)
    if page.kind == "notebook":
        return describe_notebook(site, page)
    if page.kind == "post":
        return describe_post(site, page)
    if page.kind == "blog":
        return describe_blog(site, page)
    if page.kind == "index":
        return describe_index(site)
    return None


def _people(site: SharedSite, page: SharedPage) -> Iterator[dict[str, Any]]:
    if site.profile and page.kind in _ABOUT_THE_PERSON:
        yield describe_person(site, site.profile)
    elif site.author in site.authors(page):
        yield name_person(site)
    if site.profile and page.kind in ("home", "services"):
        yield from describe_services(site, site.profile)


def _above(site: SharedSite, page: SharedPage) -> Iterator[SharedPage]:
    """The pages that lead to a page, the home page first."""
    if page.kind == "home":
        return
    if home := site.find("home"):
        yield home
    if page.slug and (index := site.find("index")):
        yield index
    if page.kind == "notebook" and (study := site.find("study", page.slug)):
        yield study
    blog = site.find("blog") if page.kind in ("blog", "post") else None
    if blog and blog != page:
        yield blog


def _crumb(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    name = site.name if page.kind == "home" else page.title
    item = {"@type": "WebPage", "@id": Ids(site).page(page)}
    return {"@type": "ListItem", "position": 0, "name": name, "item": item}
