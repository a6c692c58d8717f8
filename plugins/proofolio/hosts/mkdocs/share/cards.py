"""The cards of a site's pages, with the pictures that authors set in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.hosts.mkdocs.site import site_root, site_words
from proofolio.notebooks import NotebookError
from proofolio.pages.pictures import PictureStore
from proofolio.read import Document, Mark, parse_yaml, read_text
from proofolio.read.document import Loc
from proofolio.share import SharedPage, SharedSite
from proofolio.share.brand import Brand
from proofolio.share.card_picture import OwnPicture, read_picture
from proofolio.share.cards import CardMaker, Cards
from proofolio.share.typst import Press
from proofolio.studies import Study, validate
from proofolio.studies.media import CardPicture

LOC = ("card", "picture")
Own = dict[str, tuple[OwnPicture, str | None]]


def make_cards(
    config: MkDocsConfig,
    files: Files,
    site: SharedSite,
    pages: Iterable[Page],
    press: Press,
    brand: Brand,
) -> tuple[Cards, list[Problem]]:
    """The cards of pages, and what is wrong with pictures and templates of the site."""
    written = {page.file.src_uri: page for page in pages}
    docs, pictures = Path(config.docs_dir), PictureStore(press.cache.parent / "pictures")
    own, problems, warnings = _read_own(config, written, site, pictures)
    photo = None
    if site.profile and site.profile.photo:
        with suppress(NotebookError):  # told with the profile
            photo = pictures.clean(docs / site.profile.photo.image.path).path
    cards = Cards()
    try:
        cards = CardMaker(site, site_words(config), press, brand, photo).make(
            own, [page for page in site.pages if page.source in written]
        )
    except AuthorError as error:
        problems += error.problems
    cards.warnings += warnings
    for asset in cards.assets.values():
        files.append(File.generated(config, asset.uri, abs_src_path=str(asset.content)))
    return cards, problems


def check_cards(
    studies: Iterable[Study], folders: Mapping[str, Path], pictures: PictureStore
) -> Iterator[Problem]:
    """What is wrong with the pictures that studies name."""
    for study in studies:
        if card := study.case.card:
            try:
                read_picture(card, folders[study.slug], pictures)
            except NotebookError as error:
                yield study.document.problem(LOC, error.expected, error.repair, error.found)


def _read_own(
    config: MkDocsConfig, written: Mapping[str, Page], site: SharedSite, pictures: PictureStore
) -> tuple[Own, list[Problem], list[str]]:
    own: Own = {}
    problems: list[Problem] = []
    warnings: list[str] = []
    for page, document, loc, folder, wanted in _wanted(config, written, site, problems):
        try:
            picture = read_picture(wanted, folder, pictures)
        except NotebookError as error:
            problems.append(document.problem(loc, error.expected, error.repair, error.found))
            continue
        own[page.source] = (picture, wanted.alt)
        if picture.warning:
            mark = document.mark(loc)
            warnings.append(f"{document.name}:{mark.line}:{mark.column}: {picture.warning}")
    return own, problems, warnings


def _wanted(
    config: MkDocsConfig,
    written: Mapping[str, Page],
    site: SharedSite,
    problems: list[Problem],
) -> Iterator[tuple[SharedPage, Document, Loc, Path, CardPicture]]:
    """The pages for which an author names a picture, with where he does."""
    docs = Path(config.docs_dir)
    for page in site.pages:
        study = site.study(page)
        if study and page.kind == "study":
            if card := study.study.case.card:
                yield page, study.study.document, LOC, study.folder, card
            continue
        found = written.get(page.source)
        value = found.meta.get("card") if found else None
        if found and value is not None:
            document = _front_matter(config, found.file, value)
            wanted, wrong = validate(CardPicture, document)
            problems += [
                replace(one, expected=one.expected.replace("of the file", 'of "card"'))
                for one in wrong
            ]
            if wanted:
                yield page, document, ("picture",), docs, wanted


def _front_matter(config: MkDocsConfig, file: File, value: object) -> Document:
    """The key `card` of a page as a document, with its places in the page's file."""
    name = display_path(Path(file.abs_src_path or file.src_uri), site_root(config))
    data = value if isinstance(value, dict) else {"picture": value}
    nowhere = Mark(1, 1, 0, 0, str(value), "text")
    plain = Document(name, "", data, {(): nowhere}, {})
    if not file.abs_src_path or not file.src_uri.endswith(".md"):
        return plain
    text = read_text(Path(file.abs_src_path), name)
    try:
        # Without its first line, which is `---`: what is said counts from the second.
        whole = parse_yaml("\n" + text.split("---", 2)[1].lstrip("-").lstrip("\n"), name)
    except (AuthorError, IndexError):
        return plain  # MkDocs' YAML allows more
    return _part(whole, data, plain)


def _part(whole: Document, data: Mapping[str, object], plain: Document) -> Document:
    if ("card",) not in whole.marks:
        return plain
    marks = {loc[1:]: mark for loc, mark in whole.marks.items() if loc[:1] == ("card",)}
    keys = {loc[1:]: mark for loc, mark in whole.keys.items() if loc[:1] == ("card",)}
    marks.setdefault(("picture",), marks[()])
    return Document(whole.name, whole.text, dict(data), marks, keys)
