"""Documents of the sample site as readers of screens meet them: the rules of PDF/UA-1 that a
program can check, read from the files themselves (the Matterhorn Protocol 1.1 lists them all).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

from tests.site.building import ROOT, build_site

DOCUMENTS = {
    "portfolio.pdf", "resume.pdf",
    *(
        f"case-studies/{path.parent.name}/{path.parent.name}.pdf"
        for path in ROOT.glob("case_studies/*/study.yml")
    ),
}  # fmt: skip
SHOWING = {b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"sh"}


class Tagged:
    """A PDF with its tree of tags."""

    def __init__(self, path: Path) -> None:
        self.pdf = PdfReader(path)
        self.root: Any = self.pdf.trailer["/Root"].get_object()

    @cached_property
    def tags(self) -> list[DictionaryObject]:
        """All tags, in the order of reading."""
        return [*_tags(self.root["/StructTreeRoot"])]

    def named(self, *names: str) -> list[DictionaryObject]:
        return [tag for tag in self.tags if str(tag["/S"]) in names]

    def fonts(self) -> Iterator[DictionaryObject]:
        for page in self.pdf.pages:
            for font in page["/Resources"].get_object().get("/Font", {}).values():
                yield font.get_object()

    def links(self) -> Iterator[DictionaryObject]:
        for page in self.pdf.pages:
            for note in page.annotations or []:
                yield note.get_object()


def _tags(node: Any) -> Iterator[DictionaryObject]:
    children = node.get_object().get("/K", [])
    for child in children if isinstance(children, ArrayObject) else [children]:
        found = child.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _tags(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tagged")
    # With an address, so that there are links and codes.
    return build_site(ROOT / "mkdocs.yml", folder, site_url="https://ada.example/work/").folder


@pytest.fixture(params=sorted(DOCUMENTS))
def tagged(request: pytest.FixtureRequest, folder: Path) -> Tagged:
    return Tagged(folder / request.param)


def test_all_documents_are_looked_at(folder: Path) -> None:
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == DOCUMENTS


def test_document_says_what_it_is(tagged: Tagged) -> None:
    root, about = tagged.root, tagged.root["/Metadata"].get_object().get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<dc:title>" in about
    assert tagged.pdf.metadata
    assert tagged.pdf.metadata.title
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/MarkInfo"].get("/Suspects", "False")) == "False"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pictures_have_words_and_headings_an_order(tagged: Tagged) -> None:
    pictures = tagged.named("/Figure")
    levels = [int(str(tag["/S"])[2:]) for tag in tagged.tags if _is_heading(str(tag["/S"]))]

    assert pictures  # the code that leads to the page is one
    assert [picture for picture in pictures if not str(picture.get("/Alt", "")).strip()] == []
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1] == []


def _is_heading(name: str) -> bool:
    return name[:2] == "/H" and name[2:].isdigit()


def test_tables_have_heads_and_lists_items(tagged: Tagged) -> None:
    for table in tagged.named("/Table"):
        rows = [
            [str(cell["/S"]) for cell in _tags(row)] for row in _tags(table) if row["/S"] == "/TR"
        ]
        assert {"/TH"} == {name for name in rows[0] if name in ("/TH", "/TD")}
    for head in tagged.named("/TH"):
        assert "/Scope" in str(head["/A"].get_object())
    for item in tagged.named("/LI"):
        assert "/LBody" in [str(tag["/S"]) for tag in _tags(item)]


def test_links_are_tagged_and_told(tagged: Tagged) -> None:
    links = [*tagged.links()]
    known = {
        child.raw_get("/Obj").idnum for tag in tagged.named("/Link") for child in _objects(tag)
    }

    assert links
    for page in tagged.pdf.pages:
        assert page.get("/Tabs", "/S") == "/S"
        for note in page.get("/Annots", []):
            assert isinstance(note, IndirectObject)
            assert note.idnum in known
    assert [link for link in links if not str(link.get("/Contents", "")).strip()] == []


def _objects(tag: DictionaryObject) -> Iterator[DictionaryObject]:
    children = tag.get("/K", [])
    for child in children if isinstance(children, ArrayObject) else [children]:
        found = child.get_object()
        if isinstance(found, DictionaryObject) and found.get("/Type") == "/OBJR":
            yield found


def test_everything_on_the_pages_is_tagged_or_decoration(tagged: Tagged) -> None:
    for page in tagged.pdf.pages:
        marked = 0
        for _, operator in ContentStream(page.get_contents(), tagged.pdf).operations:
            if operator in (b"BDC", b"BMC"):
                marked += 1
            elif operator == b"EMC":
                marked -= 1
            elif operator in SHOWING:
                assert marked, operator
        assert marked == 0


def test_fonts_are_inside_and_letters_can_be_read(tagged: Tagged) -> None:
    fonts = [*tagged.fonts()]

    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        inside = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in inside or "/FontFile3" in inside
