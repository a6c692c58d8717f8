"""The icons of a site for tabs and home screens, and the manifest that names them.

Source: https://www.w3.org/TR/appmanifest/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofolio.notebooks.store import mark_used, write_whole
from proofolio.share.brand import Brand
from proofolio.share.fonts import FAMILIES
from proofolio.share.sheet import Sheet, SheetRefused
from proofolio.share.site import SharedSite
from proofolio.share.typst import TEMPLATES, Press

if TYPE_CHECKING:
    from PIL.Image import Image

MANIFEST, TOUCH = "manifest.webmanifest", "assets/icons/apple-touch-icon.png"
# Size in pixels, and the share of it that the picture fills: launchers cut the maskable ones to a
# circle of four fifths, and Apple's to a rounded square.
ICONS: Mapping[str, tuple[int, float]] = {
    "assets/icons/icon-192.png": (192, 1.0),
    "assets/icons/icon-512.png": (512, 1.0),
    "assets/icons/icon-maskable-512.png": (512, 0.56),
    TOUCH: (180, 0.7),
}
_LARGE = 1024
_TEMPLATE = "icon.typ"
# Longer ones are cut on home screens.
_LONGEST_NAME = 12
# The tick of our own icon, in parts of its side.
_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))


def initials(name: str) -> str:
    """The first letters of the first and the last word: `Sample Freelancer` → SF."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in dict.fromkeys([*words[:1], *words[1:][-1:]]))


def make_icons(name: str, picture: Path | None, brand: Brand, press: Press) -> dict[str, Path]:
    """The icons by address, made of a picture, else of the initials of a name; kept by content."""
    letters = initials(name)
    data = picture.read_bytes() if picture else letters.encode()
    colours = (brand.colours["accent"], brand.colours["on-accent"], brand.colours["paper"])
    maker = f"{letters} {version('pillow')} {press.tool} {colours}".encode()
    code = Path(__file__).read_bytes() + (TEMPLATES / _TEMPLATE).read_bytes()
    folder = press.cache / "icons" / hashlib.sha256(b"\0".join((code, maker, data))).hexdigest()
    made = {uri: folder / Path(uri).name for uri in ICONS}
    try:
        for path in made.values():
            mark_used(path)
    except OSError:
        _draw_all(made, picture, letters, colours, press)
    return made


def _draw_all(
    made: Mapping[str, Path],
    picture: Path | None,
    letters: str,
    colours: tuple[str, str, str],
    press: Press,
) -> None:
    accent, on_accent, paper = colours
    found = _open(picture, press) if picture else None
    drawn = found or _draw_letters(letters, accent, on_accent)
    for uri, (size, share) in ICONS.items():
        whole = drawn
        if share < 1:
            # The author's picture stands on paper, letters on all of their colour.
            whole = _inset(drawn, share, paper) if found else _inset(drawn, 1.0, accent)
        write_whole(made[uri], _png(whole, size))


def _open(picture: Path, press: Press) -> Image | None:
    """The picture in a square; nothing for one that cannot be drawn here, such as SVG or ICO."""
    from PIL import Image, UnidentifiedImageError  # lazy: a warm build must not import it

    if picture.suffix.lower() == ".svg":
        if not press.tool:
            return None
        sheet = Sheet(_TEMPLATE, {"side": _LARGE}, files={"picture": picture})
        try:
            picture = press.make(sheet).path
        except SheetRefused:
            return None
    try:
        with Image.open(picture) as opened:
            whole = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError):
        return None
    side = max(whole.size)
    square = Image.new("RGBA", (side, side))
    square.paste(whole, ((side - whole.width) // 2, (side - whole.height) // 2))
    return square


def _draw_letters(letters: str, colour: str, on: str) -> Image:
    """Initials on a rounded square; a tick where no font has them."""
    from PIL import Image, ImageDraw

    drawn = Image.new("RGBA", (_LARGE, _LARGE))
    pen = ImageDraw.Draw(drawn)
    pen.rounded_rectangle((0, 0, _LARGE - 1, _LARGE - 1), radius=_LARGE * 0.22, fill=colour)
    font = _find_font(_LARGE * (0.5 if len(letters) > 1 else 0.62))
    lost = bytes(font.getmask("\uffff"))
    if letters and not any(bytes(font.getmask(letter)) == lost for letter in letters):
        # By the height of capitals, so that Ä stands where A would.
        _, top, _, bottom = font.getbbox("H", anchor="ls")
        width = font.getlength(letters)
        at = ((_LARGE - width) / 2, (_LARGE + (bottom - top)) / 2)
        pen.text(at, letters, fill=on, font=font, anchor="ls")
    else:
        points = [(x * _LARGE, y * _LARGE) for x, y in _TICK]
        pen.line(points, fill=on, width=_LARGE // 10, joint="curve")
    return drawn


def _find_font(size: float) -> Any:
    from importlib.util import find_spec

    from PIL import ImageFont

    package = find_spec(f"fontpkg_{next(iter(FAMILIES))}")
    for folder in (package and package.submodule_search_locations) or ():
        for file in Path(folder).glob("files/SourceSans3[[]wght].ttf"):
            font = ImageFont.truetype(file, round(size))
            font.set_variation_by_axes([600])
            return font
    return ImageFont.load_default(round(size))


def _inset(drawn: Image, share: float, ground: str) -> Image:
    """The picture in the middle of a ground without holes."""
    from PIL import Image

    inner = round(_LARGE * share)
    flat = Image.new("RGBA", (_LARGE, _LARGE), ground)
    small = drawn.resize((inner, inner), Image.Resampling.LANCZOS)
    flat.alpha_composite(small, ((_LARGE - inner) // 2, (_LARGE - inner) // 2))
    return flat


def _png(picture: Image, size: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def write_manifest(site: SharedSite, brand: Brand) -> str:
    """What browsers ask for a site on a home screen; all addresses count from the manifest's."""
    icons = [
        {
            "src": uri,
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any" if share == 1 else "maskable",
        }
        for uri, (size, share) in ICONS.items()
        if uri != TOUCH
    ]
    short = site.name if len(site.name) <= _LONGEST_NAME else site.name.split()[0]
    manifest = {
        "id": "./",
        "name": site.name,
        "short_name": short[:_LONGEST_NAME],
        "description": site.description,
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": brand.colours["paper"],
        "theme_color": brand.colours["paper"],
        "icons": icons,
    }
    known = {key: value for key, value in manifest.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"
