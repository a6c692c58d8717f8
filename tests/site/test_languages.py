"""A site in German: no English word of the interface is left, and numbers are written as there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment, NavigableString
from mkdocs.exceptions import Abort

from proofolio.words import read_words
from tests.site.building import Built, build_site, copy_german
from tests.site.conftest import MakeSite, write

# What a reader reads, hears, or finds in a script's hands.
SAID = ("aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("german")
    return build_site(copy_german(folder, {}), folder / "site")


def texts(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    else:
        for item in words.values() if isinstance(words, dict) else words:
            yield from texts(item)


def english_only() -> dict[str, re.Pattern[str]]:
    """The words of the interface that no German text has, each with what finds it."""
    german = " \n ".join(texts(read_words("de")))
    found = {}
    for word in texts({key: value for key, value in read_words("en").items() if key != "numerals"}):
        parts = [re.escape(part) for part in re.split(r"\{\w+\}", word)]
        if not re.search(r"[A-Za-z]{2}", "".join(parts)):
            continue
        pattern = re.compile(rf"(?<!\w){'.+?'.join(parts)}(?!\w)")
        if not pattern.search(german):
            found[word] = pattern
    return found


def said(page: BeautifulSoup) -> Iterator[str]:
    """Every text and name on a page; code, scripts and names of files are in no language."""
    for tag in page.find_all(["script", "style", "pre", "code", "template"]):
        tag.decompose()
    for text in page.find_all(string=True):
        if type(text) is NavigableString and not isinstance(text, Comment):
            yield " ".join(text.split())
    for tag in page.find_all(True):
        yield from (
            str(value)
            for key, value in tag.attrs.items()
            if key in SAID or (key.startswith("data-pf-") and " " in str(value))
        )


def test_german_site_has_no_english_word(german: Built) -> None:
    words = english_only()
    left = {
        f"{name}: {word!r} in {text!r}"
        for name, page in german.html().items()
        for text in said(page)
        for word, pattern in words.items()
        if pattern.search(text)
    }

    assert len(words) > 150
    assert sorted(left) == []


def test_words_that_are_looked_for_are_found_in_english(tmp_path: Path) -> None:
    config = copy_german(
        tmp_path, {"language: de": "language: en", 'value: "1.234",': 'value: "1,234",'}
    )
    english = build_site(config, tmp_path / "site")
    spoken = [text for page in english.html().values() for text in said(page)]

    found = [word for word, pattern in english_only().items() if any(map(pattern.search, spoken))]

    assert len(found) > 100


def test_numbers_and_days_that_nobody_typed_are_written_as_in_german(german: Built) -> None:
    study = " ".join(german.page("case-studies/abwanderung/").get_text(" ").split())

    for written in (
        "1.234 Anrufe erreichen 29,1 % der Abwandernden",
        "12.346 EUR im Jahr",
        "vorher 9.000 EUR",
        "+6,6 Prozentpunkte",
        "n = 1.761",
        "0,25-fach",
        "bestätigt von A. Muster, 5. Januar 2026",
        "12.345 Zeilen",
        "1,5 Prozentpunkte",
    ):
        assert written in study
    assert "1.234,5" in study, "what an author typed stays"
    assert "Fällen" in german.page("").get_text()
    assert "In 1.235 Fällen daneben" in german.page("").get_text()


def test_language_without_words_of_ours_has_its_own_tag_and_english_words(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(theme={"name": "material", "font": False, "language": "ar"})
    page = build_site(config, tmp_path / "site").page("case-studies/churn/")

    assert page.html
    assert page.html["lang"] == "ar"
    assert page.body
    assert page.body["dir"] == "rtl"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_locale_of_other_themes_is_their_language(
    make_site: MakeSite, tmp_path: Path, theme: str
) -> None:
    config = make_site(theme={"name": theme, "locale": "de"})
    page = build_site(config, tmp_path / "site", strict=False).page("case-studies/churn/")

    assert page.select_one("#results").get_text(strip=True).startswith("Ergebnisse")


def test_site_brings_the_words_of_one_more_language(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        {"churn": {"results": {"business": [{"name": "n", "value": "8 h", "baseline": "3 h"}]}}},
        options={"templates": "templates"},
        theme={"name": "material", "font": False, "language": "fr"},
    )
    own = "sections: {results: Résultats}\nchanges: {percent: '{number}\u202f%'}\nbefore: avant\n"
    write(tmp_path / "templates/words.yml", own)
    page = build_site(config, tmp_path / "site").page("case-studies/churn/")
    text = page.get_text(" ")

    assert page.html
    assert page.html["lang"] == "fr"
    assert "Résultats" in text
    assert "avant 3 h" in " ".join(text.split())
    assert "+167\u202f%" in text


def test_repair_of_a_number_is_written_as_it_is_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = copy_german(tmp_path, {'value: "1.234",': 'value: "1.300",'})

    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")

    assert "expected 1.234 as modell.ipynb#anrufe recorded it" in caplog.text
