"""The words of the interface: ours in the site's language, and those that a site sets itself."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from proofolio.errors import AuthorError, Problem
from proofolio.read import Document, parse_yaml, read_document
from proofolio.read.document import Loc

# In the folder of a site's own templates.
OWN_WORDS = "words.yml"
_FIELD = re.compile(r"\{(\w*)\}")


@cache
def read_words(language: str) -> Mapping[str, Any]:
    """The words of a language; English for those that it has not."""
    english = _ours("en")
    return english if language == "en" else _joined(english, _ours(language))


def notebook_words(words: Mapping[str, Any]) -> dict[str, str]:
    """Those of notebooks' pages, with the sign between thousands."""
    return {**words["notebook_page"], "group": words["numerals"]["group"]}


def with_own_words(
    words: Mapping[str, Any], folder: Path | None, root: Path
) -> tuple[Mapping[str, Any], list[Problem]]:
    """The words with those of a site's own `words.yml` in their place; what is wrong there."""
    path = (folder or Path()) / OWN_WORDS
    if folder is None or not path.is_file():
        return words, []
    try:
        document = read_document(path, root)
    except AuthorError as error:
        return words, list(error.problems)
    problems: list[Problem] = []
    own = _checked(words, document.data, document, (), problems)
    return _joined(words, own), problems


def _ours(language: str) -> Mapping[str, Any]:
    path = files("proofolio.words") / f"{language}.yml"
    if not path.is_file():
        return {}
    return parse_yaml(path.read_text(encoding="utf-8"), f"{language}.yml").data


def _joined(words: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _joined(value, own[key])
        if isinstance(value, dict) and isinstance(own.get(key), dict)
        else own.get(key, value)
        for key, value in words.items()
    }


def _checked(
    words: Mapping[str, Any],
    own: Mapping[str, Any],
    document: Document,
    loc: Loc,
    problems: list[Problem],
) -> dict[str, Any]:
    """Those words that can stand in the place of ours."""
    good: dict[str, Any] = {}
    for key, value in own.items():
        at = (*loc, key)
        if key not in words:
            from proofolio.studies import suggest  # lazy: notebooks alone need no studies

            repair = suggest(key, words, "the words are")
            problems.append(document.problem(at, "a word of the interface", repair, f'"{key}"'))
        elif isinstance(words[key], dict) and isinstance(value, dict):
            good[key] = _checked(words[key], value, document, at, problems)
        elif expected := _mistake(words[key], value):
            problems.append(document.problem(at, expected, "write it as ours is written"))
        else:
            good[key] = value
    return good


def _mistake(ours: Any, own: Any) -> str:
    """What is expected in place of a site's own word; nothing where it is right."""
    if isinstance(ours, list):
        texts = isinstance(own, list) and all(isinstance(item, str) for item in own)
        return "" if texts and len(own) == len(ours) else f"a list of {len(ours)} texts"
    if isinstance(ours, dict):
        return f"words for {', '.join(ours)}"
    if not isinstance(own, str):
        return "a text"
    fields = {*_FIELD.findall(ours)}
    rest = _FIELD.sub("", own)
    if not {*_FIELD.findall(own)} <= fields or "{" in rest or "}" in rest:
        names = " and ".join(f"{{{name}}}" for name in sorted(fields))
        return f"a text with {names} in it" if fields else "a text without braces"
    return ""
