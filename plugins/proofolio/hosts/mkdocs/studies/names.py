"""Names that an alias stands for, in what a site says beside its studies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.errors import Problem, display_path
from proofolio.pages.leaks import find_names_in_files
from proofolio.studies import HiddenName, find_hidden

# What themes print on every page.
_SETTINGS = ("site_name", "site_description", "site_author", "copyright", "nav", "extra")


def find_names_in_site(
    config: MkDocsConfig, root: Path, names: tuple[HiddenName, ...]
) -> list[Problem]:
    """Hidden names in the folder of the pages, and in what mkdocs.yml has printed."""
    problems = find_names_in_files(Path(config.docs_dir), root, names)
    shown = "\n".join(_texts([config.get(key) for key in _SETTINGS])) if names else ""
    for name, match in find_hidden(shown, names):
        expected = f"a setting without {name.what}"
        problems += [
            Problem(place, line, column, expected, name.found(match), name.repair)
            for place, line, column in _places(config, root, name)
        ]
    return problems


def _places(config: MkDocsConfig, root: Path, name: HiddenName) -> list[tuple[str, int, int]]:
    """The lines of mkdocs.yml with a name, comments aside; line 1 where another file has it."""
    file = Path(config.config_file_path or "mkdocs.yml")
    place = display_path(file, root)
    text = file.read_text("utf-8-sig", "replace") if file.is_file() else ""
    found = [
        (place, number, match.start() + 1 if match.string == line else 1)
        for number, line in enumerate(text.split("\n"), start=1)
        if not line.lstrip().startswith("#")
        for _, match in find_hidden(line, [name])
    ]
    return found or [(place, 1, 1)]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
