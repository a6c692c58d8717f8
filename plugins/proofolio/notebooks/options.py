"""What a cell says of itself: Quarto's `#|` lines, and the metadata that other tools write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from proofolio.notebooks.output import drop_forbidden, join_text

# Formatters turn `#|` into `# |`, which Quarto reads all the same.
_OPTION_LINE = re.compile(r"#[ ]?\|[ ]?(?P<text>.*)")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w.-]*)\s*:(?:\s+(?P<value>.*))?$")
# Nine lines in ten are a key and plain words; PyYAML takes 0.3 ms for what this does in 0.003.
_PLAIN_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*): (?P<value>[A-Za-z0-9][\w .,()/+-]*)")

# Where tools keep the name of a cell: mystmd and Quarto `label`, nbformat and jupytext `name`,
# MyST-NB `mystnb.figure.name`.
_LABEL_KEYS = (("label",), ("name",), ("mystnb", "figure", "name"))
_CAPTION_KEYS = (("mystnb", "figure", "caption"),)
_ALT_KEYS = (("mystnb", "image", "alt"), ("alt",))


def read_options(source: str) -> dict[str, Any]:
    """Return the options of the `#|` lines that begin a code cell, every scalar as text."""
    lines = []
    for line in source.splitlines():
        match = _OPTION_LINE.match(line)
        if match:
            lines.append(match["text"])
        elif lines or (line.strip() and not line.startswith("%%")):
            break
    return _parse("\n".join(lines)) if lines else {}


def without_option_lines(source: str) -> str:
    """Return the source of a code cell as a reader of its page sees it."""
    kept, is_head = [], True
    for line in source.split("\n"):
        is_option = is_head and _OPTION_LINE.match(line)
        is_head = is_head and bool(is_option or not line.strip() or line.startswith("%%"))
        if not is_option:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _parse(text: str) -> dict[str, Any]:
    lines = [_PLAIN_PAIR.fullmatch(line) for line in text.split("\n")]
    if all(lines):
        return {line["key"]: line["value"].rstrip() for line in lines if line}
    try:
        # BaseLoader makes text of everything: no `no` that turns into False, no 010 into 8.
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader builds no objects)
    except (yaml.YAMLError, RecursionError):
        found = None
    if isinstance(found, dict):
        return {key: value for key, value in found.items() if isinstance(key, str)}
    # `fig-cap: Churn: by month` is no YAML, but there is one way to mean it.
    pairs = (_PAIR.match(line) for line in text.splitlines())
    return {pair["key"]: (pair["value"] or "").strip().strip("\"'") for pair in pairs if pair}


def read_label(options: Mapping[str, Any], metadata: Mapping[str, Any]) -> str | None:
    """Return the label of a cell; its own `#| label` comes before its metadata."""
    return plain_text(options.get("label")) or _first(metadata, _LABEL_KEYS)


def read_tags(options: Mapping[str, Any], metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Return all tags, of the metadata and of `#| tags: [a, b]`, each once."""
    tags: list[str] = []
    for value in (metadata.get("tags"), options.get("tags")):
        tags += [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(dict.fromkeys(tag.strip() for tag in tags if isinstance(tag, str) and tag.strip()))


def read_caption(
    options: Mapping[str, Any], metadata: Mapping[str, Any], kind: str, position: int
) -> str | None:
    """Return the caption of the figure (`fig`) or table (`tbl`) at a position among its kind."""
    part = options.get(f"{kind}-subcap", metadata.get(f"{kind}-subcap"))
    whole = options.get(f"{kind}-cap", metadata.get(f"{kind}-cap"))
    found = _at(part, position) if isinstance(part, list) else None
    return found or _at(whole, position) or _first(metadata, _CAPTION_KEYS)


def read_alt(options: Mapping[str, Any], metadata: Mapping[str, Any], position: int) -> str | None:
    """Return the alternative text that the cell carries for its figure at a position."""
    value = options.get("fig-alt", metadata.get("fig-alt"))
    return _at(value, position) or _first(metadata, _ALT_KEYS)


def _at(value: object, position: int) -> str | None:
    if isinstance(value, list):
        return plain_text(value[position]) if position < len(value) else None
    return plain_text(value)


def _first(metadata: Mapping[str, Any], paths: tuple[tuple[str, ...], ...]) -> str | None:
    for path in paths:
        value: object = metadata
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if text := plain_text(value):
            return text
    return None


def plain_text(value: object) -> str | None:
    """Return a text on one line, or None for an empty one and for anything else."""
    if not isinstance(value, str):
        return None
    return " ".join(drop_forbidden(join_text(value)).split()) or None
