"""Markdown of one field → HTML that stays in its place."""

import time
from importlib.metadata import version
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.pages.text import _MAY_HAVE_HEADINGS, _PLAIN, TextError, TextRenderer

EXTENSIONS = {"pymdownx.tasklist": {"custom_checkbox": True}, "pymdownx.details": {}}


def render(text: str, glossary: dict[str, str] | None = None, prefix: str = "notice") -> str:
    renderer = TextRenderer([*EXTENSIONS], EXTENSIONS)
    return renderer.render(text, prefix, lambda tag, address: address, glossary)


def soup(text: str, glossary: dict[str, str] | None = None) -> BeautifulSoup:
    return BeautifulSoup(render(text, glossary), "html.parser")


def test_ids_get_the_fields_name_and_links_to_them_follow() -> None:
    page = soup("## Why so\n\nSee [why](#why-so) and [the results](#results).")

    assert page.h4 is not None
    assert page.h4["id"] == "notice-why-so"
    links = [link["href"] for link in page.select("a:not([class])")]
    assert links == ["#notice-why-so", "#results"]


def test_footnotes_lead_there_and_back() -> None:
    page = soup("A claim[^1].\n\n[^1]: Its source.")

    ids = {tag["id"] for tag in page.find_all(id=True)}
    assert ids == {"notice-fn:1", "notice-fnref:1"}
    assert {link["href"][1:] for link in page.find_all("a")} == ids


def test_an_id_that_stands_twice_stands_once() -> None:
    page = soup("one\n{: #x }\n\ntwo\n{: #x }\n")

    assert [tag.get("id") for tag in page.find_all("p")] == ["notice-x", None]


def test_glossary_explains_terms_only_where_they_are_used() -> None:
    terms = {"AUC": "area under a curve", "F1": 'a "mean"'}

    assert soup("An AUC, twice: AUC.", terms).find_all("abbr", title="area under a curve")
    assert "F1" not in render("An AUC.", terms)
    assert render("Nothing.", terms) == "<p>Nothing.</p>"
    assert soup("The F1 score.", terms).find("abbr", title='a "mean"')


def test_maths_becomes_mathml() -> None:
    page = soup("A share $\\frac{a}{b}$ and\n\n$$\nx^2\n$$\n")

    inline, block = page.find_all("math")
    assert inline.find("mfrac")
    assert block["display"] == "block"
    assert page.find("div", class_="pf-maths")
    assert "\\frac" not in page.get_text()


def test_a_price_is_no_maths() -> None:
    assert soup("From $5 to $6 a call.").find("math") is None


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ('!!! note "T"\n    x', "div.admonition.note > p.admonition-title"),
        ("??? tip\n    x", "details.tip > summary"),
        ("| a |\n|--:|\n| 1 |", 'table td[style="text-align:right"]'),
        ("```python\nx = 1\n```", "div.highlight pre code span.n"),
        ("- [x] done", 'li.task-list-item input[type="checkbox"][checked][disabled]'),
        ("*[AI]: x\n\nAI", "abbr[title=x]"),
        ("a\n: b", "dl > dd"),
        ("x[^1]\n\n[^1]: y", "div.footnote li"),
        ("![a](b.png)", 'img[src="b.png"][alt=a][loading=lazy]'),
        ("<details><summary>a</summary>b</details>", "details > summary"),
        ("H<sub>2</sub>O", "sub"),
        ('<div markdown="1">\n**a**\n</div>', "div strong"),
    ],
)
def test_what_markdown_makes_survives(text: str, selector: str) -> None:
    assert soup(text).select(selector)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "x\n{: onclick=alert(1) style=position:fixed }",
        "[x](javascript:alert(1))",
        "[x](data:text/html,alert(1))",
        "<iframe src=//example.org></iframe>",
        "<form action=/><button>x</button><input name=y><textarea></textarea></form>",
        "<style>*{display:none}</style>",
        "<svg onload=alert(1)><use href=//example.org/x.svg#y /></svg>",
        "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
        "<meta http-equiv=refresh content=0><base href=//example.org><link rel=stylesheet href=x>",
        "<h1>x</h1><h2 id=results>x</h2><section>x</section>",
        '<a href="java&#9;script:alert(1)">x</a>',
        "<object data=x></object><embed src=x><video src=x></video>",
    ],
)
def test_what_could_reach_beyond_its_place_does_not_survive(text: str) -> None:
    page = soup(f"before\n\n{text}\n\nafter")

    kept = {tag.name for tag in page.find_all(True)}
    assert kept <= {"p", "a", "img", "svg", "math"}
    attributes = {name for tag in page.find_all(True) for name in tag.attrs}
    assert attributes <= {"src", "loading", "decoding", "alt"}
    assert "before" in page.get_text()
    assert "after" in page.get_text()


