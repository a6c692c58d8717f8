"""Readers who read from right to left, in large letters, or in colours of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serve
from tests.site.building import build_site, copy_german

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STUDY = "case-studies/abwanderung/"
KINDS = ("", "case-studies/", STUDY, f"{STUDY}modell/", "angebot/", "person/", "anfrage/")
SAMPLE = ("", "case-studies/", "case-studies/telecom-churn/", "about/", "contact/", "blog/")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with every kind of page, from right to left."""
    source = tmp_path_factory.mktemp("arabic")
    changes = {"language: de": "language: ar", 'value: "1.234",': 'value: "1,234",'}
    config = copy_german(source, changes)
    with serve(source / "site") as address:
        build_site(config, source / "site", site_url=address)
        yield address


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    found = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(found))


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_from_right_to_left_are_as_wide_as_the_window(
    browser: Browser, arabic: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = {}
    for path in KINDS:
        page.goto(arabic + path)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        wide[path] = overflow(page)
    page.close()

    assert wide == dict.fromkeys(KINDS, 0)


def test_charts_code_and_numbers_run_from_left_to_right(browser: Browser, arabic: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{arabic}{STUDY}?view=technical")
    directions = "all => [...new Set(all.map(one => getComputedStyle(one).direction))]"
    for part in (".pf-drawing", ".num"):
        assert page.eval_on_selector_all(part, directions) == ["ltr"]
    # Its name ends where the axis begins, on the left of it.
    label, axis = (
        page.locator(f".pf-drawing--wide:has(.g-bound, .g-line) {part}").first.bounding_box()
        for part in (".g-tick", ".g-grid")
    )
    page.goto(f"{arabic}{STUDY}modell/")
    for part in ("pre", ".pf-output--record"):
        assert page.eval_on_selector_all(part, directions) == ["ltr"]
    page.close()

    assert label
    assert axis
    assert label["x"] + label["width"] <= axis["x"] + 1


def test_letters_twice_as_large_fit(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.context.new_cdp_session(page).send(
        "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
    )
    wide = {}
    for path in SAMPLE:
        page.goto(address + path)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
        wide[path] = overflow(page)
    # The site's name is whole, and nothing of the header stands on it.
    name = page.locator(".pf-brand span")
    cut = name.evaluate("name => name.scrollWidth - name.clientWidth")
    page.close()

    assert wide == dict.fromkeys(SAMPLE, 0)
    assert cut <= 0


def test_pictures_and_signs_show_in_colours_of_the_reader(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}case-studies/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    picture = page.locator(".pf-card__picture img").first
    blend, plate = picture.evaluate(
        "img => [getComputedStyle(img).mixBlendMode, getComputedStyle(img).backgroundColor]"
    )
    sign = page.locator(".pf-facet > summary").first.evaluate(
        "one => getComputedStyle(one, '::after').backgroundColor"
    )
    context.close()

    assert blend == "normal"
    assert plate != paper
    assert sign != paper
