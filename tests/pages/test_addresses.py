"""Addresses within the site."""

from urllib.parse import quote, urljoin

import pytest

from proofolio.pages.slug import slugify
from proofolio.pages.urls import Urls, relative


@pytest.mark.parametrize(
    ("source", "directory", "expected"),
    [
        ("case-studies/churn.md", True, "case-studies/churn/"),
        ("case-studies/churn.md", False, "case-studies/churn.html"),
        ("case-studies/index.md", True, "case-studies/"),
        ("case-studies/index.md", False, "case-studies/index.html"),
        ("index.md", True, ""),
        ("index.md", False, "index.html"),
        ("about/README.md", True, "about/"),
    ],
)
def test_page_has_the_address_that_mkdocs_gives_it(
    source: str, directory: bool, expected: str
) -> None:
    assert Urls(directory).page(source) == expected


PLACES = [
    "",
    "index.html",
    "about/",
    "about.html",
    "case-studies/",
    "case-studies/churn/",
    "case-studies/churn.html",
    "assets/studies/churn/lift.1a2b.png",
    "assets/studies/churn/a b & ü.ipynb",
    "assets/studies/churn/50%25 #1?.png",
]


@pytest.mark.parametrize("base", [place for place in PLACES if "assets" not in place])
@pytest.mark.parametrize("target", PLACES)
@pytest.mark.parametrize("site", ["https://example.org/", "https://name.example.org/portfolio/"])
def test_relative_address_leads_to_its_target(base: str, target: str, site: str) -> None:
    assert urljoin(site + base, relative(target, base)) == site + quote(target)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Telecommunications", "telecommunications"),
        ("A/B tests", "a-b-tests"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("Café – Bar", "café-bar"),
        ("機械学習", "機械学習"),
        ("!!!", "u21-u21-u21"),
        ("? ?", "u3f-u3f"),
        ("❤️", "u2764-ufe0f"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("Cafe\u0301", "café"),
        ("ก็ดี", "ก็ดี"),
        ("  _x_ ", "x"),
    ],
)
def test_slug_keeps_names_apart(name: str, slug: str) -> None:
    assert slugify(name) == slug
