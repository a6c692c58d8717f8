"""What nodes are called: the same on every page that speaks of them."""

from __future__ import annotations

from typing import Any

from proofolio.share.site import SharedPage, SharedSite


class Ids:
    """The names of a site's nodes."""

    def __init__(self, site: SharedSite) -> None:
        self._site = site
        self.website, self.person = f"{site.url}#website", f"{site.url}#person"

    def page(self, page: SharedPage) -> str:
        """A page is called by its address."""
        return self._site.address(page.uri)

    def work(self, page: SharedPage) -> str:
        """What a page is there for: a study, a notebook, a post, a blog."""
        return f"{self._site.address(page.uri)}#{page.kind}"

    def service(self, id_: str) -> str:
        """A service; where there is a page of them, its place there."""
        page = self._site.find("services")
        return f"{self._site.address(page.uri if page else '')}#service-{id_}"


def reference(id_: str) -> dict[str, Any]:
    """A node that is described elsewhere in the graph."""
    return {"@id": id_}


def describe_image(site: SharedSite, uri: str, caption: str) -> dict[str, Any]:
    """A picture of the site, and what it shows."""
    address = site.address(uri)
    return {"@type": "ImageObject", "url": address, "contentUrl": address, "caption": caption}
