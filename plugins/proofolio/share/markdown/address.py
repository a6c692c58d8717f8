"""Where the Markdown of a page lies, and how links are written there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin

from proofolio.pages.urls import PAGE_SCHEME, relative
from proofolio.share.site import SharedPage, SharedSite

MARKDOWN_TYPE = "text/markdown"
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def markdown_uri(uri: str) -> str:
    """Beside its HTML: `case-studies/churn/` → `…/index.md`, `about.html` → `about.md`.

    Relative links of the page hold there as well.
    """
    if uri.endswith(".html"):
        return f"{uri.removesuffix('.html')}.md"
    return f"{uri}index.md"


@dataclass(frozen=True)
class Addresses:
    """Addresses in the Markdown of a page: whole ones where that of the site is known.

    `find` gives the address of the page or file at a path of the author's folder of pages.
    """

    site: SharedSite
    page: SharedPage
    find: Callable[[str], str | None]

    def link(self, href: str) -> str:
        """A link as it stands in the page's HTML."""
        if href.startswith(PAGE_SCHEME):
            source, mark, part = href.removeprefix(PAGE_SCHEME).partition("#")
            return self.file(self.find(unquote(source)) or "") + mark + part
        return urljoin(self.site.address(self.page.uri), href) if self.site.url else href

    def written(self, href: str) -> str:
        """A link as it stands in an author's Markdown, where it names a file."""
        path, mark, part = href.partition("#")
        if not path or _ELSEWHERE.match(path) or path.startswith("/"):
            return self.link(href)
        source = urljoin(f"/{self.page.source}", unquote(path)).lstrip("/")
        found = self.find(source)
        return self.link(href) if found is None else self.file(found) + mark + part

    def file(self, uri: str) -> str:
        """A page or file by its address from the site's root."""
        # MkDocs quotes those of pages, and nobody those of files.
        plain = unquote(uri)
        if not self.site.url:
            return relative(plain, unquote(self.page.uri))
        return self.site.address(quote(plain))
