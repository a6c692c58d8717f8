"""What is unlisted: found by its address alone, and in no other byte of the built site."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import Abort
from PIL import Image
from pypdf import PdfReader

from tests.drawing import photo
from tests.site.building import Built, broken_links, build_site
from tests.site.conftest import MakeSite, write, write_notebook, write_study

KEY = "a key of more than thirty-two characters"
WORD = "zyxqu"
URL = "https://name.example/portfolio/"
ADDRESS = re.compile(r"p/[a-z2-7]{26}/")
# Each text of the study has a word of its own that begins with these letters.
SECRET: dict[str, Any] = {
    "visibility": "unlisted",
    "title": "Zyxqutitle",
    "headline": "Zyxquheadline",
    "summary": "Zyxqusummary of it.",
    "date": "2026-02",
    "featured": True,
    "tags": ["zyxqutag"],
    "client": {"name": "Zyxquclient", "permission": {"by": "Zyxquby", "on": "2025"}},
    "industry": "Zyxquindustry",
    "techniques": ["Zyxqutechnique", "Forecasting"],
    "technologies": ["Zyxqutool"],
    "problem": "Zyxquproblem, as [before](../churn/): ![the desk](zyxqudesk.png)",
    "role": "Zyxqurole and the zyxquterm.",
    "glossary": {"zyxquterm": "Zyxqumeaning"},
    "results": {
        "business": [
            {"name": "Zyxquresult", "value": "61 %", "baseline": "31 %", "key": True},
        ]
    },
    "visuals": [
        {"image": "zyxqushot.png", "alt": "Zyxqualt", "caption": "Zyxqucaption"},
        {"figure": "zyxqubook.ipynb#zyxqufigure", "alt": "Zyxqufigure"},
        {"figure": "zyxqubook.ipynb#zyxqudrawing", "alt": "Zyxqudrawing"},
    ],
    "proof": {"notebooks": ["zyxqubook.ipynb"]},
    "testimonial": {
        "quote": "Zyxququote.",
        "name": "Zyxquname",
        "permission": {"by": "Zyxquby", "on": "2025"},
    },
    "service": "models",
    "related": ["churn"],
}
PUBLIC: dict[str, Any] = {"techniques": ["Forecasting"], "service": "models", "featured": True}
PROFILE = {
    "name": "Sam",
    "headline": "Models",
    "email": "sam@example.org",
    "services": [{"id": "models", "title": "Models", "summary": "Made."}],
    "skills": [{"name": "Forecasting", "tools": ["tool"]}],
}
PAGES = {
    "index.md": "# Home\n\n<!-- proofolio: hero -->\n\n<!-- proofolio: key-figures -->\n\n"
    "<!-- proofolio: featured -->\n\n<!-- proofolio: services -->\n\n<!-- proofolio: resume -->\n",
    "tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "blog/index.md": "# Blog\n",
    "blog/posts/one.md": "---\ndate: 2026-01-01\ntags: [open]\n---\n# One\n\nText\n",
}
PLUGINS: list[Any] = [
    "search", "tags", {"blog": {"authors": False}}, "proofolio/notebooks", "proofolio/studies",
    "proofolio/share",
]  # fmt: skip
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>zyxquletters</text></svg>'


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFOLIO_KEY", KEY)


@pytest.fixture
def config(make_site: MakeSite, tmp_path: Path) -> Path:
    """A site with an unlisted study that shares techniques and a service with a public one."""
    folder = tmp_path / "case_studies/zyxqustudy"
    write_notebook(
        folder / "zyxqubook.ipynb",
        {
            "zyxqudrawing": {"image/svg+xml": SVG},
            "zyxqufigure": {"image/svg+xml": SVG.replace("letters", "other")},
        },
    )
    for name, size in (("zyxqudesk.png", (900, 300)), ("zyxqushot.png", (1800, 900))):
        photo(*size).save(folder / name)
    return make_site(
        {"churn": PUBLIC, "zyxqustudy": SECRET}, PAGES, PROFILE, plugins=PLUGINS,
        site_url=URL, markdown_extensions=["toc", "abbr"],
    )  # fmt: skip


def folders_apart(built: Built) -> list[str]:
    """The secret folders of a site."""
    return sorted({found[0] for name in built.files() if (found := ADDRESS.match(name))})


def leaks(built: Built, word: str = WORD) -> list[str]:
    """Files outside of the secret folders that have the word, or an address, in any form."""
    words = [word.encode(), *(folder[2:-1].encode() for folder in folders_apart(built))]
    return [
        name
        for name, data in built.files().items()
        if not ADDRESS.match(name)
        and any(one in text.lower() for text in (name.encode(), *unpacked(data)) for one in words)
    ]


def unpacked(data: bytes) -> list[bytes]:
    """The bytes of a file, and what is packed in it: archives, metadata, the text of PDFs."""
    found = [data]
    if data[:5] == b"%PDF-":
        pages = PdfReader(io.BytesIO(data)).pages
        found += [page.extract_text().replace("-\n", "").encode() for page in pages]
    if data[:2] == b"\x1f\x8b":
        found.append(gzip.decompress(data))
    for start in re.finditer(rb"stream\r?\n|iCCP|zTXt|iTXt", data):
        try:
            found.append(zlib.decompressobj().decompress(data[start.end() :]))
        except zlib.error:
            continue
    return found


def card_of(built: Built, page: str) -> tuple[str, str]:
    """The picture that a link to a page shows, and what is said of it."""
    told = {
        tag.get("property", tag.get("name")): tag.get("content", "")
        for tag in built.page(page).select("meta")
    }
    address = told["og:image"]
    assert address == told["twitter:image"]
    assert told["twitter:card"] == "summary_large_image"
    return address.removeprefix(URL), told["og:image:alt"]


def assert_is_sent(built: Built, folder: str, document: str = "") -> None:
    """The link that is sent shows a card, and has a document, of its own folder."""
    page = built.page(f"{folder}index.html")
    card, alt = card_of(built, f"{folder}index.html")
    assert card.startswith(folder)
    with Image.open(built.folder / card) as picture:
        assert picture.size == (1200, 630)
    assert alt.lower().startswith(WORD)
    assert page.select("link[rel=icon], link[rel=manifest]")
    assert page.select("script[type='application/ld+json']") == []
    assert [link["href"] for link in page.select(".pf-documents a")] == [document] * bool(document)
    pdfs = [name for name in built.files() if name.endswith(".pdf") and name.startswith(folder)]
    assert pdfs == [f"{folder}{document}"] * bool(document)
    for name in pdfs:
        words = " ".join(page.extract_text() for page in PdfReader(built.folder / name).pages)
        assert "Zyxquheadline" in words
        assert any(link.startswith(f"{URL}{folder}") for link in links_of(built.folder / name))


def links_of(path: Path) -> set[str]:
    notes = [note.get_object() for page in PdfReader(path).pages for note in page["/Annots"]]
    return {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}


@pytest.mark.parametrize(("serving", "directories"), [(False, True), (False, False), (True, True)])
def test_nothing_of_it_is_outside_of_its_folder(
    serving: bool, directories: bool, config: Path, tmp_path: Path
) -> None:
    built = build_site(config, tmp_path / "site", serving=serving, use_directory_urls=directories)

    [folder] = folders_apart(built)
    assert leaks(built) == []
    page = built.page(f"{folder}index.html")
    assert page.select("#study")[0].get_text() == "Zyxquheadline"
    assert [tag["content"] for tag in page.select("meta[name=robots], meta[name=referrer]")] == [
        "noindex, nofollow, noarchive",
        "no-referrer",
    ]
    assert page.select("link[rel=canonical], .pf-pager__previous, .pf-pager__next") == []
    assert [one.get_text() for one in page.select(".pf-related .pf-card__title")] == [
        "Whom to call"
    ]
    assert page.select(".pf-cta a[href^='mailto:']")
    assert_is_sent(built, folder, "zyxqustudy.pdf")
    assert all(
        picture["srcset"].startswith("assets/pictures/") for picture in page.select("source")
    )
    assert page.select("source")
    assert [link for link in broken_links(built) if ADDRESS.match(link)] == []
    notebook = "notebooks/zyxqubook/index.html" if directories else "notebooks/zyxqubook.html"
    assert built.page(f"{folder}{notebook}").select("meta[name=robots]")
    assert card_of(built, f"{folder}{notebook}")[0].startswith(folder)


def test_everything_else_is_as_if_it_were_not_there(config: Path, tmp_path: Path) -> None:
    with_it = build_site(config, tmp_path / "with").files()
    write_study(tmp_path, "zyxqustudy", {"visibility": "draft"})
    without = build_site(config, tmp_path / "without").files()

    others = {name: data for name, data in with_it.items() if not ADDRESS.match(name)}
    assert [*others] == [*without]
    assert [name for name in others if others[name] != without[name]] == []


def test_a_study_that_everybody_may_find_is_in_all_these_places(
    config: Path, tmp_path: Path
) -> None:
    write_study(tmp_path, "zyxqustudy", {**SECRET, "visibility": "public"})

    found = leaks(build_site(config, tmp_path / "site"))
    write_study(tmp_path, "zyxqustudy", SECRET)
    unlisted_since = leaks(build_site(config, tmp_path / "unlisted"))

    lists = {"index.html", "case-studies/index.html", "case-studies/churn/index.html"}
    maps = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "tags/index.html"}
    others = {"portfolio.pdf", "feed.xml", "llms.txt"}
    assert lists | maps | others <= {*found}
    assert unlisted_since == []


def test_the_address_depends_on_the_key_and_the_slug_alone(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = folders_apart(build_site(config, tmp_path / "first"))
    write_study(tmp_path, "zyxqustudy", {**SECRET, "title": "Another", "related": []})
    second = folders_apart(build_site(config, tmp_path / "second"))
    monkeypatch.delenv("PROOFOLIO_KEY")
    (tmp_path / ".proofolio-key").write_text(f"{KEY}, another\n", "ascii")
    third = folders_apart(build_site(config, tmp_path / "third"))

    assert first == second
    assert [len({*first, *third}), *map(len, (first, third))] == [2, 1, 1]


@pytest.mark.parametrize("key", ["", "short"])
def test_nothing_is_published_without_a_key(
    key: str, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROOFOLIO_KEY", key)

    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    served = build_site(config, tmp_path / "served", serving=True)
    assert leaks(served, "zyxqutitle") == []
    assert "proofolio links --new-key" in served.page("").select(".pf-problems")[0].get_text()


PNG = "offer/zyxqupicture.png"
OFFER = """---
visibility: unlisted
title: Zyxqupage
tags: [zyxqutag]
description: Zyxqudescription
---
# Zyxquheading

