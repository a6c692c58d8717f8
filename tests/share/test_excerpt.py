"""Texts in the length that others show of them."""

import pytest

from proofolio.share.excerpt import first_paragraph, fit_text, plain_text
from proofolio.share.locale import open_graph_locale

FILLER = "These words are here so that the sentence is long enough to be all that is shown"


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("As it is.", 160, "As it is."),
        ("Two  lines\n of text.", 160, "Two lines of text."),
        ("The first sentence. The second one, which is too long.", 25, "The first sentence."),
        ("It cost approx. Nothing was said of the rest of it.", 30, "It cost approx. Nothing was…"),
        ("One word after another, and so on and on", 30, "One word after another…"),
        ("One word after another and so on and on", 30, "One word after another and so…"),
        ("The team reached 1,234.5 customers", 22, "The team reached…"),
        ("The team reached 77 % of them", 19, "The team reached…"),
        ("The team kept € 12,000 a year", 20, "The team kept…"),
        ("The team kept 12\u202f000 a year", 20, "The team kept…"),
        ("Less than < 5 ms each", 12, "Less than…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("精度は九十八パーセントです", 8, "精度は九十八パ…"),
    ],
)
def test_text_is_cut_at_a_sentence_or_a_word_and_never_in_a_number(
    text: str, longest: int, shown: str
) -> None:
    assert fit_text(text, longest) == shown


@pytest.mark.parametrize("length", range(20, 170, 7))
def test_cut_text_is_never_longer_than_asked(length: int) -> None:
    text = "A gain of 3.4 points, or 12 of 176 calls: € 1,200 a week. " * 4
    shown = fit_text(text, length)

    assert len(shown) <= length
    assert not shown.rstrip("…")[-1].isdigit()


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (f"<h1>Title</h1><p>{FILLER}.</p><p>More.</p>", f"{FILLER}."),
        (f"<p>Short.</p>\n<p class='x'>{FILLER}.</p>", f"Short. {FILLER}."),
        (f"<p class='pf-kicker'>Ada Example</p><p>{FILLER}.</p>", f"{FILLER}."),
        (
            f'<p>{FILLER}<sup id="fnref:1"><a href="#f">1</a></sup>, <b>truly</b> &amp; well.</p>',
            f"{FILLER}, truly & well.",
        ),
        ("<pre>no paragraph</pre>", ""),
    ],
)
def test_page_begins_with_its_first_paragraph(html: str, said: str) -> None:
    assert first_paragraph(html) == said


def test_signs_of_less_and_more_are_no_markup() -> None:
    said = "Latency < 5 ms, accuracy > 90 %, <!-- hidden --> &lt;b&gt; <b>bold</b>"

    assert plain_text(said) == "Latency < 5 ms, accuracy > 90 %, <b> bold"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("de", "de_DE"), ("en-GB", "en_GB"), ("pt-BR", "pt_BR"), ("zh-Hant", "zh_TW"),
     ("eo", "")],
)  # fmt: skip
def test_language_is_named_with_a_country(language: str, locale: str) -> None:
    assert open_graph_locale(language) == locale
