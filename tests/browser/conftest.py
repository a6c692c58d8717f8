"""A browser, and the sample site served as GitHub Pages serves a project: under a sub-path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit.serving import serve
from tests.audit.views import watch as watch_page
from tests.find_browser import launch_options
from tests.site.building import ROOT, build_site

__all__ = ["serve"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample site is, once there is an address."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The address of the sample site, served from this machine."""
    with serve(folder) as address:
        build_site(ROOT / "mkdocs.yml", folder, site_url=address)
        yield address


# Playwright keeps an event loop running while it is open, in which no other test could start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages wrote into the console, failed to load or asked of other hosts."""
    return []


def watch(page: Page, address: str, complaints: list[str]) -> None:
    """Gather complaints of a page from now on."""
    watch_page(page, address, lambda check, text: complaints.append(f"{check}: {text}"))
