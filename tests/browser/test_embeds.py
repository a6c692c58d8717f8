"""Demos and diagrams in a real browser: what is asked of whom, and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from proofolio.notebooks.diagram import diagram_tool
from tests.browser.conftest import serve, watch
from tests.site.building import build_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOST = "https://demo.streamlit.app"
STUDY = """\
title: Whom to call
summary: A list of the customers who are about to leave.
problem: The call team reached the wrong customers.
role: All of it, alone.
method: A logistic regression.
results:
  text: Six of ten leavers are on the list.
visuals:
  - demo:
      url: https://demo.streamlit.app/
      title: Try it
      poster: poster.svg
      fallback: poster.svg
    alt: A form with three fields.
    brief: true
  - diagram: flow.mmd
    alt: A, then B.
    brief: true
"""
# Whatever a demo does, the page around it stays.
ANSWER = """<!doctype html><title>Demo</title><h1>It runs</h1><script>
try { top.location.href = "https://evil.example/"; } catch {}
try { parent.document.body.textContent = "seen"; } catch {}
document.body.append(document.referrer || "no referrer");
</script>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one study, and a page beside it."""
    root = tmp_path_factory.mktemp("embeds")
    config = {
        "site_name": "A", "docs_dir": "content",
        "theme": {"name": "material", "font": False, "features": ["navigation.instant"]},
        "plugins": ["proofolio/studies"], "markdown_extensions": ["pymdownx.superfences"],
    }  # fmt: skip
    files = {
        "mkdocs.yml": yaml.safe_dump(config),
        "content/index.md": "# Home\n\n```mermaid\nflowchart LR\n  A --> B\n```\n",
        "case_studies/churn/study.yml": STUDY,
        "case_studies/churn/flow.mmd": "flowchart LR\n  A[A long name of a step] --> B[Another]"
        " --> C[A third step] --> D[And a fourth] --> E:::accent\n",
        "case_studies/churn/poster.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="800" '
        'height="400"><path d="M0 0h800v400z"/></svg>',
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with serve(root / "site") as address:
        build_site(
            root / "mkdocs.yml", root / "site", site_url=address, strict=bool(diagram_tool())
        )
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 900})
    yield context.new_page()
    context.close()


def open_study(page: Page, site: str) -> list[str]:
    """Open the study; gives the addresses of other hosts that are asked from then on."""
    asked: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(site) else asked.append(one.url))
    page.goto(f"{site}case-studies/churn/")
    page.wait_for_load_state("networkidle")
    return asked


def test_a_demo_is_asked_for_after_a_click_only(page: Page, site: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=ANSWER)

    page.route(f"{HOST}/**", answer)
    asked = open_study(page, site)
    button = page.get_by_role("button", name="Load the demo from demo.streamlit.app")
    expect(page.get_by_alt_text("A form with three fields.").first).to_be_visible()
    button.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Open it on demo.streamlit.app")).to_be_focused()
    assert asked == []

    button.press("Enter")

    frame = page.frame_locator("iframe[title='Try it']")
    expect(frame.get_by_role("heading")).to_have_text("It runs")
    expect(frame.locator("body")).to_contain_text("no referrer")
    expect(page.locator("h1").first).to_have_text("Whom to call")
    assert {*asked} == {f"{HOST}/?embed=true"}

    page.get_by_role("button", name="Close the demo").click()
    expect(page.locator("iframe")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_demo_that_is_down_gives_way_to_its_picture(page: Page, site: str) -> None:
    page.route(f"{HOST}/**", lambda route: route.abort())
    open_study(page, site)

    page.get_by_role("button", name="Load the demo").click()

    expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_visible()
    expect(page.get_by_role("button", name="Load the demo")).to_be_focused()
    expect(page.locator(".pf-demo__fallback img")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_role("link", name="Open it on demo.streamlit.app")).to_be_visible()


def test_a_demo_that_never_loads_is_given_up(page: Page, site: str) -> None:
    page.clock.install()
    page.route(f"{HOST}/**", lambda route: None)
    open_study(page, site)

    page.get_by_role("button", name="Load the demo").click()
    expect(page.get_by_role("status").filter(has_text="Asking")).to_be_visible()
    page.clock.fast_forward(13_000)

    expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_visible()


def test_leaving_stops_a_demo_and_coming_back_offers_it_again(page: Page, site: str) -> None:
    page.route(f"{HOST}/**", lambda route: route.fulfill(content_type="text/html", body=ANSWER))
    open_study(page, site)
    page.get_by_role("button", name="Load the demo").click()
    expect(page.locator("iframe")).to_have_count(1)

    page.locator("a.pf-brand").first.click()
    expect(page.locator("h1").first).to_have_text("Home")
    expect(page.locator("iframe")).to_have_count(0)
    page.go_back()

    expect(page.get_by_role("button", name="Load the demo")).to_be_visible()


@pytest.mark.skipif(not diagram_tool(), reason="nothing draws diagrams here")
def test_a_diagram_asks_nobody_follows_the_scheme_and_scrolls_by_keyboard(
    page: Page, site: str
) -> None:
    complaints: list[str] = []
    watch(page, site, complaints)
    page.set_viewport_size({"width": 360, "height": 700})
    asked = open_study(page, site)
    box = page.locator(".pf-diagram")
    label = box.locator("text").first
    light = label.evaluate("one => getComputedStyle(one).fill")

    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert label.evaluate("one => getComputedStyle(one).fill") != light
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.pf-diagram').scrollLeft > 0")

    page.goto(site)
    expect(page.locator(".pf-diagram svg")).to_be_visible()
    assert (asked, complaints) == ([], [])


def test_without_javascript_a_demo_is_a_picture_and_a_link(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}case-studies/churn/")

    expect(page.get_by_alt_text("A form with three fields.").first).to_be_visible()
    link = page.get_by_role("link", name="Open it on demo.streamlit.app")
    expect(link).to_have_attribute("href", f"{HOST}/")
    expect(page.get_by_role("button", name="Load the demo")).to_have_count(0)
    context.close()
