"""Pages of a built site as those who share them read them."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup

from tests.site.building import Built

BASE = "https://someone.github.io/my-portfolio/"
POST = "blog/2026/03/02/why---baselines-come-first/"


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
