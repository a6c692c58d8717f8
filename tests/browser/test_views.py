"""The two versions of a study, and the list of its sections, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STUDY = "case-studies/telecom-churn/"
OTHER = "case-studies/rail-ridership/"
TECHNICAL, BRIEF = "#evaluation", "#problem"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def view(page: Page, name: str) -> Locator:
    return page.locator(f".pf-study__head [data-pf-view-link={name}]")


def expect_view(page: Page, name: str) -> None:
    expect(page.locator(BRIEF)).to_be_visible()
    expect(page.locator(TECHNICAL)).to_be_visible(visible=name == "technical")
    expect(view(page, name)).to_have_attribute("aria-current", "true")


def test_choice_is_kept_and_a_link_wins_over_it(page: Page, address: str) -> None:
    page.goto(address + STUDY)
    expect_view(page, "brief")
    view(page, "technical").click()
    expect_view(page, "technical")
    expect(view(page, "technical")).to_be_focused()
    expect(page.locator("[data-pf-view-status]")).to_contain_text("technical")
    assert page.url.endswith("?view=technical")

    page.goto(address + OTHER)
    expect_view(page, "technical")
    page.goto(f"{address}{STUDY}?view=brief")
    expect_view(page, "brief")
    page.goto(address + STUDY)
    expect_view(page, "technical")


def test_what_a_link_leads_to_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}{STUDY}?view=brief{TECHNICAL}")
    expect_view(page, "technical")
    expect(page.locator(TECHNICAL)).to_be_in_viewport()

    # What a search found may stand anywhere in a section.
    page.goto(f"{address}{STUDY}?h=bootstrap{BRIEF}")
    expect_view(page, "technical")

    page.goto(f"{address}{STUDY}{BRIEF}")
    expect_view(page, "brief")
    page.locator(".pf-section--results a[href$='#numbers']").click()
    expect(page.locator("#numbers")).to_be_in_viewport()
    page.go_back()
    page.goto(f"{address}{STUDY}")
    expect_view(page, "brief")


@pytest.mark.parametrize("words", ["The model is compared with rules", "because that is what"])
def test_words_that_only_the_technical_version_has_are_found(
    page: Page, address: str, words: str
) -> None:
    """A quotation in a link is looked for as the browser's own search does it."""
    page.goto(f"{address}{STUDY}?view=brief")
    expect(page.get_by_text(words)).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{address}{STUDY}?view=brief#:~:text={quote(words)}")
    expect_view(page, "technical")
    expect(page.get_by_text(words)).to_be_in_viewport()
    expect(page.locator("[hidden=until-found]")).to_have_count(0)


def test_what_is_hidden_leaves_no_trace(page: Page, address: str) -> None:
    places = """[...document.querySelectorAll(".pf-study__sections *")]
        .filter(element => element.checkVisibility() && !element.closest("[data-pf-depth]"))
        .map(element => element.getBoundingClientRect().top + scrollY)"""
    page.goto(f"{address}{STUDY}?view=brief")
    hidden = page.locator("[hidden=until-found]")
    expect(hidden.first).to_be_attached()
    before = page.evaluate(places)
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert "Results" in headings
    assert "Evaluation" not in headings, "readers of screens are led to what is hidden"
    hidden.evaluate_all("parts => parts.forEach(part => part.removeAttribute('hidden'))")
    assert page.evaluate(places) == before


def test_reader_stays_where_they_are(page: Page, address: str) -> None:
    page.goto(f"{address}{STUDY}?view=technical#results")
    name = page.locator(".pf-result__name").first
    before = name.bounding_box()
    page.locator(".pf-contents [data-pf-view-link=brief]").click()
    expect_view(page, "brief")
    after = name.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    # The link that was chosen has made room for the way back.
    expect(page.locator(".pf-contents [data-pf-view-link=technical]")).to_be_focused()
    page.keyboard.press("Enter")
    expect_view(page, "technical")
    back = name.bounding_box()
    assert back
    assert abs(before["y"] - back["y"]) < 2


def test_view_is_kept_by_instant_navigation(page: Page, address: str) -> None:
    page.goto(f"{address}case-studies/")
    page.evaluate("localStorage.setItem('proofolio-view', 'technical')")
    page.evaluate("window.pfSamePage = true")
    page.locator(f".pf-card__title a[href*='{STUDY}']").click()
    expect_view(page, "technical")
    view(page, "brief").click()
    expect_view(page, "brief")
    page.locator(".pf-pager [rel=next]").click()
    page.wait_for_url("**/rail-ridership/")
    expect_view(page, "brief")
    page.go_back()
    page.wait_for_url("**/telecom-churn/?view=brief")
    expect_view(page, "brief")
    assert page.evaluate("window.pfSamePage"), "the page was loaded anew"


def test_everything_shows_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{STUDY}?view=brief")
    assert page.locator("[data-pf-depth=technical]").count()
    for part in page.locator("[data-pf-depth=technical]").all():
        expect(part).to_be_visible()
    expect(page.locator("[data-pf-view-link]:visible")).to_have_count(0)
    context.close()


def test_nothing_moves_while_the_page_loads(page: Page, address: str) -> None:
    page.add_init_script(
        """window.pfMoved = [];
        new PerformanceObserver(list => list.getEntries().forEach(({sources}) => pfMoved.push(
          ...sources.map(({node}) => node).filter(node => node?.closest?.(".pf-study")))))
          .observe({type: "layout-shift", buffered: true});"""
    )
    for name in ("brief", "technical"):
        page.goto(f"{address}{STUDY}?view={name}", wait_until="networkidle")
        assert page.evaluate("pfMoved.map(node => node.outerHTML)") == []


def test_paper_shows_the_version_that_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}{STUDY}?view=brief")
    page.emulate_media(media="print")
    expect(page.locator(BRIEF)).to_be_visible()
    expect(page.locator(TECHNICAL)).to_be_hidden()
    expect(page.locator(".pf-printed")).to_contain_text(f"{address}{STUDY}?view=brief")
    for name in (".pf-header", ".pf-contents", ".pf-views", ".pf-pager", ".md-footer"):
        expect(page.locator(name).first).to_be_hidden()


def test_bar_names_the_section_and_leads_to_others(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}{STUDY}?view=technical")
    bar = page.get_by_role("button", name="On this page")
    page.locator("#results").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#results').scrollIntoView()")
    expect(bar).to_contain_text("Results")
    expect(page.locator(".pf-contents [aria-current]")).to_have_text("Results")

    bar.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".pf-contents__list a").first).to_be_focused()
    page.locator(".pf-contents__list a[href$='#proof']").click()
    expect(page.locator(".pf-contents__list")).to_be_hidden()
    expect(page.locator("#proof")).to_be_in_viewport()
    expect(bar).to_contain_text("Proof")
    page.close()


def test_way_back_to_the_top_covers_little(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}case-studies/")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -200)
    button = page.get_by_role("button", name="Back to top")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box
    assert box["height"] < 60
    assert box["y"] > 600
    page.close()
