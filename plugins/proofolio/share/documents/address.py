"""Addresses of a page's texts, as they hold in a document that is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urljoin, urlsplit

from proofolio.pages.urls import PAGE_SCHEME
from proofolio.share.site import SharedSite

_HERE = re.compile(r"localhost$|127\.|\[?::1\]?$|0\.0\.0\.0$")


def is_published(site: SharedSite) -> bool:
    """Whether the address of the site is one that others can open."""
    host = urlsplit(site.url).hostname or ""
    return bool(host) and not _HERE.match(host)


def whole_address(site: SharedSite, base: str) -> Callable[[str], str]:
    """What turns a link on the page `base` into a whole address; nothing for what is not public."""
    public = {page.source: page.uri for page in site.pages}
    published = is_published(site)

    def whole(href: str) -> str:
        if href.startswith(PAGE_SCHEME):
            source, _, fragment = href.removeprefix(PAGE_SCHEME).partition("#")
            uri = public.get(unquote(source))
            if uri is None or not published:
                return ""
            return site.address(uri) + (fragment and f"#{fragment}")
        if urlsplit(href).scheme in ("http", "https", "mailto", "tel"):
            return href
        if not (published and href):
            return ""
        # Within the site, which may lie in a folder of its host.
        return site.address(href[1:]) if href[0] == "/" else urljoin(site.address(base), href)

    return whole
