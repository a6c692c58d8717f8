"""Pages by keyboard: a skip link that works, and a focus that is seen wherever it goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.finding import Finding
from tests.audit.views import Stop

MOST = 60  # stops on a page
WIDTHS = (1280, 360)  # tablets and phones have keyboards, and so has a page at 400 %
FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")


def walk(browser: Browser, address: str, stops: list[Stop]) -> list[Finding]:
    """Go through pages with the key Tab."""
    found = []
    for stop, width in product(stops, WIDTHS):
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page.goto(address + stop.path, wait_until="load")
        found += [
            Finding("keyboard", stop.name, str(width), text) for text in sorted({*_walk(page)})
        ]
        page.close()
    return found


def _walk(page: Page) -> Iterator[str]:
    yield from _skip(page)
    page.reload(wait_until="load")
    for number in range(MOST):
        page.keyboard.press("Tab")
        page.wait_for_timeout(40)
        focus: dict[str, Any] | None = page.evaluate(FOCUS)
        if focus is None or focus["again"]:
            if number < 5:
                yield f"the key Tab leads to {number} places only"
            return
        if focus["gone"]:
            yield f"{focus['name']} has the focus and is not on the screen"
        elif focus["covered"]:
            yield f"{focus['name']} has the focus and lies under something"
        elif not focus["text"] and not _shows(page, focus["clip"]):
            yield f"{focus['name']} looks the same with and without the focus"


def _skip(page: Page) -> Iterator[str]:
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)  # it may slide in
    first = page.evaluate(FOCUS)
    link = page.evaluate("document.activeElement?.getAttribute('href') ?? ''")
    if first is None or "#" not in link or first["gone"]:
        name = first["name"] if first else "nothing"
        yield f"the first place is {name}, not a skip link on the screen"
        return
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    after = page.evaluate(FOCUS)
    if after is None or after["header"]:
        yield "the skip link does not lead past the header"


def _shows(page: Page, clip: Any) -> bool:
    """Whether the picture changes when the focus goes."""
    focused = page.screenshot(clip=clip)
    page.evaluate("window.auditFocus = document.activeElement; window.auditFocus.blur()")
    page.wait_for_timeout(40)
    blurred = page.screenshot(clip=clip)
    page.evaluate("window.auditFocus.focus({preventScroll: true})")
    return focused != blurred
