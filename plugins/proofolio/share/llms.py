"""What a site has to read, for programs: a title, a summary, and links to Markdown.

Source: https://llmstxt.org
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from proofolio.share.excerpt import fit_text
from proofolio.share.markdown.address import markdown_uri
from proofolio.share.markdown.html import escape_markdown
from proofolio.share.site import Kind, SharedPage, SharedSite

LLMS = "llms.txt"
_KINDS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("studies", ("study",)),
    ("pages", ("home", "services", "about", "contact", "index", "page")),
    ("posts", ("blog", "post")),
    # The one title that has a meaning: what may be left out where there is little room.
    ("Optional", ("notebook",)),
)


def write_llms(site: SharedSite, words: Mapping[str, Any]) -> str:
    """The file; its links are whole where the site's address is known."""
    profile = site.profile
    lines = [f"# {escape_markdown(site.name)}", ""]
    if about := site.description or (profile.headline if profile else ""):
        lines += [f"> {escape_markdown(about)}", ""]
    if profile and profile.headline != about:
        lines += [escape_markdown(profile.headline), ""]
    for name, kinds in _KINDS:
        if links := [*_links(site, kinds)]:
            lines += [f"## {words['llms'].get(name, name)}", "", *links, ""]
    return "\n".join(lines)


def _links(site: SharedSite, kinds: tuple[Kind, ...]) -> Iterator[str]:
    pages = [page for page in site.pages if page.kind in kinds]
    for page in sorted(pages, key=lambda page: kinds.index(page.kind)):
        address = site.address(markdown_uri(page.uri))
        link = f"- [{escape_markdown(page.title or site.name)}]({address})"
        told = _summary(site, page)
        yield f"{link}: {escape_markdown(told)}" if told else link


def _summary(site: SharedSite, page: SharedPage) -> str:
    study = site.study(page)
    if study:
        case = study.study.case
        return case.summary if page.kind == "study" else case.title
    return fit_text(page.description)
