"""The sample site in a real browser: what can only be seen there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit.views import STEADY, VIEWS, Scheme, find_stops, look_at

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = [
    "",
    "case-studies/",
    "case-studies/telecom-churn/",
    "case-studies/rail-ridership/",
    "case-studies/movie-recommendations/",
    "case-studies/edge-digits/",
    "services/",
    "about/",
    "contact/",
    "blog/",
    "no/such/page/",
]


# Two groups, so that two processes share the longest of the tests.
@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        pytest.param(*view, marks=pytest.mark.xdist_group(f"browser {view[1]}"))
        for view in VIEWS
    ],
)  # fmt: skip
def test_every_page_is_for_everyone(
    browser: Browser, address: str, folder: Path, scheme: Scheme, width: int
) -> None:
    stops = find_stops(folder)
    assert {*PAGES} <= {stop.path for stop in stops}
    assert [*map(str, look_at(browser, address, stops, scheme, width, STEADY))] == []


def test_pages_read_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    for path in PAGES[1:6]:
        page.goto(address + path)
        for heading in page.locator("article h1, article h2, article h3").all():
            expect(heading).to_be_visible()
    page.goto(f"{address}case-studies/")
    page.locator(".pf-facet > summary").first.click()
    chip = page.locator("[data-facet]").first
    count = int(chip.locator(".pf-chip__count").inner_text())
    chip.click()
    listed = page.locator(f"{chip.get_attribute('href')} li")
    expect(listed.first).to_be_visible()
    assert listed.count() == count
    context.close()


@pytest.fixture
def index(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}case-studies/")
    return page


def test_filter_narrows_and_can_be_shared(index: Page) -> None:
    cards = index.locator(".pf-card:visible")
    everything = cards.count()
    facets = index.locator(".pf-facet > summary")
    facets.nth(0).click()
    industry = index.locator("[data-facet=industry]").first
    industry.click()
    expect(industry).to_have_attribute("aria-pressed", "true")
    shown = cards.count()
    assert shown == int(industry.locator(".pf-chip__count").inner_text()) < everything
    # What the other filters have left is counted anew.
    counts = index.locator("[data-facet=technique] .pf-chip__count").all_text_contents()
    assert {*counts} == {"0", str(shown)}
    expect(index.locator(".pf-filter__status")).to_contain_text(f"{shown} of {everything}")

    index.reload()
    expect(cards).to_have_count(shown)

    # A technique that no study of this industry has: nothing is left, and a way back is shown.
    titles = set(cards.locator(".pf-card__title").all_inner_texts())
    facets.nth(1).click()
    for technique in index.locator("[data-facet=technique]").all():
        technique.click()
        if not cards.count():
            break
        technique.click()
    expect(cards).to_have_count(0)
    expect(index.locator(".pf-empty")).to_be_visible()
    index.locator(".pf-empty [data-pf-reset]").click()
    expect(cards).to_have_count(everything)
    assert "?" not in index.url
    assert titles


def test_filter_works_with_the_keyboard(index: Page) -> None:
    summary = index.locator(".pf-facet > summary").last
    summary.focus()
    index.keyboard.press("Enter")
    chip = index.locator("[data-facet=technology]").last
    chip.focus()
    index.keyboard.press("Space")
    expect(chip).to_have_attribute("aria-pressed", "true")
    index.keyboard.press("Escape")
    expect(chip).to_be_hidden()
    expect(summary).to_be_focused()
    # What is chosen stands beside the cards, and can be taken back there.
    index.locator(".pf-chip--chosen").press("Enter")
    expect(index.locator(".pf-filter__status")).to_be_hidden()
    expect(index.locator(".pf-card:visible")).to_have_count(index.locator(".pf-card").count())


def test_filter_works_after_instant_navigation(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.evaluate("window.pfSamePage = true")
    page.locator("header a[href$='case-studies/']").first.click()
    page.wait_for_url("**/case-studies/")
    page.locator(".pf-facet > summary").first.click()
    chip = page.locator("[data-facet]").first
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.pfSamePage"), "the page was loaded anew"
    page.close()


def test_search_finds_a_study(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("ridership")
    found = page.locator(".md-search-result__item a[href*='case-studies/rail-ridership/']")
    expect(found.first).to_be_visible(timeout=15_000)
    page.close()


def test_folded_code_prints_open_unless_the_reader_hid_it(browser: Browser, address: str) -> None:
    seen = """() => [...document.querySelectorAll(".pf-cell__code .highlight")]
        .map(code => code.checkVisibility({contentVisibilityAuto: true}) && !!code.offsetHeight)"""
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}case-studies/telecom-churn/churn/")
        page.emulate_media(media="print")
        if not scripts:
            # The page's own scripts do not run; ours does.
            assert all(page.evaluate(seen))
        else:
            folds = page.locator(".pf-fold--code")
            assert not folds.first.evaluate("fold => fold.open")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert all(page.evaluate(seen))
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            assert not folds.first.evaluate("fold => fold.open")
            page.emulate_media(media="screen")
            button = page.locator("[data-pf-code-toggle]")
            button.click()
            button.click()
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert not any(page.evaluate(seen))
        context.close()


def test_choice_for_code_is_kept_on_all_pages(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}case-studies/telecom-churn/churn/")
    code, button = page.locator(".pf-cell__code .highlight").first, "[data-pf-code-toggle]"
    expect(code).to_be_hidden()
    expect(page.locator(button)).to_have_text("Show code")
    page.locator(button).click()
    expect(code).to_be_visible()
    page.goto(f"{address}case-studies/rail-ridership/ridership/")
    expect(page.locator(".pf-cell__code .highlight").first).to_be_visible()
    expect(page.locator(button)).to_have_text("Hide code")
    page.locator(button).click()
    page.reload()
    expect(page.locator(".pf-cell__code .highlight").first).to_be_hidden()
    # A link to a cell leads to it all the same.
    page.goto(f"{address}case-studies/telecom-churn/churn/#calls")
    expect(page.locator("#calls img")).to_be_in_viewport()
    context.close()


def test_code_of_a_cell_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}case-studies/telecom-churn/churn/")
    page.locator("[data-pf-code-toggle]").click()
    cell = page.locator(".pf-cell__code").first
    cell.get_by_title("Copy to clipboard").click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == cell.locator("code").inner_text().strip()
    assert copied.startswith("import")
    context.close()


def test_scripts_of_others_may_ask_for_pages_at_once(browser: Browser, address: str) -> None:
    page = browser.new_page()
    script = "<script>pages = []; document$.subscribe(() => pages.push(location.pathname))</script>"
    page.route(
        address,
        lambda route: route.fulfill(body=route.fetch().text().replace("</body>", script)),
    )
    page.goto(address)
    page.locator("header a[href$='case-studies/']").first.click()
    page.wait_for_url("**/case-studies/")
    page.wait_for_function("pages.length === 2")
    page.close()
