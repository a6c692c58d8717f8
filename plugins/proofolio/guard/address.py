"""The address that a site was built for, against the one that Pages will give it.

Source: docs.github.com, "About GitHub Pages" and "Managing a custom domain".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Sort
from proofolio.guard.links import HERE
from proofolio.guard.repository import Repository
from proofolio.guard.site import BuiltSite

_DOMAIN = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_SITE_URL = r"^site_url:"

MISSING = Sort("site-url-missing", "error", "a site that knows its address")
LOCAL = Sort("built-for-this-machine", "error", "a site that is built for its address")
# The workflow sets the address, so that a build at home is for looking at it.
AT_HOME = Sort(LOCAL.code, "info", LOCAL.expected)
WRONG = Sort("site-url-wrong", "error", "a site that is built for the address that Pages gives it")
DOMAIN = Sort("cname-wrong", "error", "a file CNAME with a domain in one line")
PLAIN = Sort("site-url-not-https", "warning", "an address that begins with https://")


def check_address(
    site: BuiltSite, repository: Repository, publishing: bool = False
) -> Iterator[Finding]:
    """What makes canonical links, sitemap, cards and the 404 page lead elsewhere.

    `publishing` is the last look before the folder is uploaded.
    """
    domain = " ".join(site.read("CNAME").lower().split())
    if "CNAME" in site.files and not _DOMAIN.fullmatch(domain):
        repair = "write the domain alone, such as www.example.org"
        yield DOMAIN.at(site.place("CNAME"), f'"{domain}"', repair)
        domain = ""
    expected = expected_address(domain, repository)
    place = repository.place(_SITE_URL)
    write = f"write `site_url: {expected or 'https://NAME.github.io/REPOSITORY/'}`"
    if not site.url:
        yield MISSING.at(place, "no canonical link and no address in sitemap.xml", write)
        return
    parts = urlsplit(site.url)
    if parts.hostname in HERE:
        sort = AT_HOME if "SITE_URL" in repository.text and not publishing else LOCAL
        yield sort.at(place, site.url, _rebuild(repository, expected))
    elif expected and not _same(site.url, expected):
        repair = _rebuild(repository, expected)
        if domain and repository.deploys_by_actions:
            # Pages reads the file from a branch alone.
            repair = f"set {domain} in Settings > Pages > Custom domain, or delete CNAME; {repair}"
        yield WRONG.at(place, _found(site, domain, expected), repair)
    elif parts.scheme == "http":
        yield PLAIN.at(place, site.url, f"write `site_url: https{site.url.removeprefix('http')}`")


def expected_address(domain: str, repository: Repository) -> str:
    """Where Pages will show the site; nothing if that cannot be known from here."""
    if domain:
        return f"https://{domain}/"
    if not repository.github:
        return ""
    owner, name = repository.github
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _same(built: str, expected: str) -> bool:
    one, other = urlsplit(built), urlsplit(expected)
    if "github.io" not in (one.hostname or "") and "github.io" in (other.hostname or ""):
        return True  # a custom domain, which is set in Settings > Pages
    return (one.hostname, one.path) == ((other.hostname or "").lower(), other.path)


def _found(site: BuiltSite, domain: str, expected: str) -> str:
    reason = f'the file CNAME says "{domain}"' if domain else f"the repository gets {expected}"
    return f"{site.url}, while {reason}"


def _rebuild(repository: Repository, expected: str) -> str:
    address = expected or "https://NAME.github.io/REPOSITORY/"
    if "SITE_URL" in repository.text:
        return f"build with SITE_URL={address}"
    return f"write `site_url: {address}` and build again"
