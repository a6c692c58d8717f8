"""What is told of readers to who counts views, and what is not, in a browser."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve
from tests.site.building import build_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SITES: dict[str, dict[str, Any]] = {
    "goatcounter": {},
    "plausible": {"site": "example.org"},
    "umami": {"site": "50429a93-8479-4073-be80-d5d29c09c2ec"},
    "matomo": {"site": "7", "unlisted": True},
}
PAGES = {
    "index.md": "# Home\n\n[About](about.md) [Hidden](hidden.md)\n\n## Part\n",
    "about.md": "# About\n\n[Home](index.md)\n",
    "hidden.md": "---\nrobots: noindex\n---\n\n# Hidden\n\n[About](about.md)\n",
}
ROBOTS = (
    '{% extends "base.html" %}{% block extrahead %}'
    '{% if page and page.meta.robots %}<meta name="robots" content="{{ page.meta.robots }}">'
    "{% endif %}{% endblock %}"
)


class Collector(http.server.BaseHTTPRequestHandler):
    """The host of a service: takes everything, keeps what it was told."""

    told: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        """Take a view, or say that one may be sent."""
        size = int(self.headers.get("Content-Length", 0))
        parts = urlsplit(self.path)
        query = {key: value[0] for key, value in parse_qs(parts.query).items()}
        body = json.loads(self.rfile.read(size)) if size else {}
        if self.command != "OPTIONS":
            self.told.append(
                {"at": parts.path, "cookie": self.headers.get("Cookie"), **query, **body}
            )
        self.send_response(200)
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "content-type")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_OPTIONS = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory, host: str) -> Iterator[dict[str, str]]:
    """A small site for each service, all on one server."""
    folder = tmp_path_factory.mktemp("counted")
    for name, text in {**PAGES, "../theme/main.html": ROBOTS}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with serve(folder / "site") as address:
        for service, site in SITES.items():
            analytics = {"service": service, "host": host, **site}
            build(folder, service, {"analytics": analytics}, f"{address}{service}/")
        build(folder, "nobody", {}, f"{address}nobody/")
        # A server has one page for what is missing; that of a site that counts.
        shutil.copy(folder / "site/goatcounter/404.html", folder / "site")
        yield {name: f"{address}{name}/" for name in (*SITES, "nobody")}


def build(folder: Path, name: str, options: dict[str, Any], address: str) -> None:
    config = {
        "site_name": "A",
        "docs_dir": "content",
        "theme": {
            "name": "material",
            "font": False,
            "custom_dir": "theme",
            "features": ["navigation.instant"],
        },
        "plugins": [{"proofolio/share": {"documents": [], **options}}],
    }
    file = folder / f"{name}.yml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    build_site(file, folder / "site" / name, strict=False, site_url=address)


@pytest.fixture
def told() -> list[dict[str, Any]]:
    Collector.told.clear()
    return Collector.told


def wait_for(page: Page, told: list[dict[str, Any]], number: int) -> None:
    """Wait for so many views, and a while for one too many."""
    for _ in range(50):
        if len(told) >= number:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(200)
    assert len(told) == number, told


def visit(page: Page, link: str, title: str) -> None:
    page.get_by_role("link", name=link, exact=True).last.click()
    expect(page.locator("h1")).to_contain_text(title)


def test_each_page_is_counted_once(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]]
) -> None:
    page = browser.new_page()
    page.goto(f"{addresses['goatcounter']}?via=acme&view=technical#part")
    wait_for(page, told, 1)
    assert page.url == f"{addresses['goatcounter']}?view=technical#part"
    page.evaluate("window.same = true")
    visit(page, "About", "About")
    wait_for(page, told, 2)
    page.go_back()
    wait_for(page, told, 3)
    assert page.evaluate("window.same")  # no page was loaded anew
    cookies = page.context.cookies()
    page.close()

    base = urlsplit(addresses["goatcounter"]).path
    assert [view["p"] for view in told] == [base, f"{base}about/", base]
    assert [view.get("q") for view in told] == ["utm_campaign=acme", None, None]
    assert {view["cookie"] for view in told} == {None}
    assert cookies == []


@pytest.mark.parametrize("service", ["plausible", "umami", "matomo"])
def test_each_service_is_told_in_its_own_words(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]], service: str
) -> None:
    address = addresses[service]
    page = browser.new_page()
    page.goto(f"{address}about/?via=acme")
    wait_for(page, told, 1)
    page.close()

    [view] = told
    url = f"{address}about/?utm_campaign=acme"
    if service == "plausible":
        expected = {"at": "/api/event", "name": "pageview", "domain": "example.org", "url": url}
    elif service == "umami":
        expected = {"at": "/api/send", "type": "event"}
        assert view["payload"]["website"] == SITES["umami"]["site"]
        assert view["payload"]["url"] == url.removeprefix(f"http://{urlsplit(url).netloc}")
    else:
        expected = {"at": "/matomo.php", "idsite": "7", "rec": "1", "url": url}
    assert expected.items() <= view.items()


@pytest.mark.parametrize(
    "signal", ["'doNotTrack', {value: '1'}", "'globalPrivacyControl', {value: true}"]
)
def test_who_asks_not_to_be_tracked_is_not_counted(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]], signal: str
) -> None:
    name, _, value = signal.partition(", ")
    context = browser.new_context()
    context.add_init_script(f"Object.defineProperty(navigator, {name}, {value})")
    page = context.new_page()
    page.goto(f"{addresses['goatcounter']}?via=acme")
    visit(page, "About", "About")
    page.go_back()
    page.wait_for_url(addresses["goatcounter"])  # the mark is gone all the same
    wait_for(page, told, 0)
    context.close()


def test_pages_that_are_not_to_be_found_are_not_counted(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]]
) -> None:
    page = browser.new_page()
    page.goto(f"{addresses['goatcounter']}hidden/?via=acme")
    page.goto(f"{addresses['goatcounter']}no-such-page/")
    wait_for(page, told, 0)
    page.goto(addresses["goatcounter"])
    visit(page, "Hidden", "Hidden")
    visit(page, "About", "About")
    wait_for(page, told, 2)
    page.close()

    assert [view["t"] for view in told] == ["A", "About"]


def test_hidden_pages_are_counted_where_a_site_says_so_but_not_what_is_missing(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]]
) -> None:
    page = browser.new_page()
    page.goto(f"{addresses['matomo']}404.html")
    wait_for(page, told, 0)
    page.goto(f"{addresses['matomo']}hidden/")
    wait_for(page, told, 1)
    page.close()


def test_mark_is_removed_where_nobody_counts(
    browser: Browser, addresses: dict[str, str], told: list[dict[str, Any]]
) -> None:
    page = browser.new_page()
    page.goto(f"{addresses['nobody']}about/?via=acme")
    page.wait_for_url(f"{addresses['nobody']}about/")
    visit(page, "Home", "Home")
    wait_for(page, told, 0)
    page.close()