@pytest.mark.parametrize(
    "name", ["pf-card", "pf-section pf-section--results", "md-header", "pf-maths-x", "md-a md-b"]
)
def test_classes_of_the_pages_parts_are_the_pages(name: str) -> None:
    page = soup(f'<div class="{name} own cmd-x">x</div>')

    assert page.div is not None
    assert page.div["class"] == ["own", "cmd-x"]


def refuse(tag: str, address: str) -> str:
    raise TextError("an address", f'"{address}"', "mend it")


def test_every_mistake_of_a_text_is_known() -> None:
    with pytest.raises(TextError) as error:
        TextRenderer().render("[a](b) ![c](d) [e](#f) $\\g$ $\\h$", "notice", refuse)

    assert [mistake.found.split()[0] for mistake in error.value.all] == [
        '"\\g"', '"\\h"', '"b"', '"d"', '"#f"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[x](javascript:alert(1))", "javascript:alert(1)"),
        ("<a href='java&#9;script:x'>x</a>", "java\tscript:x"),
        ("<a href=ftp&colon;//x>x</a>", "ftp://x"),
        ("![x](data:image/png;base64,AAAA)", "data:image/png;base64,AAAA"),
        ("[x]\n\n[x]: file:///etc/passwd", "file:///etc/passwd"),
    ],
)
def test_an_address_that_the_cleaner_takes_out_is_known(text: str, address: str) -> None:
    cache: dict[str, str] = {}
    for _ in range(2):
        with pytest.raises(TextError) as error:
            TextRenderer(cache=cache).render(text, "notice", refuse)
        assert [mistake.found for mistake in error.value.all] == [f'"{address}"']


def test_an_address_in_code_is_none() -> None:
    text = '`<a href="javascript:x">`\n\n```html\n<img src="data:x">\n```\n'

    assert "javascript:" in TextRenderer().render(text, "notice", refuse)


@pytest.mark.parametrize(
    "text",
    [
        "- " * 2_000 + "x",
        "<div markdown='1'>\n" * 500 + "x\n" + "</div>\n" * 500,
        "\n".join("    " * depth + "- x" for depth in range(300)),
    ],
    ids=["dashes", "tags", "lists"],
)
def test_a_text_nested_without_end_is_a_mistake(text: str) -> None:
    renderer = TextRenderer()

    with pytest.raises(TextError) as error:
        renderer.render(text, "notice", lambda tag, address: address)

    assert error.value.expected == "a text of reasonable depth"
    assert renderer.render("- a", "x", refuse) == "<ul>\n<li>a</li>\n</ul>"


def test_an_equation_nested_without_end_is_a_mistake() -> None:
    with pytest.raises(TextError, match="longer than"):
        render("$" + "{" * 20_000 + "x" + "}" * 20_000 + "$")


@pytest.mark.parametrize("text", ["-" * 20_000 + "x", "- " * 400 + "\n" + "=" * 20_000 + "x"])
def test_many_dashes_take_no_time(text: str) -> None:
    began = time.perf_counter()

    assert not _MAY_HAVE_HEADINGS.search(text)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("text", ["a\n---", "> a\n> ===", "a\n-", "a\n  = ", "a\n=\t", "# a", "#a"])