Zyxqutext, [home](../index.md). ![Zyxqualt](zyxqupicture.png)

<!-- proofolio: contact -->
"""
WRITTEN = {
    **PAGES,
    "offer/index.md": OFFER,
    "blog/posts/two.md": OFFER.replace("unlisted\n", "unlisted\ndate: 2026-01-01\n").replace(
        " [home](../index.md). ![Zyxqualt](zyxqupicture.png)", ""
    ),
    "later.md": "---\nvisibility: draft\ntags: [zyxqutag]\n---\n# Zyxqudraft\n",
}


@pytest.fixture
def written(make_site: MakeSite, tmp_path: Path) -> Path:
    """A site whose hand-written pages, post and notebook are unlisted."""
    config = make_site(
        {"churn": {}}, WRITTEN, PROFILE, plugins=PLUGINS,
        site_url=URL,
    )  # fmt: skip
    photo(900, 300).save(tmp_path / "content" / PNG)
    path = tmp_path / "content/zyxqubook.ipynb"
    write_notebook(path, {"zyxqudrawing": {"image/svg+xml": SVG}})
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].insert(
        0, {"cell_type": "raw", "metadata": {}, "source": "---\nvisibility: unlisted\n---\n"}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return config


@pytest.mark.parametrize("directories", [True, False])
def test_hand_written_pages_posts_and_notebooks_are_in_their_folders_alone(
    directories: bool, written: Path, tmp_path: Path
) -> None:
    built = build_site(written, tmp_path / "site", use_directory_urls=directories)

    assert leaks(built) == []
    pages = [built.page(f"{folder}index.html") for folder in folders_apart(built)]
    assert sorted(page.title.get_text() for page in pages if page.title) == [
        "Zyxqupage – A", "Zyxqupage – A", "zyxqubook – A",
    ]  # fmt: skip
    assert all(len(page.select("meta[content*=noindex]")) == 1 for page in pages)
    assert [len(page.select("h1")) for page in pages] == [1, 1, 1]
    assert sum(len(page.select("a[href^='mailto:']")) > 0 for page in pages) == 2
    for folder in folders_apart(built):
        assert_is_sent(built, folder)
    names = [name for name in built.files() if name.endswith("/zyxqupicture.png")]
    assert len(names) == 1
    assert ADDRESS.match(names[0])
    assert [link for link in broken_links(built) if ADDRESS.match(link)] == []


def test_own_card_of_an_unlisted_page_is_in_its_folder_alone(
    written: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    offer = OFFER.replace("Zyxqupage\n", f"Zyxqupage\ncard: {PNG}\n")
    photo(1000, 525).save(tmp_path / "content" / PNG)
    write(tmp_path / "content/offer/index.md", offer)
    built = build_site(written, tmp_path / "site", strict=False)

    assert leaks(built) == []
    shown = [card_of(built, f"{folder}index.html")[0] for folder in folders_apart(built)]
    assert len([card for card in shown if ADDRESS.match(card)]) == 3
    sizes = [Image.open(io.BytesIO((built.folder / card).read_bytes())).size for card in shown]
    assert sizes.count((1000, 525)) == 1

    photo(900, 300).save(tmp_path / "content/zyxqucard.png")
    write(
        tmp_path / "content/price.md", "---\nvisibility: unlisted\ncard: zyxqucard.png\n---\n# P\n"
    )
    with pytest.raises(Abort):
        build_site(written, tmp_path / "site")
    assert (
        'content/price.md:3:1: expected a file of the page\'s own folder, found "zyxqucard.png"'
        in caplog.text
    )


def test_a_draft_among_the_pages_shows_while_serving_only(written: Path, tmp_path: Path) -> None:
    built = build_site(written, tmp_path / "built").files()
    served = build_site(written, tmp_path / "served", serving=True).files()

    assert "later/index.html" not in built
    assert b"Zyxqudraft" in served["later/index.html"]


def test_notebooks_alone_can_be_unlisted_too(written: Path, tmp_path: Path) -> None:
    plugins = ["search", "proofolio/notebooks"]
    config = yaml.safe_load(written.read_text("utf-8")) | {"plugins": plugins}
    written.write_text(yaml.safe_dump(config), encoding="utf-8")

    built = build_site(written, tmp_path / "site")

    assert [name for name in leaks(built) if "profile" not in name] == []
    assert len(folders_apart(built)) == 3


@pytest.mark.parametrize(
    "plugins", [["search", "proofolio/share"], ["meta", "proofolio/studies"]], ids=["alone", "late"]
)
def test_a_page_that_nobody_takes_out_is_not_published(
    plugins: list[str], make_site: MakeSite, tmp_path: Path
) -> None:
    front = "---\nvisibility: unlisted\n---\n" if "proofolio/share" in plugins else ""
    pages = {"offer/a.md": f"{front}# A\n", "offer/.meta.yml": "visibility: unlisted\n"}

    with pytest.raises(Abort, match="BuildError"):
        build_site(make_site({"churn": {}}, pages, plugins=plugins), tmp_path / "site")
    assert not (tmp_path / "site/offer").exists()


def test_a_public_notebook_does_not_link_to_what_is_unlisted(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pages = {"offer.md": "---\nvisibility: unlisted\n---\n# Offer\n"}
    config = make_site({"churn": {}}, pages, plugins=["proofolio/notebooks", "proofolio/studies"])
    cell = {"cell_type": "markdown", "metadata": {}, "source": "[it](offer.md)"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    (tmp_path / "content/open.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert 'open.ipynb:1:1: expected a file of the site in cell 1, found "offer.md"' in caplog.text
