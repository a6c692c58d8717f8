"""Studies and posts as lists of links, with what each came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofolio.share.markdown.address import Addresses
from proofolio.share.markdown.html import escape_markdown
from proofolio.share.pack.plain import write_plain
from proofolio.share.result import best_results, tell_result
from proofolio.share.site import SharedSite
from proofolio.studies.profile import Profile


def list_studies(
    site: SharedSite, addresses: Addresses, words: Mapping[str, Any], *, featured: bool = False
) -> str:
    """All studies, or the featured ones, with their key results."""
    lines: list[str] = []
    for page in site.pages:
        study = site.study(page)
        if page.kind == "study" and study and (study.study.case.featured or not featured):
            case = study.study.case
            told = escape_markdown(case.headline or case.summary)
            lines.append(f"- [{escape_markdown(case.title)}]({addresses.file(page.uri)}): {told}")
            results = best_results(case.results.metrics)
            lines += [f"  - {escape_markdown(tell_result(one, words))}" for one in results]
    return "\n".join(lines)


def list_key_figures(site: SharedSite, addresses: Addresses, words: Mapping[str, Any]) -> str:
    """The first result of each featured study."""
    lines = []
    for page in site.pages:
        study = site.study(page)
        if page.kind == "study" and study and study.study.case.featured:
            title = escape_markdown(study.study.case.title)
            for result in best_results(study.study.case.results.metrics)[:1]:
                told = escape_markdown(tell_result(result, words))
                lines.append(f"- {told} ([{title}]({addresses.file(page.uri)}))")
    return "\n".join(lines)


def list_posts(site: SharedSite, addresses: Addresses) -> str:
    """All posts, the newest first."""
    posts = sorted(site.find_all("post"), key=lambda page: page.created or "", reverse=True)
    lines = []
    for post in posts:
        told = ", ".join(part for part in (post.created, escape_markdown(post.description)) if part)
        lines.append(f"- [{escape_markdown(post.title)}]({addresses.file(post.uri)}): {told}")
    return "\n".join(lines)


def list_person(profile: Profile, words: Mapping[str, Any]) -> str:
    """Who it is, for whom, and how to get in touch."""
    lines = [f"# {escape_markdown(profile.headline)}", ""]
    if profile.niche:
        lines += [escape_markdown(write_plain(profile.niche)), ""]
    if profile.availability:
        lines.append(f"- {words['availability']}: {escape_markdown(profile.availability.text)}")
    if profile.booking:
        lines.append(f"- {words['cta_book']}: <{profile.booking}>")
    elif profile.email:
        lines.append(f"- {words['cta_mail']}: <{profile.email}>")
    return "\n".join(lines)
