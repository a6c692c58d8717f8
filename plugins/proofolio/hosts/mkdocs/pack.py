"""A study of a site, read for the texts about it that are pasted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from proofolio.errors import AuthorError, ProofolioError
from proofolio.hosts.mkdocs.check import load_site
from proofolio.hosts.mkdocs.site import site_words
from proofolio.hosts.mkdocs.studies.build import read_build
from proofolio.share import SharedStudy
from proofolio.share.pack import PackWriter
from proofolio.studies import suggest

_HERE = ("localhost", "127.0.0.1", "::1")


class PackRefused(ProofolioError):
    """There is no such study, or no address of it."""


@dataclass(frozen=True)
class Packed:
    """What writes the texts, and what to say of the link in them."""

    writer: PackWriter
    warning: str = ""


def read_pack(config_file: Path, slug: str, link: str | None) -> Packed:
    """Read a study as a build would: values filled in, names replaced, nothing withheld.

    Raises CheckError, PackRefused, and AuthorError where the site has mistakes.
    """
    config, plugin = load_site(config_file)
    build = read_build(config, plugin.config, drafts=False)
    if build.problems:
        raise AuthorError(build.problems)
    found = build.collection
    studies = {study.slug: study for study in (*found.portfolio.studies, *found.unlisted)}
    if slug not in studies:
        drafts = read_build(config, plugin.config, drafts=True).collection.portfolio.studies
        if slug in {study.slug for study in drafts}:
            raise PackRefused(f'the study "{slug}" is a draft; publish it first')
        raise PackRefused(f'no study "{slug}"; {suggest(slug, studies, "the studies are")}')
    study = studies[slug]
    source = f"{study.apart}index.md" if study.apart else f"{plugin.config.path}/{slug}.md"
    address = link or _whole(config.site_url, build.setting.urls.page(source))
    host = urlsplit(address).hostname
    warning = f"{address} leads to this computer: set site_url, or give --link"
    shared = SharedStudy(study, found.folders[slug], found.verdicts[slug], found.visuals[slug])
    writer = PackWriter(shared, address, site_words(config), found.portfolio.profile)
    return Packed(writer, warning if host in _HERE else "")


def _whole(site_url: str | None, uri: str) -> str:
    if not site_url:
        raise PackRefused(
            "mkdocs.yml has no site_url, so that nothing leads to the study; give --link"
        )
    return f"{site_url.rstrip('/')}/{uri}"
