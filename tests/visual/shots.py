"""What is photographed: each component of the page of components, and the frame of pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from markdown.extensions.toc import slugify
from playwright.sync_api import Page

from tests.site.building import ROOT

COMPONENTS = ROOT / "docs" / "manual" / "components" / "index.md"
# Fonts and the pictures that are on the screen have come.
READY = """async () => {
  await Promise.all([...document.fonts].map((font) => font.load().catch(() => {})));
  await document.fonts.ready;
  const shown = [...document.images].filter((image) => image.checkVisibility());
  await Promise.all(shown.map((image) => image.decode().catch(() => {})));
  // What has come is painted with the frame after the next.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
ALONE = (Path(__file__).parent / "alone.js").read_text(encoding="utf-8")


class Shot(NamedTuple):
    """A picture of a component; `only` is the one width it is taken at."""

    name: str
    component: str = ""
    path: str = "components/"
    place: str = ""
    act: Callable[[Page], None] | None = None
    only: int | None = None


def components() -> list[str]:
    """The components that the page shows, as their headings are called in addresses."""
    text = re.sub(r"^```.*?^```", "", COMPONENTS.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return [slugify(title, "-") for title in re.findall(r"^### (.+)$", text, re.MULTILINE)]


def _hover(page: Page) -> None:
    for button in page.locator(".pf-button--primary, .pf-chip").all():
        if button.is_visible():
            return button.hover()
    return None


def _focus(page: Page) -> None:
    page.keyboard.press("Shift")  # from now on the focus shows
    page.locator(".pf-button:visible:enabled, .pf-chip:visible").last.focus()


def _focus_primary(page: Page) -> None:
    page.keyboard.press("Shift")
    page.locator("a.pf-button--primary:visible").first.focus()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("calibration")
    page.locator(".md-search-result__item").first.wait_for(state="visible", timeout=15_000)
    # What is found, and how often, changes with every edit of the manual.
    page.evaluate("""() => {
      for (const item of document.querySelectorAll(".md-search-result__item ~ *")) item.remove();
      const set = (place, text) => { document.querySelector(place).textContent = text; };
      set(".md-search-result__meta", "1 matching document");
      set(".md-search-result__item h1", "A page that was found");
      const rest = ".md-search-result__item :is(p, details, nav)";
      for (const node of document.querySelectorAll(rest)) node.remove();
      document.activeElement.blur();
    }""")


FRAME = [
    Shot("buttons-hover", "buttons", act=_hover, only=1280),
    Shot("buttons-focus", "buttons", act=_focus, only=1280),
    Shot("buttons-focus-primary", "buttons", act=_focus_primary, only=1280),
    Shot("chips-focus", "chips", act=_focus, only=1280),
    Shot("header", path="", place="header"),
    Shot("menu", path="", place="#pf-nav", act=lambda page: page.click(".pf-menu"), only=360),
    Shot("search", path="", place=".md-search__output", act=_search),
    Shot("not-found", path="no/such/page/", place="article"),
    Shot("footer", path="", place=".md-footer"),
]


def take(page: Page, address: str, shot: Shot) -> bytes:
    """Open the page and photograph the component alone."""
    if page.url != address + shot.path or not shot.component:
        page.goto(address + shot.path, wait_until="networkidle")
    if shot.component:
        page.evaluate(ALONE, shot.component)
    if shot.act:
        shot.act(page)
    page.evaluate(READY)
    if not shot.component:
        return page.locator(shot.place).first.screenshot(animations="disabled", caret="hide")
    clip = page.evaluate("window.alone()")
    png = page.screenshot(clip=clip, full_page=True, animations="disabled", caret="hide")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    return png
