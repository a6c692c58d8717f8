"""What is unlisted on a site, for whoever sends the addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from proofolio.hosts.mkdocs.check import CheckError, load_site
from proofolio.hosts.mkdocs.site import site_root
from proofolio.hosts.mkdocs.studies.build import read_build
from proofolio.pages.secret import REPAIR, read_key
from proofolio.pages.urls import Urls


@dataclass(frozen=True)
class UnlistedPage:
    """A page with what it is, its title, and its address: whole where the site's is known."""

    kind: str
    title: str
    address: str


def list_unlisted(config_file: Path) -> list[UnlistedPage]:
    """List all unlisted pages of a site. Raises CheckError, also where there is no key."""
    config, plugin = load_site(config_file)
    build = read_build(config, plugin.config, drafts=False)
    key = read_key(site_root(config))
    if (build.unlisted or build.written.unlisted) and key.found:
        raise CheckError(f"expected a key for the addresses, found {key.found}; {REPAIR}")
    url = config.site_url or ""
    base = url if not url or url.endswith("/") else f"{url}/"
    urls, written = Urls(config.use_directory_urls), build.written
    made = [
        ("notebook" if "/notebooks/" in page.source else "study", page.title, page.uri)
        for page in build.unlisted
    ]
    by_hand = [
        (
            "notebook" if source.endswith(".ipynb") else "page",
            written.titles[source],
            urls.page(f"{folder}index.md"),
        )
        for source, folder in written.unlisted.items()
    ]
    return [UnlistedPage(kind, title, urljoin(base, uri)) for kind, title, uri in made + by_hand]
