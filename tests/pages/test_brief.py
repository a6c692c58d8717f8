"""How long a study takes to read, in both versions, and the first sentence of a text."""

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from proofolio.pages.brief import first_sentence
from proofolio.pages.reading import reading_minutes, without_technical

WORDS = "word " * 238


@pytest.mark.parametrize(
    ("text", "sentence", "rest"),
    [
        ("<p>One. Two.</p>", "One.", ""),
        ("<p>First one. Then two.</p><p>Three.</p>", "First one.", "Three."),
        ("<p>Take 3.5 points, e.g. Python. More.</p>", "Take 3.5 points, e.g. Python.", ""),
        ("<p>It fell by 3.5. More.</p>", "It fell by 3.5.", ""),
        ("<p>Vgl. Abb. 3 von J. Doe. Mehr.</p>", "Vgl. Abb. 3 von J. Doe.", ""),
        ('<p>See <a href="x">here. There</a> it is. More.</p>', "See here. There it is.", ""),
        ("<p>Only one</p><ul><li>x</li></ul>", "Only one", "x"),
        ("<ul><li>x. Y</li></ul>", "x. Y", ""),
        ("", "", ""),
    ],
)
def test_first_sentence(text: str, sentence: str, rest: str) -> None:
    found = first_sentence(Markup(text))  # noqa: S704 - a test's own
    soup = BeautifulSoup(found[0], "html.parser")
    for part in soup.select("[data-pf-depth]"):
        part.decompose()
    assert (soup.get_text(), BeautifulSoup(found[1], "html.parser").get_text()) == (sentence, rest)


def test_minutes_count_words_figures_and_code() -> None:
    assert reading_minutes(f"<p>{WORDS * 3}</p>").technical == 3
    assert reading_minutes("<figure></figure>" * 15).technical == 2
    assert reading_minutes(f"<pre><code>{WORDS}</code></pre>").technical == 2
    assert reading_minutes("<p>Hello</p>").technical == 1
    technical = f'<div data-pf-depth="technical"><div>{WORDS * 2}</div></div>'
    minutes = reading_minutes(f"<p>{WORDS}</p>{technical}<p>{WORDS}</p>")
    assert (minutes.brief, minutes.technical) == (2, 4)


def test_technical_parts_end_where_they_end() -> None:
    inner = '<div data-pf-depth="technical"><div>x</div><p data-pf-depth="technical">y</p></div>'
    assert without_technical(f"a{inner}b{inner}c") == "abc"
