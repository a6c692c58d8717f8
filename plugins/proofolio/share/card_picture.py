"""An author's own picture as a card: checked, without metadata, light enough for all networks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from proofolio.notebooks import NotebookError
from proofolio.notebooks.folder import check_exists
from proofolio.notebooks.store import mark_used, write_whole
from proofolio.pages.pictures import PictureStore
from proofolio.studies.media import CardPicture

WIDTH, HEIGHT = 1200, 630
# What networks show large (Facebook's guide; others take less), and what WhatsApp still loads.
_LEAST = (600, 315)
_HEAVIEST = 300_000
_QUALITIES = (88, 80, 72, 60, 45, 30)


@dataclass(frozen=True)
class OwnPicture:
    """A picture as it is published; `warning` says what networks will cut off."""

    path: Path
    width: int
    height: int
    warning: str = ""


def read_picture(wanted: CardPicture, folder: Path, pictures: PictureStore) -> OwnPicture:
    """The picture that an author names in a folder. Raises NotebookError."""
    name = str(wanted.picture)
    check_exists(folder, name)
    found = pictures.clean(folder / name)
    if found.kind not in ("PNG", "JPEG"):
        kind = f"a picture of the type {found.kind}"
        raise NotebookError("a PNG or JPEG picture", kind, "networks show no other: save it anew")
    size = f"{found.width} × {found.height} pixels"
    if found.width < _LEAST[0] or found.height < _LEAST[1]:
        least = f"a picture of at least {_LEAST[0]} × {_LEAST[1]} pixels"
        raise NotebookError(least, size, f"make it {WIDTH} × {HEIGHT}, or leave it out")
    cut = _describe_cut(found.width, found.height)
    light, width, height = lighten(found.path, found.width, found.height, pictures.folder)
    warning = f"{size}: networks show {WIDTH} × {HEIGHT}, and cut off {cut}" if cut else ""
    return OwnPicture(light, width, height, warning)


def lighten(path: Path, width: int, height: int, cache: Path) -> tuple[Path, int, int]:
    """The picture, or one below 300 kB in its place, with its size in pixels."""
    if path.stat().st_size < _HEAVIEST:
        return path, width, height
    scale = min(1.0, max(WIDTH / width, HEIGHT / height))
    width, height = round(width * scale), round(height * scale)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    light = cache / "cards" / f"{digest}-{width}.jpg"
    try:
        mark_used(light)
    except OSError:
        write_whole(light, _draw(path, width, height))
    return light, width, height


def _draw(path: Path, width: int, height: int) -> bytes:
    from PIL import Image  # lazy: a warm build must not import it

    with Image.open(path) as opened:
        whole = opened.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    data = b""
    for quality in _QUALITIES:
        drawn = BytesIO()
        flat.save(drawn, "JPEG", quality=quality, optimize=True, progressive=True)
        data = drawn.getvalue()
        if len(data) < _HEAVIEST:
            break
    return data


def _describe_cut(width: int, height: int) -> str:
    """How much of it lies outside of the shape of cards; nothing where that is hardly seen."""
    shown = min(width, height * WIDTH / HEIGHT), min(height, width * HEIGHT / WIDTH)
    lost_width, lost_height = 1 - shown[0] / width, 1 - shown[1] / height
    if lost_width > 0.05:
        return f"{lost_width:.0%} of its width"
    return f"{lost_height:.0%} of its height" if lost_height > 0.05 else ""
