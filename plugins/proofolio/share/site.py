"""The public pages of a site, as whatever is made for other places speaks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from proofolio.evidence import Verdict
from proofolio.pages.visuals import Shown
from proofolio.read.document import Loc
from proofolio.studies import Study
from proofolio.studies.profile import Profile

Kind = Literal[
    "home", "index", "study", "notebook", "services", "about", "contact", "blog", "post", "page"
]


@dataclass(frozen=True)
class SharedStudy:
    """A study as its page shows it: values filled in, names replaced, nothing withheld.

    `view` is the same as templates of pages see it: texts are HTML.
    """

    study: Study
    folder: Path
    verdicts: Mapping[Loc, Verdict]
    visuals: Mapping[Loc, Shown]
    view: Any = None


@dataclass(frozen=True)
class SharedPage:
    """A page: `uri` counts from the site's root, `slug` names the study that it belongs to.

    `notebook` is the file of that study that it shows, `authors` are those whom it names. Dates are
    ISO 8601 days, where known.
    """

    kind: Kind
    uri: str
    source: str
    title: str
    description: str = ""
    slug: str | None = None
    created: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()
    notebook: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class SharedSite:
    """Only what everybody may find: drafts and unlisted pages are not among the pages.

    `url` is the address that the site is published at, and ends with a slash; empty if unknown.
    `profile_view` is the profile as templates of pages see it; its links count from the root.
    """

    url: str
    name: str
    description: str
    language: str
    pages: tuple[SharedPage, ...] = ()
    studies: Mapping[str, SharedStudy] = field(default_factory=dict)
    profile: Profile | None = None
    author: str = ""
    profile_view: Any = None

    def address(self, uri: str) -> str:
        """The whole address of a page or file of the site."""
        return urljoin(self.url, uri)

    def authors(self, page: SharedPage) -> tuple[str, ...]:
        """Who wrote a page: those whom it names, else whose site it is."""
        return page.authors or ((self.author,) if self.author else ())

    def study(self, page: SharedPage) -> SharedStudy | None:
        """The study that a page belongs to."""
        return self.studies.get(page.slug) if page.slug else None

    def find(self, kind: Kind, slug: str | None = None) -> SharedPage | None:
        """The first page of a kind; of a study with `slug`."""
        return next(iter(self.find_all(kind, slug)), None)

    def find_all(self, kind: Kind, slug: str | None = None) -> Sequence[SharedPage]:
        """The pages of a kind; of a study with `slug`."""
        return self._by_kind.get((kind, slug), ())

    @cached_property
    def _by_kind(self) -> Mapping[tuple[Kind, str | None], Sequence[SharedPage]]:
        found: dict[tuple[Kind, str | None], list[SharedPage]] = {}
        for page in self.pages:
            found.setdefault((page.kind, page.slug), []).append(page)
        return found
