"""Colours of table cells: from the style sheet of a pandas Styler to safe styles of each cell.

No text of the author's reaches the page: colours are read, and written again as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_STYLE = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# `#T_1_row0_col1`, `#T_1 th`, `td.col0`, `#T_1 .row0.col1`
_SELECTOR = re.compile(r"(?:#(?P<id>[\w-]+))? ?(?P<tag>td|th)?(?P<classes>(?:\.[\w-]+)*)")
_BAR = re.compile(r"linear-gradient\( ?90deg ?,(?P<stops>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_STOP = re.compile(r"\s*(?P<colour>.+?)\s+(?P<place>-?\d{1,4}(?:\.\d{1,4})?)%\s*")
_WORDS = {
    "font-weight": re.compile(r"bold|normal|[1-9]00"),
    "font-style": re.compile(r"italic|normal"),
    "text-align": re.compile(r"left|right|center|start|end"),
}
_MOST_RULES = 100
# One of the last two can be read on any ground.
_INKS = ((33, 31, 28), (255, 255, 255), (0, 0, 0))
# The grounds that a page's text stands on, by day and by night.
_DAY, _NIGHT = (252, 251, 249), (22, 21, 20)
_CONTRAST = 4.5  # WCAG 2.2, 1.4.3

Colour = tuple[int, int, int]
Rules = Mapping[str, str]


class CellStyles:
    """The styles of one table; `html` is the output, of which only style sheets are read."""

    def __init__(self, html: str) -> None:
        self._by_id: dict[str, Rules] = {}
        self._others: list[tuple[str, frozenset[str], Rules]] = []
        for sheet in _STYLE.split(html)[1:]:
            css = _COMMENT.sub(" ", sheet.partition("</")[0])
            for block in css.split("}"):
                selectors, _, body = block.partition("{")
                if rules := _declarations(body):
                    for selector in selectors.split(","):
                        self._add(" ".join(selector.split()), rules)

    def _add(self, selector: str, rules: Rules) -> None:
        match = _SELECTOR.fullmatch(selector)
        if not match:
            return
        classes = frozenset(match["classes"].split(".")[1:])
        if match["tag"] or classes:
            if len(self._others) < _MOST_RULES:
                self._others.append((match["tag"] or "", classes, rules))
        elif match["id"]:
            self._by_id[match["id"]] = {**self._by_id.get(match["id"], {}), **rules}

    def style_of(self, tag: str, attributes: Mapping[str, str | None]) -> str:
        """Return the value of a cell's `style` attribute, empty where it has none."""
        rules: dict[str, str] = {}
        classes = set((attributes.get("class") or "").split())
        for wanted, names, others in self._others:
            if wanted in ("", tag) and names <= classes:
                rules |= others
        rules |= self._by_id.get(attributes.get("id") or "", {})
        rules |= _declarations(attributes.get("style") or "")
        return _write(rules) if rules else ""


def _declarations(text: str) -> Rules:
    found = {}
    for part in text.lower().split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), " ".join(value.split())
        if name in ("color", "background-color", "background", *_WORDS) and len(value) < 500:
            found[name] = value.removesuffix("!important").strip()
    return found


def _write(rules: Rules) -> str:
    ground = _colour(rules.get("background-color", "")) or _colour(rules.get("background", ""))
    ink = _colour(rules.get("color", ""))
    written = []
    if ground:
        inks = (*((ink,) if ink else ()), *_INKS)
        ink = next(each for each in inks if _contrast(each, ground) >= _CONTRAST)
        written += [f"background-color: {_hex(ground)}", f"color: {_hex(ink)}"]
    elif ink:
        # The page's own ground changes with the scheme, so there are two of the ink.
        day, night = _readable(ink, _DAY), _readable(ink, _NIGHT)
        written += [f"--pf-day: {_hex(day)}", f"--pf-night: {_hex(night)}"]
    if bar := _bar(rules.get("background", "")):
        # At the foot of the cell, where it is under no text.
        written.append(f"background-image: {bar}")
    for name, pattern in _WORDS.items():
        if pattern.fullmatch(rules.get(name, "")):
            written.append(f"{name}: {rules[name]}")
    return "; ".join(written)


def _bar(value: str) -> str:
    match = _BAR.search(value)
    stops = re.split(r",(?![^(]*\))", match["stops"]) if match else []
    written = []
    for stop in stops[:6]:
        found = _STOP.fullmatch(stop)
        colour = _colour(found["colour"]) if found else None
        if found is None or (colour is None and found["colour"] != "transparent"):
            return ""
        place = min(100.0, max(0.0, float(found["place"])))
        written.append(f"{_hex(colour) if colour else 'transparent'} {place:g}%")
    return f"linear-gradient(90deg, {', '.join(written)})" if len(written) > 1 else ""


@lru_cache(maxsize=4096)
def _colour(value: str) -> Colour | None:
    from PIL import ImageColor  # lazy: a warm build must not import it

    try:
        red, green, blue, *alpha = ImageColor.getrgb(value)
    except (ValueError, OverflowError):
        return None
    share = min(alpha[0], 255) / 255 if alpha else 1.0
    if not share:
        return None
    mixed = [round(share * min(part, 255) + (1 - share) * 255) for part in (red, green, blue)]
    return mixed[0], mixed[1], mixed[2]


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _readable(ink: Colour, ground: Colour) -> Colour:
    """Return the ink, darker or lighter until it can be read on the ground."""
    target = 0 if ground == _DAY else 255
    for step in range(21):
        share = step / 20
        found = [round((1 - share) * part + share * target) for part in ink]
        mixed = (found[0], found[1], found[2])
        if _contrast(mixed, ground) >= _CONTRAST:
            break
    return mixed


def _contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def _luminance(colour: Colour) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
