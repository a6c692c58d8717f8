"""Printed text as it stood on the screen in the end: chunks joined, lines written over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proofolio.notebooks.ansi import strip_ansi
from proofolio.notebooks.output import Output


def merge_streams(outputs: Iterable[Output]) -> Iterator[Output]:
    """Join chunks of one stream that follow each other, as a kernel sends them."""
    kept: Output | None = None
    for output in outputs:
        if kept and kept.kind == output.kind == "stream" and kept.name == output.name:
            text = kept.text("text/plain") + output.text("text/plain")
            kept = Output("stream", {"text/plain": text}, name=kept.name)
            continue
        if kept:
            yield kept
        kept = output
    if kept:
        yield kept


def settle(text: str) -> str:
    """Carry out carriage returns and backspaces, which progress bars are made of."""
    if "\r" not in text and "\b" not in text:
        return text
    text = re.sub(r"\r+\n", "\n", text)
    return "\n".join(_settle_line(line) for line in text.split("\n"))


def _settle_line(line: str) -> str:
    shown = ""
    for part in line.split("\r"):
        part = _erase(part)
        if not part:
            continue
        # A shorter text leaves the end of the longer one; with colours in it, nobody can count.
        plain = "\x1b" not in part and "\x1b" not in shown
        shown = part + shown[len(part) :] if plain else part
    return shown if strip_ansi(shown) else ""


def _erase(part: str) -> str:
    if "\b" not in part:
        return part
    found: list[str] = []
    for character in part:
        if character != "\b":
            found.append(character)
        elif found:
            found.pop()
    return "".join(found)
