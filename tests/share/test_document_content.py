"""Rendered texts as documents set them: structure, addresses, and nothing that is code."""

from typing import Any

import pytest

from proofolio.pages.maths import with_mathml
from proofolio.share import SharedPage, SharedSite
from proofolio.share.documents.address import whole_address
from proofolio.share.documents.content import plain, read_blocks


def paragraph(*parts: Any) -> dict[str, Any]:
    return {"t": "p", "c": [*parts]}


def strong(*parts: Any) -> dict[str, Any]:
    return {"t": "strong", "c": [*parts]}


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>One.</p>\n<p>Two <strong>and</strong> three.</p>",
         [paragraph("One."), paragraph("Two ", strong("and"), " three.")]),
        ("loose text", [paragraph("loose text")]),
        ("<p>#panic(1) $x$ *no* _no_ `no` \\ &lt;label&gt; @ref</p>",
         [paragraph("#panic(1) $x$ *no* _no_ `no` \\ <label> @ref")]),
        ("<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>",
         [{"t": "ul", "items": [[paragraph("a")],
                               [paragraph("b"), {"t": "ol", "items": [[paragraph("c")]]}]]}]),
        ("<pre><code>a\n  b\n</code></pre>", [{"t": "pre", "c": ["a\n  b"]}]),
        ("<blockquote><p>said</p></blockquote>", [{"t": "quote", "c": [paragraph("said")]}]),
        ("<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td></tr></tbody>"
         "</table>",
         [{"t": "table", "columns": 2, "head": True, "rows": [[["a"], ["b"]], [["1"], []]]}]),
        ("<div><p>in</p><p>side</p></div>", [paragraph("in"), paragraph("side")]),
        ('<p>a<sup><a class="footnote-ref" href="#fn">1</a></sup></p>', [paragraph("a")]),
        ('<p>a <img src="x.png" alt="x"> b</p><figure>no</figure>', [paragraph("a ", " b")]),
        ("<p>open <em>end", [paragraph("open ", {"t": "em", "c": ["end"]})]),
        ("<p>  </p>", []),
    ],
)  # fmt: skip
def test_texts_become_structure(html: str, blocks: list[Any]) -> None:
    assert read_blocks(html, lambda address: address) == blocks


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\frac{a+b}{c}", "(a\u2009+\u2009b)\u2009/\u2009c"),
        (r"\hat{y}", "y\u0302"),
        (r"\sqrt{x}", "√x"),
    ],
)
def test_equations_stand_in_a_line(latex: str, line: str) -> None:
    html = with_mathml(f'<p><span class="arithmatex">\\({latex}\\)</span></p>', [])

    assert plain(read_blocks(html, str)) == line


def test_index_of_an_equation_is_set_low() -> None:
    html = with_mathml('<p><span class="arithmatex">\\(w_t^2\\)</span></p>', [])

    low, high = {"t": "sub", "c": ["t"]}, {"t": "sup", "c": ["2"]}
    assert str([low, high])[1:-1] in str(read_blocks(html, str))


def test_brief_version_leaves_out_what_its_page_marks() -> None:
    html = '<p>First.<span data-pf-depth="technical"> More.</span></p>'

    assert plain(read_blocks(html, str, brief=True)) == "First."
    assert plain(read_blocks(html, str)) == "First. More."


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../other/", "https://ada.example/work/case-studies/other/"),
        ("#data", "https://ada.example/work/case-studies/churn/#data"),
        ("/about/", "https://ada.example/work/about/"),
        ("proofolio-page:about.md#me", "https://ada.example/work/about/#me"),
        ("proofolio-page:secret.md", ""),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_get_whole_addresses(href: str, url: str) -> None:
    page = SharedPage("about", "about/", "about.md", "About")
    site = SharedSite("https://ada.example/work/", "A", "", "en", (page,))

    assert whole_address(site, "case-studies/churn/")(href) == url


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/", "http://localhost/work/"])
def test_links_within_a_site_without_address_are_words(address: str) -> None:
    site = SharedSite(address, "A", "", "en")

    nodes = read_blocks('<p><a href="../other/">other</a></p>', whole_address(site, "x/"))

    assert nodes == [paragraph("other")]
