"""A browser that draws alike on every machine, and the manual with its page of components."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.audit.serving import serve
from tests.find_browser import launch_options
from tests.site.building import ROOT, build_site

# Grey edges that depend neither on the screen nor on the system's settings of fonts.
ALIKE = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(), args=ALIKE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the manual is, once there is an address."""
    return tmp_path_factory.mktemp("manual")


@pytest.fixture(scope="session")
def address(manual: Path) -> Iterator[str]:
    """The address of the manual, served from this machine."""
    with serve(manual) as address:
        build_site(ROOT / "docs" / "mkdocs.yml", manual, site_url=address)
        yield address
