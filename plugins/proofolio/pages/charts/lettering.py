"""How wide a text is, and what of it fits: estimates for the site's own face, on the safe side."""

from __future__ import annotations

from unicodedata import category

TICK, TEXT = 13, 14
_ELLIPSIS = "…"
# Advances in em of Source Sans 3, by groups of letters.
_GROUPS = (
    (0.27, "ijl.,:;'|!()[] ft-\u00a0\u202f"),
    (0.36, "rI*/\\s–"),
    (0.85, "mwMW%@—"),
    (0.62, "ABCDEGHKNOPQRUVXYZ&+−=<>"),
)
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters}


def measure(text: str, size: float = TEXT) -> float:
    """Return the width of a line in pixels."""
    return sum(_WIDTHS.get(letter, 1.0 if letter > "\u2e7f" else 0.53) for letter in text) * size


def clean(text: str) -> str:
    """Return a text in one line, without the control characters that no page may have."""
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text).split())


def cut(text: str, width: float, size: float = TEXT) -> str:
    """Return the text, or as much of its beginning as fits with an ellipsis."""
    if measure(text, size) <= width:
        return text
    room = width - measure(_ELLIPSIS, size)
    kept = ""
    for letter in text:
        room -= measure(letter, size)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + _ELLIPSIS


def wrap(text: str, width: float, size: float = TEXT, lines: int = 2) -> tuple[str, ...]:
    """Return the text in at most so many lines; the last one is cut."""
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        count = 1
        while count < len(words) and measure(" ".join(words[: count + 1]), size) <= width:
            count += 1
        if measure(words[0], size) > width:
            break
        found.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        found.append(cut(" ".join(words), width, size))
    return tuple(found)
