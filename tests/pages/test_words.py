"""The words of the interface: each is used, and each that is used is there."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import proofolio
from proofolio.read import parse_yaml
from proofolio.words import OWN_WORDS, notebook_words, read_words, with_own_words

PACKAGE = Path(proofolio.__file__).parent
THEME = PACKAGE / "hosts" / "mkdocs" / "theme"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [
        *PACKAGE.glob("pages/templates/**/*.html"),
        *(path for path in PACKAGE.glob("pages/**/*.py") if path.parent.name != "charts"),
        *THEME.rglob("*.html"),
        *PACKAGE.glob("hosts/mkdocs/*.py"),
        *PACKAGE.glob("hosts/mkdocs/share/*.py"),
        *PACKAGE.glob("share/**/*.py"),
        PACKAGE / "words" / "numerals.py",
    ]
)
LANGUAGES = sorted(path.stem for path in PACKAGE.glob("words/*.yml"))


def flat(words: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Each word with the path of keys that leads to it."""
    items = enumerate(words) if isinstance(words, list) else words.items()
    for key, value in items:
        if isinstance(value, str):
            yield f"{at}.{key}", value
        else:
            yield from flat(value, f"{at}.{key}")


def test_words_and_templates_agree() -> None:
    words = set(read_words("en"))
    used = set(re.findall(r"\bwords\.(\w+)", SOURCES))
    used |= set(re.findall(r"words(?:\(config\))?\[[\"'](\w+)[\"']\]", SOURCES))
    assert used | {"notebook_page"} == words
    labels = set(re.findall(r"\bwords\.labels\.(\w+)", SOURCES))
    assert labels == set(read_words("en")["labels"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_words_with_the_same_fields(language: str) -> None:
    def form(name: str) -> dict[str, set[str]]:
        text = (files("proofolio.words") / f"{name}.yml").read_text(encoding="utf-8")
        document = parse_yaml(text, name)
        assert document.broken == {}
        words = flat(document.data)
        return {key: set(re.findall(r"\{\w*\}", text)) for key, text in words}

    assert "de" in LANGUAGES
    assert form(language) == form("en")


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
    changed = {"hide_code": "Code verbergen", "code_of": "Code, Zelle {number}"}
    assert notebook_words(words) == {**notebook_words(read_words("en")), **changed}


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
