"""What mkdocs.yml sets of the look, as a browser shows it: light, dark, and after the switch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import serve
from tests.site.building import build_site
from tests.site.conftest import write, write_study

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Colours of Material's own, which must not come through.
PALETTE = [
    {
        "media": f"(prefers-color-scheme: {word})",
        "scheme": scheme,
        "primary": primary,
        "accent": "pink",
        "toggle": {"icon": "material/weather-sunny", "name": f"Leave {word}"},
    }
    for word, scheme, primary in (("light", "default", "white"), ("dark", "slate", "black"))
]
CONFIG = {
    "site_name": "A",
    "docs_dir": "content",
    "theme": {
        "name": "material",
        "font": False,
        "palette": PALETTE,
        "features": ["navigation.instant"],
    },
    "plugins": [
        "search",
        {"proofolio/studies": {"look": {"palette": "clay", "accent": "#1d4ed8"}}},
    ],
}
TEXT = "# Home\n\n[A link](case-studies/index.md)\n\n[Go](case-studies/index.md){ .md-button }\n"
STYLE = "(element, name) => getComputedStyle(element)[name]"
# Paper and accent of both schemes; blue becomes lighter on the dark page.
LIGHT, DARK = ("rgb(251, 247, 240)", "rgb(29, 78, 216)"), ("rgb(25, 19, 16)", "rgb(129, 169, 253)")


@pytest.fixture(scope="module")
def set_look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("look")
    write(folder / "mkdocs.yml", yaml.safe_dump(CONFIG | {"markdown_extensions": ["attr_list"]}))
    write(folder / "content/index.md", TEXT)
    write_study(folder, "churn", {})
    site = folder / "site"
    with serve(site) as address:
        build_site(folder / "mkdocs.yml", site, site_url=address)
        yield address


def colours(page: Page) -> tuple[str, str]:
    """Paper and accent, as they are seen."""
    link = page.get_by_role("link", name="A link", exact=True)
    paper, accent = (
        page.locator("body").evaluate(STYLE, "backgroundColor"),
        link.evaluate(STYLE, "color"),
    )
    header = page.locator(".md-header").evaluate(STYLE, "backgroundColor")
    button = page.locator(".md-button").evaluate(STYLE, "color")
    assert (header, button) == (paper, accent)
    return paper, accent


@pytest.mark.parametrize(("scheme", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_palette_and_accent_are_seen(
    browser: Browser, set_look: str, scheme: str, expected: tuple[str, str]
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    page.goto(set_look)
    assert colours(page) == expected
    # Text, headings and code come in our fonts.
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Proofolio Sans\"')")
    page.close()


def test_bars_of_the_browser_follow_the_switch(browser: Browser, set_look: str) -> None:
    page = browser.new_page(color_scheme="light", viewport={"width": 1280, "height": 800})
    page.goto(set_look)
    first = page.locator("meta[name=theme-color]").first
    expect(first).to_have_attribute("content", "#fbf7f0")
    page.get_by_title("Leave light").click()
    expect(first).to_have_attribute("content", "#191310")
    assert colours(page) == DARK
    page.get_by_role("link", name="A link", exact=True).click()
    page.wait_for_url("**/case-studies/")
    expect(page.locator("meta[name=theme-color]").first).to_have_attribute("content", "#191310")
    page.close()


def test_search_asks_for_its_index_when_somebody_searches(browser: Browser, set_look: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(set_look, wait_until="networkidle")
    assert not [url for url in asked if "search_index" in url]
    page.keyboard.press("/")
    page.keyboard.type("customers")
    expect(page.locator(".md-search-result__item a").first).to_be_visible(timeout=15_000)
    page.goto(f"{set_look}?q=customers")
    expect(page.locator(".md-search-result__item a").first).to_be_visible(timeout=15_000)
    page.close()


def test_nothing_moves_while_a_slow_page_comes(browser: Browser, set_look: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => {"
        " for (const { value, sources } of list.getEntries())"
        "  shifts.push([value, `${sources.map(({ node }) => node?.className)}`]);"
        "}).observe({ type: 'layout-shift', buffered: true })"
    )

    def wait(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route(re.compile(r"\.(js|woff2)$"), wait)
    page.goto(set_look, wait_until="networkidle")
    # Letters of the fallback are as wide as ours on average, not each.
    shifts = page.evaluate("shifts")
    assert sum(value for value, _ in shifts) < 0.001, shifts
    page.close()
