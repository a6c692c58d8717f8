"""What a notebook says of its page: between `---` lines in its first cell, or in its metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from proofolio.notebooks.draft import Draft
from proofolio.notebooks.notebook import Notebook
from proofolio.notebooks.output import drop_forbidden, join_text

_BLOCK = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
# What Jupyter and its kin keep in the metadata; nothing of it is meant for a page.
_OF_PAGES = frozenset((
    "title", "subtitle", "description", "author", "authors", "date", "tags", "categories",
    "keywords", "draft", "hide", "search", "slug", "template", "status", "icon", "image", "links",
    "readtime", "pin", "comments", "execute", "code-fold", "lang", "visibility",
))  # fmt: skip


def read_front_matter(notebook: Notebook, draft: Draft) -> tuple[Notebook, Mapping[str, Any]]:
    """Return the notebook without its front matter, and that; a mistake in it is a problem."""
    found = {
        key: value
        for key, value in notebook.metadata.items()
        if key in _OF_PAGES and isinstance(value, str | int | float | bool | list | dict)
    }
    nested = notebook.metadata.get("front_matter", notebook.metadata.get("frontmatter"))
    if isinstance(nested, dict):
        found |= {key: value for key, value in nested.items() if isinstance(key, str)}
    found = {key: _clean(value) for key, value in found.items()}
    first = notebook.cells[0] if notebook.cells else None
    match = _BLOCK.match(first.source) if first and first.kind in ("raw", "markdown") else None
    if first is None or match is None:
        return notebook, found
    draft.cell = first
    parsed = _parse(match["yaml"], draft)
    if parsed is None:
        # Two rules with a paragraph between them, as Markdown has them.
        return notebook, found
    rest = replace(first, source=first.source[match.end() :])
    return replace(notebook, cells=(rest, *notebook.cells[1:])), found | parsed


def _parse(text: str, draft: Draft) -> dict[str, Any] | None:
    found: Any
    try:
        # What refers to itself is no tree, and what refers to much fills the memory.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise yaml.YAMLError("a reference (`*name`)")
        found = yaml.safe_load(text)
        reason = f"{type(found).__name__} in place of fields"
    except yaml.MarkedYAMLError as error:
        found, mark = None, error.problem_mark
        place = f" on line {mark.line + 2}" if mark else ""
        reason = f"{error.problem or 'no YAML'}{place}"
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # PyYAML lets a date such as 2026-13-01 fail without a place.
        found, reason = None, str(error).splitlines()[0] if str(error) else "no YAML"
    if isinstance(found, dict):
        return {str(_clean(str(key))): _clean(value) for key, value in found.items()}
    if re.search(r"^[A-Za-z][\w-]*:", text, re.MULTILINE):
        draft.complain(
            f"front matter in YAML in {draft.where}",
            reason,
            "mend the lines between the two `---`, or take the `---` away",
        )
        return {}
    return None if text.strip() else {}


def _clean(value: Any) -> Any:
    """Return a value whose texts can be written: YAML leaves `"\\ud83d"` half a character."""
    if isinstance(value, str):
        return drop_forbidden(join_text(value))
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return value
