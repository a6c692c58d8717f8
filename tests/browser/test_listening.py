"""What those hear who listen to a page: its outline, its links, and what changes on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

POST = "blog/2026/11/02/measure-the-baseline-before-you-build-the-model/"
STUDY = "case-studies/telecom-churn/"
PAGES = ("", "case-studies/", f"{STUDY}?view=technical", f"{STUDY}churn/", "about/", "blog/", POST)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_makes_sense_without_being_seen(page: Page, address: str, path: str) -> None:
    page.goto(address + path, wait_until="networkidle")
    heard = page.locator("body").aria_snapshot()

    levels = [int(level) for level in re.findall(r"heading \".*\" \[level=(\d)\]", heard)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert "¶" not in heard

    landmarks = re.findall(r"- '?(navigation|complementary)(?: \"(.*?)\")?[:\n]", heard)
    assert all(name for _, name in landmarks), "a landmark without a name"
    assert len(landmarks) == len(set(landmarks)), "two landmarks of one name"

    # A name that is used twice leads to one page.
    places: dict[str, set[str]] = {}
    link = ""
    for name, url in re.findall(r"link \"(.*?)\"|- /url: (\S+)", heard):
        if name:
            link = name
        else:
            places.setdefault(link, set()).add(url.split("#")[0])
    assert {name: urls for name, urls in places.items() if len(urls) > 1} == {}


def test_what_a_filter_leaves_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}case-studies/")
    # What begins to show in the moment in which it has something to say is not heard.
    told = page.get_by_role("navigation", name="Filter").get_by_role("status")
    expect(told).to_have_text("")
    page.locator(".pf-facet summary").first.click()
    page.locator(".pf-facet[open] .pf-chip").first.click()
    expect(told).to_have_text(re.compile(r"^1 of \d+ case studies$"))
    page.keyboard.press("Escape")
    page.locator(".pf-filter__status [data-pf-reset]").click()
    expect(told).to_have_text(re.compile(r"^(\d+) of \1 case studies$"))


def test_how_much_was_found_is_told(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("baseline")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("matching")
    # Material makes a heading of the first level of each page that it found.
    found = page.locator(".md-search-result h1")
    assert {title.get_attribute("aria-level") for title in found.all()} == {"2"}


def test_focus_comes_back_from_the_search_of_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    home = page.locator(".pf-brand")
    home.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()  # not before it does Material hear Escape
    page.keyboard.press("Escape")
    expect(home).to_be_focused()
