"""Links and images in a study's texts: what they may name, and the address that they get."""

import os
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.notebooks.folder import PICTURES, check_exists
from proofolio.pages.assets import Asset, picture_asset
from proofolio.pages.sanitise import SCHEMES
from proofolio.pages.study import ORDER
from proofolio.pages.text import TextError
from proofolio.pages.urls import PAGE_SCHEME, relative
from proofolio.studies import LISTED, TAKE_OUT, suggest

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SHOWN = 60
# Ids of a study's page that its texts may link to.
ANCHORS = (
    "study", *(name.replace("_", "-") for name in ORDER), "next-project", "related",
)  # fmt: skip

FindNotebook = Callable[[str, str, str], str | None]


@dataclass
class LinkResolver:
    """Finds what a text on the page `base` names; `assets` gathers the pictures it needs.

    `inside` is the part of the study's folder that addresses start from; `find_notebook(slug,
    path, fragment)` gives the address of a notebook's page, if it has one. `files` is the folder of
    the site that pictures go to; `unlisted` are the studies that may not be linked to.
    """

    slug: str
    folder: Path
    base: str
    store: NotebookStore
    pages: Collection[str]
    studies: Mapping[str, str]
    downloads: Mapping[str, str] = field(default_factory=dict)
    find_notebook: FindNotebook = lambda slug, name, fragment: None
    docs: Path | None = None
    inside: str = ""
    files: str = ""
    unlisted: Collection[str] = ()
    assets: list[Asset] = field(default_factory=list)

    def __call__(self, tag: str, address: str) -> str:
        """The address to write. Raises TextError for what does not exist or may not be named."""
        if tag == "img":
            return self._image(address)
        if address.startswith("#"):
            return self._anchor(address)
        if _SCHEME.match(address):
            return _elsewhere(address)
        path, hash_sign, fragment = address.partition("#")
        target = self._target(path)
        if target.startswith("/"):
            return self._page(target[1:], hash_sign + fragment)
        if target == "study.yml":
            return self._study(self.slug, fragment)
        if match := re.fullmatch(r"\.\./([^/]+)(?:/(?:study\.yml)?)?", target):
            return self._study(match[1], fragment)
        if page := self._written(target):
            return self._page(page, hash_sign + fragment)
        if target.lower().endswith(PICTURES):
            return self._picture(target)
        return self._notebook(target, unquote(fragment)) or self._download(target)

    def _target(self, path: str) -> str:
        """The path from the study's folder."""
        target = _normalised(unquote(path))
        if self.inside and target and not target.startswith("/"):
            return posixpath.normpath(posixpath.join(self.inside, target))
        return target

    def _written(self, target: str) -> str | None:
        """The hand-written page that a path leads to on the disk, as Jupyter follows it."""
        if self.docs is None or not target.startswith("../"):
            return None
        path = Path(os.path.normpath(self.folder / target))
        name = path.relative_to(self.docs).as_posix() if path.is_relative_to(self.docs) else None
        return name if name in self.pages else None

    def _notebook(self, target: str, fragment: str) -> str | None:
        """The page of a notebook of this study, or of another one."""
        other = re.fullmatch(r"\.\./([^/]+)/(.+)", target)
        slug, name = (other[1], other[2]) if other else (self.slug, target)
        self._check_listed(slug)
        address, _, place = (self.find_notebook(slug, name, fragment) or "").partition("#")
        return relative(address, self.base) + (place and f"#{place}") if address else None

    def _image(self, address: str) -> str:
        if _SCHEME.match(address):
            repair = "save the picture in the study's folder: pages load nothing from other hosts"
            raise TextError("a picture of the study's folder", _quoted(address), repair)
        return self._picture(self._target(address))

    def _anchor(self, address: str) -> str:
        # On pages written by hand, where blocks of the profile stand, it may be anything.
        is_own_page = self.base == self.studies.get(self.slug)
        if is_own_page and address[1:] not in ("", "top", *ANCHORS):
            repair = suggest(address[1:], ANCHORS, "the sections are")
            raise TextError("a place on the page", f'"{address}"', repair)
        return address

    def _picture(self, name: str) -> str:
        path = self.folder / name
        try:
            check_exists(self.folder, name)
            picture = self.store.image(path)
        except NotebookError as error:
            raise TextError(error.expected, error.found, error.repair) from error
        asset = picture_asset(picture, self.files, path.stem)
        self.assets.append(asset)
        return relative(asset.uri, self.base)

    def _page(self, name: str, fragment: str) -> str:
        if name not in self.pages:
            repair = suggest(name, self.pages, "the pages are")
            raise TextError("a page of the folder content", f'"/{name}"', repair)
        return f"{PAGE_SCHEME}{quote(name)}{fragment}"

    def _study(self, slug: str, fragment: str) -> str:
        self._check_listed(slug)
        if slug not in self.studies:
            repair = suggest(slug, self.studies, "the studies are")
            raise TextError("a study", f'"{slug}"', repair)
        if fragment not in ("", *ANCHORS):
            repair = suggest(fragment, ANCHORS, "the sections are")
            raise TextError("a section of a study", f'"{slug}/#{fragment}"', repair)
        return relative(self.studies[slug], self.base) + (fragment and f"#{fragment}")

    def _check_listed(self, slug: str) -> None:
        if slug in self.unlisted:
            raise TextError(LISTED, f'"{slug}", which is unlisted', TAKE_OUT)

    def _download(self, name: str) -> str:
        if address := self.downloads.get(name):
            return relative(address, self.base)
        if name.endswith(".ipynb"):
            repair = "list it under `proof: notebooks:`, which publishes it"
            raise TextError("a notebook that is published", f'"{name}"', repair)
        repair = (
            "link to https://…, to a page as /about.md, to a study as ../other-study/, "
            "or to a picture of the folder"
        )
        raise TextError("a link that leads somewhere", f'"{name}"', repair)


def _normalised(path: str) -> str:
    """The path without parts that lead nowhere: `./images/a.png` is `images/a.png`."""
    return "/".join(part for part in path.split("/") if part != ".")


def _elsewhere(address: str) -> str:
    try:
        parts = urlsplit(address)
        scheme, credentials = parts.scheme, parts.username or parts.password
    except ValueError:
        scheme, credentials = "", None
    if scheme not in ("", *SCHEMES) or not (scheme or address.startswith("//")):
        repair = "link to what readers can open"
        raise TextError("an https://, mailto: or tel: address", _quoted(address), repair)
    if credentials is not None:
        repair = "delete what stands before the @: everybody could read it"
        raise TextError("an address without a password", f'"{address}"', repair)
    return address


def _quoted(address: str) -> str:
    return f'"{address}"' if len(address) <= _SHOWN else f'"{address[:_SHOWN]}…"'