def test_headings_get_an_id(text: str) -> None:
    page = soup(text)

    assert not page.find(["h1", "h2", "h3", "h4", "h5", "h6"]) or "id=" in str(page)


def test_an_open_tag_does_not_show_the_glossary() -> None:
    page = soup("<div>\nThe KPI.", {"KPI": "a number"})

    assert "a number" not in page.get_text()


def test_terms_with_brackets_are_explained() -> None:
    assert soup("The x[0] here.", {"x[0]": "the first"}).get_text() == "The x[0] here."


def test_a_first_line_with_a_colon_is_no_metadata() -> None:
    html = TextRenderer(["meta"]).render("Note: this.\n\nThat.", "x", refuse)

    assert "Note: this." in html


def test_links_within_a_text_find_ids_however_written() -> None:
    page = soup("<p id=why>a</p>\n\n[b](#why) [c](#caf%C3%A9)\n\n## Café\n{: id='café' }")

    assert [link["href"] for link in page.select("p > a")] == ["#notice-why", "#notice-caf%C3%A9"]


def test_extensions_that_read_files_are_not_cached(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("one")
    cache: dict[str, str] = {}
    configs = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    renderer = TextRenderer([*configs], configs, cache)
    text = '--8<-- "note.md"'

    assert renderer.render(text, "x", refuse) == "<p>one</p>"
    (tmp_path / "note.md").write_text("two")
    assert renderer.render(text, "x", refuse) == "<p>two</p>"
    assert cache == {}


@pytest.mark.parametrize("package", ["Markdown", "pymdown-extensions", "Pygments", "math-core"])
def test_other_versions_do_not_take_from_the_cache(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache: dict[str, str] = {}
    TextRenderer(cache=cache).render("a", "x", refuse)
    monkeypatch.setattr(
        "proofolio.pages.text.version", lambda name: "99" if name == package else version(name)
    )
    TextRenderer(cache=cache).render("a", "x", refuse)

    assert len(cache) == 2


def test_what_was_rendered_once_is_not_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache: dict[str, str] = {}
    text = "## A title\n\nSee[^1] $x^2$ and [it](#a-title).\n\n[^1]: there"

    def once(renderer: TextRenderer, prefix: str) -> str:
        return renderer.render(text, prefix, lambda tag, address: address)

    fresh = once(TextRenderer(cache=cache), "notice")
    monkeypatch.delattr("markdown.Markdown.convert")
    warm = TextRenderer(cache=cache)

    assert once(warm, "notice") == fresh
    assert once(warm, "data-text") == fresh.replace("notice-", "data-text-")
    assert len(cache) == 1


def test_other_extensions_do_not_take_from_the_cache() -> None:
    cache: dict[str, str] = {}
    for extensions in ([], ["pymdownx.tilde"]):
        TextRenderer(extensions, cache=cache).render("~~a~~", "x", lambda tag, address: address)

    assert len(cache) == 2


def test_number_and_per_cent_stay_in_one_line_outside_of_code() -> None:
    html = TextRenderer().render("A 62 % and `5 % 3`.", "x", lambda tag, address: address)
    assert html == "<p>A 62\u00a0% and <code>5 % 3</code>.</p>"


WORDS = st.sampled_from(["a", "Zürich", "b1", "19", "0.84", "www.example.org", "smart", "c"])
BETWEEN = st.sampled_from([" ", ", ", ". ", "; ", " – ", "-", "’", ".", "  ", "\n", ": ", "*"])


@given(st.lists(st.tuples(WORDS, BETWEEN), min_size=1, max_size=8), st.sampled_from(["", ".", "?"]))
@settings(max_examples=300)
def test_plain_text_is_what_markdown_makes_of_it(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(word + between for word, between in parts) + "end" + end
    renderer = TextRenderer()
    quick = renderer._convert_anew(text, {})
    renderer._is_usual = False
    assert quick == renderer._convert_anew(text, {})


def test_most_short_texts_are_plain() -> None:
    assert _PLAIN.fullmatch("Six of ten leavers are on the list, which is twice as many.")
