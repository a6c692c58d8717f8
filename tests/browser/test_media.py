"""Pictures that open large, a comparison and clips, in a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import serve
from tests.site.building import build_site
from tests.site.conftest import write, write_study

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STUDY = "case-studies/media/?view=technical"


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site with all of them."""
    root = tmp_path_factory.mktemp("media")
    write(root / "content/index.md", "# Home\n\n[The study](case-studies/media.md)\n")
    sizes = {"wide": (1800, 1200), "tall": (900, 1500), "small": (60, 40)}
    pictures = {name: picture(size) for name, size in sizes.items()}
    side = {"picture": "wide.png", "alt": "A wide one"}
    visuals: list[dict[str, Any]] = [
        {"image": "wide.png", "alt": "A wide one", "caption": "It is *wide*."},
        {"image": "small.png", "alt": "A small one"},
        {"image": "tall.png", "alt": "A tall one"},
        {"gallery": [side, {"picture": "tall.png", "alt": "A tall one"}]},
        {"compare": {"before": side, "after": side, "labels": ["Raw", "Clean"], "start": 40}},
        {"clip": "demo.mp4", "alt": "A demo"},
        {"clip": "demo.gif", "alt": "A rolling ball"},
    ]
    write_study(root, "media", {"visuals": visuals})
    folder = root / "case_studies/media"
    for name, data in pictures.items():
        (folder / f"{name}.png").write_bytes(data)
    (folder / "demo.mp4").write_bytes(b"\0\0\0\x18ftypisom")
    (folder / "demo.gif").write_bytes(picture((60, 40), "GIF"))
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    plugins = ["search", {"proofolio/studies": {"theme": True}}]
    with serve(root / "site") as address, pytest.MonkeyPatch.context() as patch:
        # With and without ffmpeg on this machine alike.
        patch.setenv("PATH", "")
        settings = {"site_name": "A", "docs_dir": "content", "theme": theme, "plugins": plugins}
        write(root / "mkdocs.yml", yaml.safe_dump(settings))
        build_site(root / "mkdocs.yml", root / "site", site_url=address, strict=False)
        yield address


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def count(page: Page) -> str:
    return page.locator("[data-pf-number]").inner_text()


def test_pictures_open_and_close_by_keyboard(context: BrowserContext, media: str) -> None:
    page = context.new_page()
    page.goto(media + STUDY)
    # Those of the gallery are a group of their own; the small one would not grow.
    opener = page.get_by_role("button", name="A tall one").first
    opener.focus()
    before = page.evaluate("scrollY")
    assert before > 0
    page.keyboard.press("Enter")

    dialog = page.locator("dialog.pf-lightbox")
    expect(dialog.locator("img")).to_have_attribute("alt", "A tall one")
    assert count(page) == "2 of 2"
    page.keyboard.press("ArrowRight")
    assert count(page) == "1 of 2"
    expect(dialog.locator("em")).to_have_text("wide")
    expect(dialog).to_contain_text("wide.png")

    width = dialog.locator("img").bounding_box()["width"]
    page.keyboard.press("+")
    assert dialog.locator("img").bounding_box()["width"] == 1800 > width
    page.keyboard.press("ArrowRight")  # moves what is near
    assert count(page) == "1 of 2"
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('body, dialog *')")
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_small_pictures_have_no_button(context: BrowserContext, media: str) -> None:
    page = context.new_page()
    page.goto(media + STUDY)
    expect(page.get_by_role("button", name="Enlarge")).to_have_count(4)
    expect(page.get_by_role("button", name="A small one")).to_have_count(0)


def test_pictures_open_after_instant_navigation(context: BrowserContext, media: str) -> None:
    page = context.new_page()
    page.goto(media)
    page.evaluate("window.isFirst = true")
    page.locator("article a", has_text="The study").click()
    page.locator("[data-pf-view-link=technical]").first.click()
    page.locator(".pf-gallery img").first.click()
    expect(page.locator("dialog.pf-lightbox")).to_be_visible()
    assert count(page) == "1 of 2"
    page.get_by_role("button", name="Next picture").click()
    assert count(page) == "2 of 2"
    page.go_back()
    expect(page.locator("dialog.pf-lightbox")).to_be_hidden()
    assert page.evaluate("window.isFirst")


def test_a_finger_leads_to_the_next_picture(browser: Browser, media: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(media + STUDY)
    page.get_by_role("button", name="A wide one").first.tap()
    assert count(page) == "1 of 2"
    swipe(page, 300, 290)
    assert count(page) == "1 of 2"
    swipe(page, 300, 120)
    assert count(page) == "2 of 2"
    swipe(page, 60, 260)
    assert count(page) == "1 of 2"
    context.close()


def swipe(page: Page, start: int, end: int) -> None:
    session = page.context.new_cdp_session(page)
    touch = [{"x": start, "y": 300}]
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": touch})
    for part in (0.3, 0.6, 1):
        touch = [{"x": start + (end - start) * part, "y": 300}]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": touch})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_comparison_moves_by_keyboard(context: BrowserContext, media: str) -> None:
    page = context.new_page()
    page.goto(media + STUDY)
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "40 % Raw")
    edge = page.locator(".pf-compare__handle").bounding_box()["x"]
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100 % Raw")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "99 % Raw")
    assert page.locator(".pf-compare__handle").bounding_box()["x"] > edge + 100


def test_without_a_script_both_pictures_show(browser: Browser, media: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(media + STUDY)
    left, right = (page.locator(".pf-compare__side").nth(place) for place in (0, 1))
    assert left.bounding_box()["x"] + left.bounding_box()["width"] < right.bounding_box()["x"]
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("link", name="Open the moving picture")).to_be_visible()
    context.close()


def test_nothing_moves_before_it_is_asked_to(context: BrowserContext, media: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition(".")[2]))
    page.goto(media + STUDY)
    for clip in page.locator(".pf-clip").all():
        clip.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.querySelector('video').paused")
    assert not {"mp4", "gif"} & {*asked}

    still = page.locator(".pf-clip--gif img")
    play = page.locator(".pf-clip--gif").get_by_role("button")
    play.click()
    expect(still).to_have_attribute("src", re.compile(r"\.gif$"))
    play.click()
    expect(still).to_have_attribute("src", re.compile(r"\.png$"))
    with page.expect_request(re.compile(r"\.mp4$")):
        page.locator(".pf-clip:not(.pf-clip--gif)").get_by_role("button").click()
