"""The look of a site → a stylesheet of custom properties, and what to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Template

from proofolio.pages.look.accent import accent_colours
from proofolio.pages.look.colour import Colour
from proofolio.pages.look.usual import SYSTEM

if TYPE_CHECKING:
    from proofolio.pages.look.model import Font, Look

_TEMPLATE, _ICON = (Path(__file__).parent / name for name in ("look.css.jinja", "icon.svg.jinja"))
_PROPERTIES = {"text": "font", "heading": "font-heading", "mono": "font-mono"}
_SYSTEM = {
    "sans-serif": "system-ui, sans-serif",
    "serif": "ui-serif, Georgia, serif",
    "monospace": "ui-monospace, monospace",
}


def look_sheet(look: Look, light: Mapping[str, Colour], dark: Mapping[str, Colour], up: str) -> str:
    """What differs from the stylesheets of the palette and the density; empty where nothing does.

    `light` and `dark` are the colours of the palette; `up` leads from the stylesheet to the site.
    """
    fonts = {kind: getattr(look.fonts, kind) for kind in _PROPERTIES}
    given = {kind: font for kind, font in fonts.items() if font}
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    text: str = template.render(
        fonts=given.values(),
        stacks={_PROPERTIES[kind]: _stack(kind, font) for kind, font in given.items()},
        light=accent_colours(look.accent, light, dark=False) if look.accent else {},
        dark=accent_colours(look.accent, dark, dark=True) if look.accent else {},
        up=up,
    )
    return text


def look_icon(look: Look, light: Mapping[str, Colour]) -> str:
    """A tick on the accent, as SVG."""
    colours = accent_colours(look.accent, light, dark=False) if look.accent else light
    template = Template(_ICON.read_text(encoding="utf-8"))
    text: str = template.render(accent=colours["accent"], on=colours["on-accent"])
    return text


def preloaded(look: Look) -> list[str]:
    """The files, by their paths in docs_dir, that every page asks for first."""
    fonts = [font for font in (look.fonts.text, look.fonts.heading) if font]
    upright = ([file for file in font.files if not file.italic] for font in fonts)
    return [str(files[0].file) for files in upright if files]


def describe_accent(
    look: Look, light: Mapping[str, Colour], dark: Mapping[str, Colour]
) -> str | None:
    """What became of the author's accent where it is not what he wrote."""
    if not look.accent:
        return None
    given, said = look.accent, []
    for scheme, palette, is_dark in (("light", light, False), ("dark", dark, True)):
        made, paper = accent_colours(given, palette, dark=is_dark)["accent"], palette["paper"]
        if made != given:
            now, before = made.contrast(paper), given.contrast(paper)
            said.append(f"{made} on the {scheme} page ({now:.1f}:1, as given {before:.1f}:1)")
    return f"look: accent {given} is {', and '.join(said)}" if said else None


def _stack(kind: str, font: Font) -> str:
    generic = font.fallback or ("monospace" if kind == "mono" else "sans-serif")
    return _SYSTEM[generic] if font.family == SYSTEM else f'"{font.family}", {_SYSTEM[generic]}'
