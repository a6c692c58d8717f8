"""The words of the interface: each is used, and each that is used is there."""

import re
from pathlib import Path

import proofolio.pages
from proofolio.pages.templating import read_words

FOLDER = Path(proofolio.pages.__file__).parent
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*FOLDER.rglob("templates/**/*.html"), *FOLDER.glob("*.py")]
)


def test_words_and_templates_agree() -> None:
    words = set(read_words("en"))
    used = set(re.findall(r"\bwords\.(\w+)", SOURCES))
    used |= set(re.findall(r"\bwords\[[\"'](\w+)[\"']\]", SOURCES))
    assert used == words
    labels = set(re.findall(r"\bwords\.labels\.(\w+)", SOURCES))
    assert labels == set(read_words("en")["labels"])


def test_language_without_words_falls_back_to_english() -> None:
    assert read_words("xx") == read_words("en")
