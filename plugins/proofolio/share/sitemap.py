"""The pages of a site for search engines: sitemap.xml, and robots.txt that tells where it is.

Source: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from proofolio.share.site import SharedSite

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def write_sitemap(site: SharedSite, days: Mapping[str, str]) -> str:
    """All public pages; `days` says by source when each was changed last, where that is known."""
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for page in sorted(site.pages, key=lambda page: page.uri):
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = quote(site.address(page.uri), safe="/:%?#[]@!$&'()*+,;=~")
        if day := days.get(page.source) or page.updated or page.created:
            SubElement(entry, "lastmod").text = day
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def pack_sitemap(sitemap: str) -> bytes:
    """The same in fewer bytes, without a time in it."""
    return gzip.compress(sitemap.encode(), mtime=0)


def write_robots(site: SharedSite, *, sitemap: bool) -> str:
    """Everybody may read everything; unlisted pages say themselves that they are not to be found.

    A path named here could be read by everybody.
    """
    lines = ["User-agent: *", "Allow: /"]
    lines += ["", f"Sitemap: {site.address(SITEMAP)}"] if sitemap else []
    return "\n".join([*lines, ""])
