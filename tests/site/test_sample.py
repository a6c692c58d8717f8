"""The sample site: what a visitor of the four studies finds."""

import re

import pytest
from bs4 import Tag

from proofolio.pages.study import ORDER
from tests.site.building import ROOT, Built, broken_links, build_site
from tests.site.shared_pages import find_faults_of_site, find_unshown, graph, public_pages

SLUGS = sorted(path.parent.name for path in (ROOT / "case_studies").glob("*/study.yml"))


def test_there_are_four_studies(sample_site: Built) -> None:
    cards = sample_site.page("case-studies/").select(".pf-card")
    assert len(cards) == len(SLUGS) == 4


@pytest.mark.parametrize("slug", SLUGS)
def test_study_has_its_sections_in_order(sample_site: Built, slug: str) -> None:
    page = sample_site.page(f"case-studies/{slug}/")
    ids = [tag["id"] for tag in page.select(".pf-section > h2")]
    order = [name.replace("_", "-") for name in ORDER]
    assert ids == [name for name in order if name in ids]
    assert {"problem", "role", "method", "evaluation", "results", "proof"} <= set(ids)
    assert len(page.select("h1")) == 1
    assert page.select_one(".pf-notice"), "a sample says that it is one"


@pytest.mark.parametrize("slug", SLUGS)
def test_figures_are_files_with_all_that_readers_need(sample_site: Built, slug: str) -> None:
    page = sample_site.page(f"case-studies/{slug}/")
    pictures = page.select(".pf-visual img")
    assert pictures
    for picture in pictures:
        assert re.search(r"\.[0-9a-f]{8,}\.(png|svg|jpg|webp|gif)$", str(picture["src"]))
        assert int(str(picture["width"])) > 0
        assert int(str(picture["height"])) > 0
        assert len(str(picture["alt"])) > 20
        assert picture["loading"] == "lazy"
        figure = picture.find_parent("figure")
        assert isinstance(figure, Tag)
        assert figure.select_one(".pf-caption")
        source = figure.select_one(".pf-source")
        assert source
        if ".ipynb" in source.text:
            assert "/#" in str(source.select("a")[0]["href"]), "it leads to the very cell"
    assert page.select(".pf-visual table"), "each sample shows a table of its notebook"
    assert "base64" not in str(page.select_one("article"))


@pytest.mark.parametrize("slug", SLUGS)
def test_evidence_leads_to_the_cell_that_recorded_it(sample_site: Built, slug: str) -> None:
    page = sample_site.page(f"case-studies/{slug}/")
    proofs = [proof for proof in page.select(".pf-evidence") if ".ipynb" in proof.text]
    assert len(proofs) > 6
    for proof in proofs:
        address, _, place = str(proof.select("a")[0]["href"]).partition("#")
        cell = sample_site.page(f"case-studies/{slug}/{address}").find(id=place)
        record = proof.select("code")[-1].text
        assert isinstance(cell, Tag)
        assert f"{record} = " in cell.text


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_link_leads_somewhere(
    tmp_path_factory: pytest.TempPathFactory, directory_urls: bool
) -> None:
    site = build_site(
        ROOT / "mkdocs.yml",
        tmp_path_factory.mktemp("links"),
        use_directory_urls=directory_urls,
        site_url="https://name.example/portfolio/",
    )
    assert not broken_links(site, "/portfolio/")


def test_missing_page_works_at_any_depth(tmp_path_factory: pytest.TempPathFactory) -> None:
    address = "https://name.example/portfolio/"
    site = build_site(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("missing"), site_url=address)
    page = site.page("404.html")
    own = [str(tag.get("href") or tag.get("src")) for tag in page.select("link, script[src], a")]
    relative = [link for link in own if not re.match(r"/portfolio/|https?:|mailto:|#", link)]
    assert not relative


def test_home_shows_the_person_and_the_best_work(sample_site: Built) -> None:
    home = sample_site.page("")
    assert home.select_one(".pf-hero h1")
    assert len(home.select(".pf-hero .pf-button")) == 2
    assert 3 <= len(home.select(".pf-card")) <= 5
    assert home.select(".pf-keys .pf-key__value")
    assert not re.search(r"proofolio: *\w", str(home)), "a block was left unfilled"


def test_profile_is_not_published(sample_site: Built) -> None:
    assert not [name for name in sample_site.files() if name.endswith((".yml", ".yaml"))]


def test_search_finds_each_section(sample_site: Built) -> None:
    index = (sample_site.folder / "search/search_index.json").read_text(encoding="utf-8")
    for slug in SLUGS:
        assert f"case-studies/{slug}/#results" in index
    # What every page has would be found everywhere.
    assert "Data of this chart" not in index
    assert "On this page" not in index


def test_no_page_asks_another_host(sample_site: Built) -> None:
    for name, page in sample_site.html().items():
        for tag in page.select("link[href], script[src], img[src], iframe[src], source[src]"):
            if "canonical" not in (tag.get("rel") or ""):
                address = str(tag.get("href") or tag.get("src"))
                own = address.startswith("http://127.0.0.1:8000/")
                assert own or not re.match(r"(https?:)?//", address), f"{name}: {address}"


def test_every_page_says_what_it_is_and_no_more_than_it_shows(sample_site: Built) -> None:
    assert [*find_faults_of_site(sample_site)] == []
    assert [*find_unshown(sample_site)] == []
    titles = [page.title.text for page in public_pages(sample_site).values() if page.title]
    assert len({*titles}) == len(titles)
    results = [
        [node for node in graph(sample_site.page(f"case-studies/{slug}/")) if "mentions" in node]
        for slug in SLUGS
    ]
    assert all(len(study["mentions"]) > 4 for (study,) in results)
