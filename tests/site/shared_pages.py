"""Pages of a built site as those who share them read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from tests.share.vocabulary import find_faults
from tests.site.building import Built

BASE = "https://someone.github.io/my-portfolio/"
POST = "blog/2026/03/02/why---baselines-come-first/"
# What is no text: names of nodes, of classes and of files.
_NO_TEXTS = {"@id", "@type", "url", "contentUrl", "inLanguage", "image"}


def public_pages(site: Built) -> dict[str, BeautifulSoup]:
    """Pages by their address from the site's root."""
    pages = site.html()
    del pages["404.html"]
    return {name.removesuffix("index.html"): page for name, page in pages.items()}


def graph(page: BeautifulSoup) -> list[dict[str, Any]]:
    (script,) = page.select('head > script[type="application/ld+json"]')
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def node(page: BeautifulSoup, type_: str) -> dict[str, Any]:
    return next(node for node in graph(page) if node["@type"] == type_)


def find_faults_of_site(site: Built) -> Iterator[str]:
    """What is not schema.org in the graph of any page."""
    for name, page in public_pages(site).items():
        yield from (f"{name}: {fault}" for fault in find_faults(graph(page)))


def find_unshown(site: Built) -> Iterator[str]:
    """The texts of graphs that their pages show nowhere."""
    for name, page in public_pages(site).items():
        nodes = graph(page)
        for hidden in page(["script", "style", "template"]):
            hidden.decompose()
        tags, keys = page.find_all(True), ("alt", "content", "datetime", "href")
        said = [str(tag.get(key, "")) for tag in tags for key in keys]
        shown = _squeeze(page.get_text() + "\n".join(said))
        yield from (f"{name}: {text}" for text in _texts(nodes) if _squeeze(text) not in shown)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NO_TEXTS:
                yield from _texts(item)
