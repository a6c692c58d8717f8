"""Studies, notebooks, posts, and the pages that list them."""

from __future__ import annotations

from typing import Any

from proofolio.evidence import in_language
from proofolio.share.site import SharedPage, SharedSite
from proofolio.share.structured.ids import Ids, reference
from proofolio.share.structured.person import name_service
from proofolio.studies import CaseStudy, Metric, Quantity
from proofolio.words import Numerals


def describe_study(site: SharedSite, page: SharedPage, numerals: Numerals) -> dict[str, Any]:
    """A study, with the results that its page shows."""
    case = site.studies[page.slug or ""].study.case
    index = site.find("index")
    notebooks = site.find_all("notebook", page.slug)
    names = [*case.tags, *case.techniques, *case.technologies]
    return {
        # An article has a day.
        **_work(site, page, "Article" if page.created else "CreativeWork"),
        "headline": case.headline or case.title,
        "name": case.title,
        "description": case.summary,
        "about": _about(site, case),
        "keywords": [*{name.casefold(): name for name in names}.values()],
        "mentions": [_result(metric, numerals) for metric in case.results.metrics if metric.value],
        "isPartOf": index
        and {
            "@type": "CollectionPage",
            "@id": Ids(site).page(index),
            "name": index.title,
            "url": site.address(index.uri),
        },
        "hasPart": [_part(site, notebook) for notebook in notebooks],
    }


def _about(site: SharedSite, case: CaseStudy) -> list[dict[str, Any]]:
    found = [{"@type": "Thing", "name": case.industry}] if case.industry else []
    services = site.profile.services if site.profile else []
    return found + [name_service(Ids(site), one) for one in services if one.id == case.service]


def _result(metric: Metric, numerals: Numerals) -> dict[str, Any]:
    """A result, with what it is compared with."""
    before = metric.baseline
    found = _number(metric.name, metric.value, numerals)
    if before and before.value:
        found["valueReference"] = _number(before.name, before.value, numerals)
    return found


def _number(name: str | None, value: Quantity | None, numerals: Numerals) -> dict[str, Any]:
    found = {"@type": "PropertyValue", **({"name": name} if name else {})}
    return found | {"value": str(in_language(value, numerals)) if value else None}


def describe_notebook(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    """A notebook that a study publishes, or one of the author's pages."""
    study = site.find("study", page.slug) if page.slug else None
    return {
        **_work(site, page, "TechArticle" if page.created else "CreativeWork"),
        "isPartOf": study and _part(site, study),
    }


def describe_post(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    """A post of the blog."""
    blog = site.find("blog")
    return {
        **_work(site, page, "BlogPosting"),
        "description": page.description,
        "keywords": list(page.tags),
        "isPartOf": blog and _blog(site, blog),
    }


def describe_blog(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    """The list of posts, of which a page may show some."""
    posts = site.find_all("post")
    newest = sorted(posts, key=lambda post: post.created or "", reverse=True)
    listed = [_work(site, post, "BlogPosting") for post in newest]
    return {**_blog(site, site.find("blog") or page), "blogPost": listed}


def describe_index(site: SharedSite) -> dict[str, Any]:
    """The list of studies, called as on their cards."""
    shown = ((site.find("study", slug), study.study.case) for slug, study in site.studies.items())
    items = [
        {
            "@type": "ListItem",
            "position": 0,
            "name": case.headline or case.title,
            "url": site.address(page.uri),
        }
        for page, case in shown
        if page
    ]
    return {"@type": "ItemList", "itemListElement": items}


def _work(site: SharedSite, page: SharedPage, type_: str) -> dict[str, Any]:
    ids = Ids(site)
    return {
        "@type": type_,
        "@id": ids.work(page),
        "url": site.address(page.uri),
        "headline": page.title,
        "datePublished": page.created,
        "dateModified": page.updated,
        "inLanguage": site.language,
        "author": _authors(site, page),
    }


def _authors(site: SharedSite, page: SharedPage) -> Any:
    """The person behind the site, unless a page names others."""
    own = reference(Ids(site).person)
    named: list[Any] = [
        own if name == site.author else {"@type": "Person", "name": name} for name in page.authors
    ]
    return named or own


def _part(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    """A work that a page names, and that has a page of its own."""
    id_ = Ids(site).work(page)
    address = site.address(page.uri)
    return {"@type": "CreativeWork", "@id": id_, "name": page.title, "url": address}


def _blog(site: SharedSite, page: SharedPage) -> dict[str, Any]:
    return {**_part(site, page), "@type": "Blog"}
