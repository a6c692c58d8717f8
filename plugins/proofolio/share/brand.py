"""The look of a site, as templates of typst are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofolio.pages.look.accent import accent_colours
from proofolio.pages.look.colour import Colour
from proofolio.pages.look.model import Font, Look
from proofolio.pages.look.usual import SYSTEM
from proofolio.share.fonts import FAMILIES, Woff2

# The pictures that typst reads.
DRAWABLE = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_OURS = {
    "text": FAMILIES["source_sans_3"],
    "heading": FAMILIES["source_sans_3"],
    "mono": FAMILIES["ibm_plex_mono"],
}


@dataclass(frozen=True)
class Brand:
    """Colours of the light scheme by the names of their properties, and families of fonts by use.

    `woff2` are the files of the site's own fonts, `logo` is a picture that typst can read.
    """

    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    woff2: tuple[Woff2, ...] = ()
    logo: Path | None = None

    def data(self) -> dict[str, Any]:
        """The part of a sheet's data that tells the look."""
        return {"colours": dict(self.colours), "fonts": {k: list(v) for k, v in self.fonts.items()}}


def make_brand(
    look: Look, light: Mapping[str, Colour], docs: Path, logo: Path | None = None
) -> Brand:
    """The look that mkdocs.yml sets; `light` are the colours of its palette.

    Our own fonts stand in for letters that those of the site lack, and for the reader's own.
    """
    colours = {**light, **(accent_colours(look.accent, light, dark=False) if look.accent else {})}
    fonts = {kind: getattr(look.fonts, kind) for kind in _OURS}
    fonts["heading"] = fonts["heading"] or fonts["text"]
    files = [
        (font.family, docs / str(file.file))
        for font in fonts.values()
        if font
        for file in font.files
    ]
    return Brand(
        {name: str(colour) for name, colour in colours.items()},
        {kind: (*_family(font), _OURS[kind]) for kind, font in fonts.items()},
        tuple(dict.fromkeys(files)),
        logo if logo and logo.suffix.lower() in DRAWABLE else None,
    )


def _family(font: Font | None) -> tuple[str, ...]:
    return (font.family,) if font and font.family != SYSTEM else ()
