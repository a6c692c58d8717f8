"""Real notebooks, hundreds of them, in one site: each is a whole and safe page, or told."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import Abort

from tests.corpus.fetch import read_packages
from tests.site.building import Built, build_site

pytestmark = pytest.mark.xdist_group("corpus")
MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yml").read_text(encoding="utf-8"))
TOLD = re.compile(r"content/(?P<path>.+?\.ipynb):1:1: (?P<what>expected .*, found .*?); ")
ADDED = {".ipynb": b'{"cells": [], "nbformat": 4}', ".md": b"# Added"}
STILL = bytes.fromhex("474946383961010001008000000000000000002c00000000010001000002024401003b")


@pytest.fixture(scope="module")
def config(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of all notebooks as they are."""
    root = tmp_path_factory.mktemp("corpus")
    for package in read_packages():
        if package.suffix == ".ipynb":
            shutil.copytree(corpus / package.folder, root / "content" / package.name)
    (root / "content/index.md").write_text("# Corpus\n")
    settings: dict[str, Any] = {
        "site_name": "Corpus",
        "site_url": "http://127.0.0.1:8000/",
        "docs_dir": "content",
        # Hundreds of pages that each list all of them would be most of the work.
        "nav": ["index.md"],
        "theme": {"name": "material", "font": False},
        # Failures are what many of them show; charts ask for the Bokeh of their year.
        "plugins": [
            "search",
            {"proofolio/notebooks": {"errors": "show", "charts": "still", "cache_dir": "cache"}},
        ],
        "exclude_docs": "".join(f"/{path}\n" for path in MISTAKES["wrong"]),
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    return root / "mkdocs.yml"


def test_what_is_wrong_is_told_and_nothing_else(
    config: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_site(config, tmp_path, exclude_docs="")
    told: dict[str, list[str]] = {}
    for found in TOLD.finditer(caplog.text):
        told.setdefault(found["path"], []).append(found["what"])
    assert told == MISTAKES["missing"] | MISTAKES["wrong"]
    assert "Traceback" not in caplog.text


@pytest.fixture(scope="module")
def told() -> Iterator[list[str]]:
    """What a strict build would end at."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    yield found
    logging.getLogger("mkdocs").removeHandler(handler)


@pytest.fixture(scope="module")
def site(config: Path, told: list[str], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with the files that were missing, and without the notebooks that are wrong."""
    content = config.parent / "content"
    for path, messages in MISTAKES["missing"].items():
        for name in (message.partition(', found "')[2][:-1] for message in messages):
            folder = content if name.startswith("/") else (content / path).parent
            target = (folder / name.lstrip("/")).resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(ADDED.get(target.suffix, STILL))
    told.clear()
    built = build_site(config, tmp_path_factory.mktemp("site"), strict=False)
    told[:] = sorted(text.partition("content/")[2].partition("; ")[0] for text in told)
    return built


@pytest.mark.usefixtures("site")
def test_what_pages_cannot_show_is_told_and_nothing_else(told: list[str]) -> None:
    assert told == MISTAKES["not shown"]


def test_every_notebook_is_a_page(site: Built, config: Path) -> None:
    content = config.parent / "content"
    names = {path.relative_to(content).as_posix() for path in content.rglob("*.ipynb")}
    names = {n for n in names - {*MISTAKES["wrong"]} if not re.search(r"(^|/)\.", n)}
    pages = {name.removesuffix("index.html") for name in site.files() if name.endswith(".html")}
    assert {re.sub(r"(index)?\.ipynb$", "/", name).replace("//", "/") for name in names} <= pages
    assert len(names) > 400


def test_pages_are_whole_and_safe(site: Built) -> None:
    pages = {name: data.decode() for name, data in site.files().items() if name.endswith(".html")}
    wrong = {name: found for name, html in pages.items() if (found := inspect(html))}
    assert wrong == {}


def test_second_build_is_the_same(site: Built, config: Path, tmp_path: Path) -> None:
    again = build_site(config, tmp_path, strict=False).files()
    first = site.files()
    assert [name for name in {*first, *again} if first.get(name) != again.get(name)] == []


NEVER = {
    "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "input", "textarea",
    "select", "meta", "link", "base", "template", "noscript", "foreignobject", "animate", "set",
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|#|(?![a-z][a-z0-9+.-]*:|//|\\))", re.IGNORECASE)


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.is_ours = True
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "pf-notebook" in (given.get("class") or "").split():
            self.is_ours = False
        if "id" in given:
            if given["id"] in self.ids:
                self.found.append(f'the id "{given["id"]}" twice')
            self.ids.add(str(given["id"]))
        if self.is_ours:
            return
        if tag in NEVER:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            is_address = name in ("href", "src", "poster", "cite", "xlink:href")
            if name.startswith("on") or (is_address and not ADDRESS.match((value or "").strip())):
                self.found.append(f"<{tag} {name}={(value or '')[:80]}>")
            if name in ("src", "poster", "srcset") and re.match(r"\s*(?:https?:|//)", value or ""):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        # Nothing of a notebook stands behind the article.
        self.is_ours = self.is_ours or tag == "article"


def inspect(html: str) -> list[str]:
    """What is wrong with a page, by rules and a parser of this test's own."""
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    if re.search("[\0\U0010ff02\U0010ff03]|Traceback of Proofolio", html):
        inspector.found.append("a mark of the renderer's")
    return inspector.found
