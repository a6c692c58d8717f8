"""The documents of a site as files of MkDocs, and the links to them on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.errors import AuthorError, Problem
from proofolio.hosts.mkdocs.site import site_words
from proofolio.notebooks import NotebookError
from proofolio.pages.pictures import PictureStore
from proofolio.pages.urls import relative
from proofolio.share import SharedSite
from proofolio.share.documents import Document, DocumentMaker, Wanted

if TYPE_CHECKING:
    from proofolio.hosts.mkdocs.share.plugin import SharePlugin

# Where templates of pages want a link: `<!-- proofolio-documents: study -->`.
_MARK = "<!-- proofolio-documents: "
_PLACE = re.compile(rf"[ \t]*{_MARK}([a-z0-9 -]+?) -->\n?")
_TEMPLATE = Path(__file__).parent / "documents.html"


def add_documents(
    config: MkDocsConfig,
    files: Files,
    plugin: SharePlugin,
    site: SharedSite,
    pages: Iterable[Page],
    wanted: Wanted,
    warnings: list[str],
) -> list[Problem]:
    """Make the documents, publish them, and put links on the pages; returns the mistakes.

    A file of the author's own at the same address stays, and is what is linked.
    """
    words, press = site_words(config), plugin.press
    photo = None
    if site.profile and site.profile.photo:
        with suppress(NotebookError):  # told with the profile
            path = Path(config.docs_dir) / site.profile.photo.image.path
            photo = PictureStore(press.cache.parent / "pictures").clean(path).path
    maker = DocumentMaker(site, words, press, plugin.brand, wanted, photo)
    problems: list[Problem] = []
    try:
        done = maker.make()
    except AuthorError as error:
        done, problems = maker.done, [*error.problems]
    for document in done.made:
        if not files.get_file_from_path(document.uri):
            made = File.generated(config, document.uri, abs_src_path=str(document.path))
            files.append(made)
    warnings += done.warnings
    _link(pages, done.made, words)
    return [*problems, *done.problems]


def _link(pages: Iterable[Page], documents: Sequence[Document], words: Mapping[str, Any]) -> None:
    """Fill the places for links; they disappear where there is no such document."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))

    def links(place: re.Match[str], base: str) -> str:
        kind, _, slug = place[1].partition(" ")
        found = [
            {
                "kind": one.kind,
                "address": relative(one.uri, base),
                "size": -(-one.path.stat().st_size // 1000),
            }
            for one in documents
            if one.kind.startswith(kind) and (one.slug or "") == slug
        ]
        return template.render(documents=found, words=words["documents"]) if found else ""

    for page in pages:
        if page.content and _MARK in page.content:
            page.content = _PLACE.sub(partial(links, base=page.url), page.content)
