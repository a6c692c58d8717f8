"""A sanitised drawing of Mermaid → one that stands in a page and follows its colours.

Mermaid's neutral theme has greys only. Each grey becomes the mixture of the page's ink and paper
that is as light, so that a diagram turns dark with the page, prints on white, and obeys forced
colours. Its style sheet holds for nothing but the drawing, and has no more than the drawing needs.
"""

from __future__ import annotations

import colorsys
import hashlib
import re
from collections.abc import Iterator
from html import escape

# What mermaidx calls a drawing.
_ID = "my-svg"
_NAMES = {
    "black": 0, "dimgray": 105, "dimgrey": 105, "gray": 128, "grey": 128, "darkgray": 169,
    "darkgrey": 169, "silver": 192, "lightgray": 211, "lightgrey": 211, "gainsboro": 220,
    "whitesmoke": 245, "white": 255,
}  # fmt: skip
_COLOUR = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|(?:rgb|hsl)a?\([\d\s.,%/-]*\)|(?<![\w.#-])(?:{'|'.join(_NAMES)})(?![\w-])",
    re.IGNORECASE,
)
_COLOURED = ("fill", "stroke", "color", "stop-color", "flood-color", "style")
_TAG = re.compile(r'<([\w:]+)((?: [\w:-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([\w:-]+)="([^"]*)"')
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
# Nothing in a drawing leaves its place, moves by itself or catches the pointer.
_UNWANTED = re.compile(
    r"(?:^|(?<=;))\s*(?:position|inset|animation|transition|cursor|pointer-events|z-index|--)[^;]*;?"
)
_SHARED = re.compile(r'<(marker|symbol) id="([^"]*)".*?</\1>', re.DOTALL)
_NAMING = ("id", "aria-labelledby", "aria-describedby")
_REFERENCE = re.compile(r"""url\(\s*["']?#([^)"']+)["']?\s*\)""")
_SELECTED_ID = re.compile(r"#([A-Za-z_][\w-]*)")
_NUMBER = re.compile(r"(?<![.\d])(\d+\.\d{3,})(?=(\.?))")
_FILL = re.compile(r"(?:^|;)\s*fill:\s*([^;!]+)")
_INK = re.compile(r"(?:^|;)\s*color:")
_Colour = tuple[float, float, float, float]


def finish_svg(svg: str, width: int, height: int, source: str, alt: str) -> str:
    """Return the drawing with ids and styles of its own, the page's colours, and a name."""
    name = f"pf-d{hashlib.sha256(f'{source}{alt}'.encode()).hexdigest()[:8]}"
    sheet = "".join(_STYLE.findall(svg))
    body = _STYLE.sub("", svg)
    used = {word for found in re.findall(r' class="([^"]*)"', body) for word in found.split()}
    body = _SHARED.sub(
        lambda one: one[0] if re.search(rf"#{re.escape(one[2])}[\")]", body) else "", body
    )
    root, rest = _split_root(body)
    rest = _name_inks(_TAG.sub(_recolour_tag, rest)).replace(_ID, name)
    label = _label(root, alt).replace(_ID, name)
    box = escape(root.get("viewBox", f"0 0 {width} {height}"))
    style = "".join(_rules(sheet, name, used))
    return (
        f'<svg class="pf-diagram__svg {name}" viewBox="{box}" width="{width}" height="{height}"'
        f' style="--pf-diagram-width:{width}px"{label}><style>{style}</style>{rest}'
    )


def _split_root(svg: str) -> tuple[dict[str, str], str]:
    first = _TAG.search(svg)
    assert first  # noqa: S101 - it comes from the sanitiser
    return dict(_ATTRIBUTE.findall(first[2])), svg[first.end() :]


def _label(root: dict[str, str], alt: str) -> str:
    """Name the drawing: by `alt`, else by what it says of itself, else not at all."""
    if alt:
        return f' role="img" aria-label="{escape(alt)}"'
    if "aria-labelledby" not in root and "aria-describedby" not in root:
        return ' role="group"'
    known = ("aria-labelledby", "aria-describedby")
    names = "".join(f' {key}="{root[key]}"' for key in known if key in root)
    return f' role="img"{names}'


def _rules(sheet: str, name: str, used: set[str]) -> Iterator[str]:
    """Yield the rules that are about this drawing and something in it."""
    for selectors, body in _RULE.findall(sheet):
        kept = [
            f".{name}{_SELECTED_ID.sub(_own_selector, selector[len(_ID) + 1 :])}".replace(_ID, name)
            for selector in map(str.strip, selectors.replace("&gt;", ">").split(","))
            if re.match(rf"#{_ID}(?![\w-])", selector)
            and not re.search(r"[~+(@\\]|:root", selector)
            and used.issuperset(_CLASS.findall(selector))
        ]
        body = _own("", _recolour(_UNWANTED.sub("", body).strip())).replace(_ID, name)
        if kept and body:
            yield f"{','.join(kept).replace('>', '&gt;')}{{{body}}}"


def _recolour_tag(tag: re.Match[str]) -> str:
    written = []
    for key, value in _ATTRIBUTE.findall(tag[2]):
        if key == "style":
            value = _UNWANTED.sub("", value).strip("; ")
        if value or key != "style":
            new = _recolour(value) if key in _COLOURED else _shorten(key, value)
            written.append(f' {key}="{_own(key, new)}"')
    return f"<{tag[1]}{''.join(written)}>"


def _own(key: str, value: str) -> str:
    """Give ids, and what names them, the drawing's name: some of Mermaid's are in every drawing."""
    if key in _NAMING:
        return " ".join(map(_own_id, value.split()))
    if key.endswith("href") and value.startswith("#"):
        return f"#{_own_id(value[1:])}"
    return _REFERENCE.sub(lambda found: f"url(#{_own_id(found[1])})", value)


def _own_selector(found: re.Match[str]) -> str:
    return f"#{_own_id(found[1])}"


def _own_id(name: str) -> str:
    return name if _ID in name else f"{_ID}-{name}"


def _shorten(key: str, value: str) -> str:
    """Round what nobody sees: drawn by hand, a round corner has 600 numbers of 16 digits."""
    if key not in ("d", "points", "transform"):
        return value
    return _NUMBER.sub(_round, value)


def _round(number: re.Match[str]) -> str:
    text = f"{float(number[1]):.2f}".rstrip("0").rstrip(".")
    # In a path, `17.001.45` is two numbers, and `17.45` one.
    return f"{text} " if number[2] and "." not in text else text


def _recolour(css: str) -> str:
    return _COLOUR.sub(lambda found: _tone(found[0]), css)


def _tone(text: str) -> str:
    """Return a grey as a mixture of ink and paper; a colour stays what it is."""
    colour = _read(text)
    if colour is None or max(colour[:3]) - min(colour[:3]) > 0.03:
        return text
    share = 5 * round(20 * sum(colour[:3]) / 3)  # of paper, in steps that no eye tells apart
    mixed = f"color-mix(in srgb,var(--pf-paper) {share}%,var(--pf-ink))"
    mixed = {0: "var(--pf-ink)", 100: "var(--pf-paper)"}.get(share, mixed)
    if colour[3] >= 1:
        return mixed
    return f"color-mix(in srgb,{mixed} {round(100 * colour[3])}%,transparent)"


def _read(text: str) -> _Colour | None:
    """Return red, green, blue and alpha from 0 to 1."""
    text = text.lower()
    if text in _NAMES:
        grey = _NAMES[text] / 255
        return grey, grey, grey, 1.0
    if text.startswith("#"):
        digits = text[1:] if len(text) > 5 else "".join(2 * digit for digit in text[1:])
        if len(digits) not in (6, 8):
            return None
        parts = [int(digits[place : place + 2], 16) / 255 for place in range(0, len(digits), 2)]
        red, green, blue, alpha = (*parts, 1.0)[:4]
        return red, green, blue, alpha
    numbers = [
        float(number) / (100 if unit else 1)
        for number, unit in re.findall(r"(-?\d+(?:\.\d+)?)(%?)", text)
    ]
    if len(numbers) not in (3, 4):
        return None
    alpha = min(1.0, numbers[3]) if len(numbers) == 4 else 1.0
    if text.startswith("hsl"):
        hue, saturation, light = numbers[:3]
        return (*colorsys.hls_to_rgb(hue / 360 % 1, light, saturation), alpha)
    red, green, blue = (min(1.0, number / 255) for number in numbers[:3])
    return red, green, blue, alpha


def _name_inks(body: str) -> str:
    """Tell labels which ink can be read on a colour that the author gave their shape.

    The shape comes first in its group; its own `color` is the author's word on the matter.
    """
    group = re.compile(r'(<g class="node[^>]*?)(>(?:<g[^>]*>)?<\w+[^>]*? style="([^"]*)")')

    def add(found: re.Match[str]) -> str:
        fill = _FILL.search(found[3])
        colour = _read(fill[1].strip()) if fill else None
        if colour is None or _INK.search(found[3]):
            return found[0]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                            for part in colour[:3])  # fmt: skip
        luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        ink = "#000" if luminance > 0.179 else "#fff"  # where both contrast alike, WCAG 2.2
        return f'{found[1]} style="--pf-label:{ink}"{found[2]}'

    return group.sub(add, body)
