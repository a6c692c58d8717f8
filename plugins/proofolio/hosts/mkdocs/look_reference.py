"""The manual's tables of custom properties, from the stylesheets themselves.

`python -m proofolio.hosts.mkdocs.look_reference docs/manual` writes what stands below the mark in
look.md; what stands above it is written by hand.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from proofolio.hosts.mkdocs.look import THEME

MARK = "<!-- Below this line: python -m proofolio.hosts.mkdocs.look_reference docs/manual -->"
_SHEETS = THEME / "assets" / "stylesheets" / "proofolio"
_TITLE = re.compile(r"^  /\* (\w[\w ,]*) \*/$", re.MULTILINE)
_PROPERTY = re.compile(r"^ +(--pf-[\w-]+): (.+?);(?: */\* (.+?) \*/)?$", re.MULTILINE)
_DARK = '  [data-md-color-scheme="slate"] {'
# Colours of the page, of charts, and of what notebooks print.
_COLOURS = (("Colours", "tokens"), ("Charts", "graphics"), ("Output of notebooks", "notebook"))


def reference() -> str:
    """A table for each group of properties."""
    first = (_SHEETS / "tokens.css").read_text("utf-8").partition("/* Colours")[0]
    titles = [*_TITLE.finditer(first)]
    ends = [title.start() for title in titles[1:]] + [len(first)]
    tables = [
        _table(title[1], ("Property", "Value", "For"), _sizes(first[title.end() : end]))
        for title, end in zip(titles, ends, strict=True)
    ]
    tables += [
        _table(title, ("Property", "Light", "Dark", "For"), _colours(name))
        for title, name in _COLOURS
    ]
    return "\n".join(tables)


def with_properties(page: str) -> str:
    """The page with the tables of today below the mark. Raises ValueError without a mark."""
    written, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"no line {MARK}")
    return f"{written}{mark}\n\n{reference()}"


def _sizes(text: str) -> Iterator[tuple[str, ...]]:
    for name, value, note in _PROPERTY.findall(text.partition("\n}\n")[0]):
        yield f"`{name}`", f"`{value}`", note


def _colours(sheet: str) -> Iterator[tuple[str, ...]]:
    text = (_SHEETS / f"{sheet}.css").read_text("utf-8")
    text = text.partition("/* Colours")[2] or text
    light, _, rest = text.partition(_DARK)
    dark = {name: value for name, value, _ in _PROPERTY.findall(rest.partition("\n}\n")[0])}
    for name, value, note in _PROPERTY.findall(light):
        if name in dark:
            yield f"`{name}`", f"`{value}`", f"`{dark[name]}`", note


def _table(title: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"### {title}\n\n{table}\n"


if __name__ == "__main__":
    page = Path(sys.argv[1]) / "look.md"
    page.write_text(with_properties(page.read_text("utf-8")), "utf-8")
