"""Each component looks as it did, in light and dark, and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.visual.comparing import compare, explain, pack
from tests.visual.shots import FRAME, Shot, components, take

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("visual")]

REFERENCES = Path(__file__).parent / "references"
MADE_BY = REFERENCES / "browser.txt"
# What is dark on a wide page is dark on a phone.
VIEWS = [("light", 1280), ("dark", 1280), ("light", 360)]
ATTEMPTS, SETTLE_MS = 4, 500
SHOTS = [*(Shot(name, name) for name in components()), *FRAME]

OpenPage = Callable[[str, int], Page]


@pytest.fixture(scope="module")
def open_page(browser: Browser, address: str, request: pytest.FixtureRequest) -> OpenPage:
    """A page for each view, which all components share."""
    version = f"Chromium {browser.version.partition('.')[0]}"
    if request.config.getoption("--rewrite"):
        MADE_BY.write_text(f"{version}\n")
    elif (made_by := MADE_BY.read_text().strip()) != version:
        pytest.skip(f"the references are drawn by {made_by}, and this is {version}: see --rewrite")
    pages: dict[tuple[str, int], Page] = {}

    def find(scheme: str, width: int) -> Page:
        if (scheme, width) not in pages:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            pages[scheme, width] = context.new_page()
        return pages[scheme, width]

    return find


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_component_looks_as_it_did(
    open_page: OpenPage, address: str, shot: Shot, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    changed = []
    for scheme, width in VIEWS:
        if shot.only not in (None, width):
            continue
        reference = REFERENCES / f"{shot.name}-{scheme}-{width}.png"
        # A busy machine may draw letters before their font: what has settled is what counts.
        for _ in range(ATTEMPTS):
            png = take(open_page(scheme, width), address, shot)
            if not (found := compare(reference, png)):
                break
            open_page(scheme, width).wait_for_timeout(SETTLE_MS)
        if found:
            if request.config.getoption("--rewrite"):
                reference.write_bytes(pack(png))
            else:
                explain(reference, png, tmp_path)
                changed.append(f"{reference.name} {found}")
    assert changed == [], f"look at {tmp_path}; if it is meant: --rewrite"


def test_every_reference_has_its_component() -> None:
    names = {f"{shot.name}-{scheme}-{width}.png" for shot in SHOTS for scheme, width in VIEWS
             if shot.only in (None, width)}  # fmt: skip
    assert {path.name for path in REFERENCES.glob("*.png")} == names


def test_references_are_small() -> None:
    assert sum(path.stat().st_size for path in REFERENCES.glob("*.png")) < 1_500_000
