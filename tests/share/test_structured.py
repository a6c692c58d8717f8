"""A graph says what its page shows, and can end no element of it."""

import json
from typing import Any

import pytest

from proofolio.share.structured import Shown, only_shown, write_script
from tests.share.vocabulary import find_faults

PERSON = {"@type": "Person", "@id": "#p", "name": "Ada", "jobTitle": "Analyst", "email": "a@b.org"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>She is <em>Ada</em> Example.</p>", "Ada Example"),
        ("<p>77.3<span>\u202f%</span> of all</p>", "77.3 % of all"),
        ("<td>One</td><td>Two</td>", "One Two"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ('<meta property="og:title" content="Said &#34;here&#34;">', 'Said "here"'),
        ('<a href="https://example.org/?a=1&amp;b=2">there</a>', "https://example.org/?a=1&b=2"),
        ('<time datetime="2026-05-06 00:00:00">May</time>', "2026-05-06"),
    ],
)
def test_reader_finds_a_text(html: str, text: str) -> None:
    assert text in Shown(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>HTML</p>", "ML"),
        ("<p>12,000</p>", "12,00"),
        ("<td>One</td><td>Two</td>", "OneTwo"),
        ("<script>const secret = 1</script><style>.secret {}</style><!-- secret -->", "secret"),
        ('<div data-name="secret"></div>', "secret"),
    ],
)
def test_reader_does_not_find_a_text(html: str, text: str) -> None:
    assert text not in Shown(html)


def told(nodes: list[dict[str, Any]], html: str) -> list[Any]:
    return only_shown(nodes, Shown(html))


def test_what_the_page_does_not_show_is_left_out() -> None:
    assert told([PERSON], "<p>Ada, Analyst</p>") == [
        {"@type": "Person", "@id": "#p", "name": "Ada", "jobTitle": "Analyst"}
    ]


def test_thing_without_its_name_is_not_there_and_nothing_refers_to_it() -> None:
    page = {"@type": "WebPage", "@id": "/", "name": "Home", "about": {"@id": "#p"}}
    nested = {"@type": "WebPage", "@id": "/a", "name": "Home", "about": [PERSON]}

    assert told([page, PERSON, nested], "<p>Home, Analyst</p>") == [
        {"@type": "WebPage", "@id": "/", "name": "Home"},
        {"@type": "WebPage", "@id": "/a", "name": "Home"},
    ]


def test_places_in_a_list_are_counted_anew() -> None:
    items = [{"@type": "ListItem", "position": 0, "name": name} for name in ("A", "B", "C")]
    (found,) = told([{"@type": "ItemList", "itemListElement": items}], "<p>A</p><p>C</p>")

    assert [(item["position"], item["name"]) for item in found["itemListElement"]] == [
        (1, "A"),
        (2, "C"),
    ]


def test_no_text_ends_the_script() -> None:
    graph = [{"@type": "Thing", "name": "</script><!-- & \u2028 <script>"}]
    script = write_script(graph)

    assert script.count("<") == 2
    inside = script.partition(">")[2].rpartition("<")[0]
    assert json.loads(inside) == {"@context": "https://schema.org", "@graph": graph}


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Persona"}, "no class Persona"),
        ({"@type": "Person", "headline": "A"}, "headline: not of Person"),
        ({"@type": "Person", "url": "no address"}, "'no address' is none of ['URL']"),
        ({"@type": "Article", "datePublished": "March"}, "'March' is none of"),
        ({"@type": "Article", "author": {"@type": "Offer"}}, "Offer is none of"),
        ({"@type": "Article", "author": {"@id": "#x"}}, "nothing is called #x"),
    ],
)
def test_vocabulary_finds_faults(node: dict[str, Any], fault: str) -> None:
    (found,) = find_faults([node])
    assert fault in found
