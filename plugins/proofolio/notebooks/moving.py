"""Pictures that move by themselves; of GIFs the first frame stands there until a reader wants to
see them move."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from proofolio.notebooks.draft import Draft
from proofolio.notebooks.picture import Picture
from proofolio.notebooks.templates import write_gif

# The start of what each frame of a moving GIF has.
_FRAME = b"\x21\xf9\x04"
# What tells of movement stands near the start of a file.
_HEAD = 4096


def moves(picture: Picture) -> bool:
    """Tell whether a picture is a GIF that moves by itself."""
    return picture.suffix == ".gif" and picture.data.count(_FRAME) > 1


def name_moving(picture: Picture) -> str:
    """What a picture that moves by itself is, such as "a GIF"; nothing of one that stands still."""
    if moves(picture):
        return "a GIF"
    head = picture.head(_HEAD)
    if picture.suffix == ".webp" and head[12:16] == b"VP8X" and head[20] & 2:
        return "a WebP"
    if picture.suffix == ".png" and b"acTL" in head.partition(b"IDAT")[0]:
        return "a PNG"
    return "an AVIF" if picture.suffix == ".avif" and head[4:12] == b"ftypavis" else ""


def draw_still(data: bytes) -> bytes:
    """Return the first frame of a whole GIF as a PNG."""
    from PIL import Image  # lazy: a warm build must not import it

    with Image.open(BytesIO(data), formats=("GIF",)) as image:
        frame = image.convert("RGBA")
    # What a GIF does not paint is white, as on a page.
    sheet = Image.new("RGBA", frame.size, "white")
    sheet.alpha_composite(frame)
    file = BytesIO()
    sheet.convert("RGB").save(file, "PNG")
    return file.getvalue()


def show_gif(picture: Picture, alt: str, draft: Draft, words: Mapping[str, str]) -> str:
    """Return the HTML of a moving GIF, which stands still at first."""
    gif = draft.add_asset(draft.stem, ".gif", picture.data)
    still = draft.add_asset(draft.stem, ".png", draw_still(picture.data))
    return write_gif(gif, still, alt, (picture.width, picture.height), words)
