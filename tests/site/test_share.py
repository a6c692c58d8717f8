"""What every page says of itself to search engines and to previews of links."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import Abort

from proofolio.hosts.mkdocs.share.head import HeadWriter
from proofolio.share import SharedPage, SharedSite
from proofolio.share.card import Card
from proofolio.words import read_words
from tests.share.vocabulary import find_faults
from tests.site.building import Built, build_site, copy_shared
from tests.site.conftest import MakeSite
from tests.site.shared_pages import BASE, POST, graph, node, public_pages


def meta(page: BeautifulSoup, name: str) -> str:
    """What the one tag of that name says."""
    (tag,) = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    return str(tag["content"])


def test_every_page_has_one_of_each_tag(share_site: Built) -> None:
    pages = public_pages(share_site)
    titles, descriptions = [], []
    for address, page in pages.items():
        (title,), (canonical,) = page.select("head > title"), page.select("link[rel=canonical]")
        titles.append(title.text)
        descriptions.append(meta(page, "description"))
        assert len(title.text) <= 70
        assert len(descriptions[-1]) <= 160
        assert canonical["href"] == meta(page, "og:url") == BASE + address
        assert meta(page, "og:description") == descriptions[-1]
        assert meta(page, "og:title") == meta(page, "twitter:title")
        assert meta(page, "og:site_name") == "Ada & Co"
        assert meta(page, "og:locale") == "en_US"
        assert meta(page, "author") == "Ada Example"
    assert len({*titles}) == len({*descriptions}) == len(pages)


def test_preview_names_a_picture_of_the_site(share_site: Built) -> None:
    for page in public_pages(share_site).values():
        address = meta(page, "og:image")
        assert (share_site.folder / address.removeprefix(BASE)).is_file()
        assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        assert meta(page, "og:image:type") == "image/png"
        assert meta(page, "og:image:alt") == meta(page, "twitter:image:alt") != ""
        assert meta(page, "twitter:image") == address
        assert meta(page, "twitter:card") == "summary_large_image"


@pytest.mark.parametrize(
    ("address", "title", "headline"),
    [
        (
            "",
            "Ada & Co – Rankings and forecasts that beat your rule of thumb",
            "Rankings and forecasts that beat your rule of thumb, with proof",
        ),
        (
            "case-studies/churn/",
            "Whom to call: Leavers reached, 61.7 % – Ada & Co",
            "61.7 % of all leavers reached with a tenth of the calls, where the team's rule "
            "reached 26.5 %",
        ),
        (
            "case-studies/undated/",
            "Which days need one more clerk at the counter of the main station",
            "Which days need one more clerk at the counter of the main station",
        ),
        ("about/", "About – Ada & Co", "About – Ada & Co"),
        (POST, 'Why & "baselines" come first – Ada & Co', 'Why & "baselines" come first'),
        ("blog/page/2/", "Writing (page 2) – Ada & Co", "Writing (page 2) – Ada & Co"),
    ],
)
def test_title_names_the_result_and_the_site_as_far_as_it_fits(
    share_site: Built, address: str, title: str, headline: str
) -> None:
    page = share_site.page(address)
    assert page.title
    assert page.title.text == title
    assert meta(page, "og:title") == headline


def test_page_without_description_is_described_by_its_first_paragraph(share_site: Built) -> None:
    assert meta(share_site.page("notes/"), "description") == (
        'A page whose author wrote no description "of any kind" & whose first paragraph is much '
        "longer than what search results show of it, so that it must be cut…"
    )


def test_short_description_is_followed_by_that_of_the_site(share_site: Built) -> None:
    assert meta(share_site.page("case-studies/undated/"), "description") == (
        "A forecast for a roster. Models that pay for themselves, with numbers that anybody can "
        "check."
    )


def test_articles_have_their_days_and_tags(share_site: Built) -> None:
    post, study = share_site.page(POST), share_site.page("case-studies/churn/")
    assert meta(post, "og:type") == meta(study, "og:type") == "article"
    assert meta(post, "article:published_time") == "2026-03-02"
    assert meta(post, "article:modified_time") == "2026-04-05"
    tags = study.select('meta[property="article:tag"]')
    assert [tag["content"] for tag in tags] == ["retention", "Classification", "Calibration"]
    assert meta(share_site.page("about/"), "og:type") == "profile"
    assert not share_site.page("services/").select('[property^="article:"]')


def test_material_takes_no_copy_of_a_page_for_a_translation(share_site: Built) -> None:
    """It would ask for a sitemap.xml beside each, which is not there."""
    html = (share_site.folder / "about/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="text/markdown"' not in html
    assert share_site.page("about/").select_one("link[rel~=alternate][type='text/markdown']")


def test_page_of_what_is_missing_is_not_to_be_found(share_site: Built) -> None:
    page = share_site.page("404.html")
    assert meta(page, "robots") == "noindex"
    assert not page.select('[property], [rel=canonical], [type="application/ld+json"]')


def test_drafts_and_names_of_clients_are_nowhere(share_site: Built) -> None:
    for name, data in share_site.files().items():
        for word in (b"Quokka", b"Zebra", b"/idea/"):
            assert word not in data, name


def test_other_themes_get_the_same_heads(make_site: MakeSite, tmp_path: Path) -> None:
    for theme in ("mkdocs", "readthedocs"):
        config = make_site(theme=theme, plugins=["proofolio/studies", "proofolio/share"],
                           use_directory_urls=False, site_url=BASE)  # fmt: skip
        page = build_site(config, tmp_path / theme).page("case-studies/churn.html")
        assert len(page.select("title")) == len(page.select("[rel=canonical]")) == 1
        assert page.title
        assert page.title.text == "Whom to call: Leavers on the list, 62 % – A"
        assert meta(page, "og:url") == f"{BASE}case-studies/churn.html"
        assert meta(page, "description").startswith("A list of the customers")
        assert [*find_faults(graph(page))] == []


def test_without_an_address_nothing_is_said_that_needs_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = copy_shared(tmp_path)
    config.write_text(config.read_text().replace(f"site_url: {BASE}", ""), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        page = build_site(config, tmp_path / "site", strict=False).page("")
    assert sum("site_url" in record.getMessage() for record in caplog.records) == 1
    assert meta(page, "og:title")
    assert meta(page, "twitter:card") == "summary"
    assert not page.select('[rel=canonical], [property="og:url"], [property="og:image"]')
    assert not page.select('[type="application/ld+json"]')
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")


def test_site_without_studies_is_shared_too(tmp_path: Path, make_site: MakeSite) -> None:
    config = make_site(plugins=["proofolio/share"], site_url=BASE, site_author="Ada")
    page = build_site(config, tmp_path / "site").page("")
    assert meta(page, "author") == "Ada"
    assert node(page, "Person")["name"] == "Ada"


SITE = SharedSite(BASE, "Site", "All of it.", "en", author="Ada")
PAGE = SharedPage(
    "page", "a/", "a.md", "A page", "A page about something, told in some fifty letters."
)


@pytest.mark.parametrize(
    ("theirs", "kept"),
    [
        ('<meta property="og:image" content="own.png">', "own.png"),
        ("<meta content='Own title' property='og:title'>", "Own title"),
        ('<link href="https://example.org/" rel="canonical">', "https://example.org/"),
        ('<meta name="author" content="Somebody">', "Somebody"),
    ],
)
def test_tags_of_a_theme_or_an_author_stay_and_are_not_doubled(theirs: str, kept: str) -> None:
    html = f"<html><head><title>Old</title>\n{theirs}\n</head><body>A page</body></html>"
    page = parsed(html)
    (tag,) = BeautifulSoup(theirs, "html.parser").find_all(True)
    assert isinstance(tag, Tag)
    name = tag.get("property") or tag.get("name")
    same = page.select(f'[property="{name}"], [name="{name}"]') if name else page.select("[rel]")
    assert [kept in str(one) for one in same] == [True]


@pytest.mark.parametrize(
    "description",
    ["plain", "a > b", 'an "a > b" said', "Ada's > <b>", 'a screen of 5" > 4', "<!-- x -->"],
)
def test_description_of_a_theme_is_replaced_whatever_stands_in_it(description: str) -> None:
    html = (
        f'<head>\n<meta name="description" content="{description}">\n<meta name="keep" content="1">'
        "</head><body>A page</body>"
    )
    page = parsed(html)
    assert meta(page, "description") == PAGE.description
    assert meta(page, "keep") == "1"
    assert page.title
    assert page.title.text == "A page – Site"


def test_words_for_a_picture_are_as_long_as_x_takes() -> None:
    card = Card("card.png", 1200, 630, "What it shows is a lot, and it goes on. " * 20)
    html = HeadWriter(SITE, read_words("en")).write("<head></head><body></body>", PAGE, card)
    page = BeautifulSoup(html, "html.parser")
    assert len(meta(page, "og:image:alt")) > 700
    assert 300 < len(meta(page, "twitter:image:alt")) <= 420


def test_page_that_its_author_hides_has_no_graph() -> None:
    hidden = parsed('<head><meta name="robots" content="noindex, follow"></head><body></body>')
    assert not hidden.select("script")
    assert meta(hidden, "og:title") == "A page – Site"
    assert graph(parsed("<head></head><body>A page</body>"))


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(HeadWriter(SITE, read_words("en")).write(html, PAGE, None), "html.parser")
