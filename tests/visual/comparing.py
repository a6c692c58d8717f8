"""Whether two pictures look alike: noise of the renderer passes, what a person would see does not.

Pictures are kept and compared at half their size: edges of letters that differ a little between
machines even out, and a hundred of them take less than a megabyte.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops

EDGE, EDGES = 48, 0.002  # of 255; the share of pixels that may differ more
# In a square of so many pixels noise evens out; a colour or a line that has moved does not.
GRAIN, TONE, TONES = 4, 8, 0.004


def pack(png: bytes) -> bytes:
    """The picture as it is kept, with a palette."""
    file = io.BytesIO()
    shrink(png).quantize(200, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def shrink(png: bytes) -> Image.Image:
    """The picture at half its size."""
    return Image.open(io.BytesIO(png)).convert("RGB").reduce(2)


def compare(reference: Path, png: bytes) -> str:
    """How a picture differs from the committed one; nothing where they look alike."""
    if not reference.exists():
        return "has no reference"
    before = Image.open(reference).convert("RGB")
    after = shrink(png)
    if before.size != after.size:
        return f"is {after.width} × {after.height} px, was {before.width} × {before.height}"
    edges = share(difference(before, after), EDGE)
    tones = share(difference(before.reduce(GRAIN), after.reduce(GRAIN)), TONE)
    if edges > EDGES or tones > TONES:
        return f"differs in {edges:.2%} of its pixels, in tone in {tones:.2%} of its squares"
    return ""


def difference(before: Image.Image, after: Image.Image) -> Image.Image:
    """The largest difference of the three colours, pixel by pixel, as a grey picture."""
    red, green, blue = ImageChops.difference(before, after).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def share(grey: Image.Image, least: int) -> float:
    """The share of pixels that are lighter than that."""
    return sum(grey.histogram()[least + 1 :]) / (grey.width * grey.height)


def explain(reference: Path, png: bytes, folder: Path) -> None:
    """Write what is there now, and where it differs, beside each other into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{reference.stem}-actual.png").write_bytes(png)
    if reference.exists():
        before = Image.open(reference).convert("RGB")
        after = shrink(png)
        size = max(before.width, after.width), max(before.height, after.height)
        sheets = [Image.new("RGB", size, "white") for _ in range(2)]
        for sheet, picture in zip(sheets, (before, after), strict=True):
            sheet.paste(picture)
        changed = difference(*sheets).point(lambda value: 255 if value > TONE else 0)
        ImageChops.invert(changed).save(folder / f"{reference.stem}-diff.png")
