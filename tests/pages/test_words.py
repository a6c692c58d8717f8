"""The words of the interface: each is used, and each that is used is there."""

import re
from pathlib import Path

import pytest

import proofolio.pages
from proofolio.pages.wording import OWN_WORDS, notebook_words, read_words, with_own_words

FOLDER = Path(proofolio.pages.__file__).parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*FOLDER.rglob("templates/**/*.html"), *FOLDER.glob("*.py")]
    if path.name != "wording.py"
)


def test_words_and_templates_agree() -> None:
    words = set(read_words("en"))
    used = set(re.findall(r"\bwords\.(\w+)", SOURCES))
    used |= set(re.findall(r"\bwords\[[\"'](\w+)[\"']\]", SOURCES))
    assert used | {"notebook_page"} == words
    labels = set(re.findall(r"\bwords\.labels\.(\w+)", SOURCES))
    assert labels == set(read_words("en")["labels"])


def test_language_without_words_falls_back_to_english() -> None:
    assert read_words("xx") == read_words("en")


OWN = """\
download: Notebook laden
sections: {results: Ergebnisse}
notebook_page: {hide_code: Code verbergen, code_of: "Code, Zelle {number}"}
"""


def test_own_words_stand_in_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / OWN_WORDS).write_text(OWN, encoding="utf-8")
    words, problems = with_own_words(read_words("en"), tmp_path, tmp_path)
    assert problems == []
    assert words["download"] == "Notebook laden"
    assert words["sections"]["results"] == "Ergebnisse"
    assert words["sections"]["role"] == read_words("en")["sections"]["role"]
    assert notebook_words(words) == {
        "hide_code": "Code verbergen",
        "code_of": "Code, Zelle {number}",
    }
    assert notebook_words(read_words("en")) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "downlod: x",
            'expected a word of the interface, found "downlod"; did you mean "download"?',
        ),
        ("download: [x]", "expected a text"),
        ("months: [Januar]", "expected a list of 12 texts"),
        ("sections: x", "expected words for problem, role"),
        ('notebook_page: {code_of: "Zelle {nummer}"}', "expected a text with {number} in it"),
        ('notebook_page: {code: "{"}', "expected a text without braces"),
        ("download: [", "expected"),
    ],
)
def test_mistakes_in_own_words_are_told(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / OWN_WORDS).write_text(text + "\n", encoding="utf-8")
    words, problems = with_own_words(read_words("en"), tmp_path, tmp_path)
    assert f"{OWN_WORDS}:1:" in str(problems[0])
    assert expected in str(problems[0])
    assert words == read_words("en")
