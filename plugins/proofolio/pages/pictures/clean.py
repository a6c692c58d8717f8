"""The picture that is published in place of an author's file: without metadata, upright, in sRGB.

Pixels stay as they were saved wherever that can be. Only what is turned by EXIF, has the colours of
another profile than sRGB, or is made of printing inks is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable

from proofolio.notebooks import NotebookError
from proofolio.notebooks.raster import describe_bytes
from proofolio.pages.pictures.container import Container, Damaged
from proofolio.pages.pictures.strip_jpeg import strip_jpeg
from proofolio.pages.pictures.strip_others import PNG, strip_gif, strip_png, strip_webp

# As notebooks' pictures; to draw one again takes a gigabyte at most.
_MOST_PIXELS = 80_000_000
_INKS = 4


def clean_picture(data: bytes) -> Container:
    """Return the picture that is published for these bytes.

    Raises NotebookError for what is no whole PNG, JPEG, GIF, WebP or AVIF picture.
    """
    try:
        found = _strip(data)
        width, height = found.size
        if width * height > _MOST_PIXELS:
            raise NotebookError(
                "a picture of at most 80 megapixels",
                f"{width} × {height} pixels",
                "make it smaller",
            )
        return _redrawn(found, data)
    except ImportError as error:
        expected = "Pillow, to take the metadata out of this picture"
        raise NotebookError(expected, "none", "install pillow") from error
    except Damaged as error:
        repair = "make it again and save it"
        raise NotebookError("a whole picture", "a damaged picture", repair) from error


def _strip(data: bytes) -> Container:
    found = _reader(data)
    if not found:
        what, repair = describe_bytes(data)
        raise NotebookError("a PNG, JPEG, GIF, WebP or AVIF picture", what, repair)
    return found(data)


def _reader(data: bytes) -> Callable[[bytes], Container] | None:
    if data.startswith(PNG):
        return strip_png
    if data.startswith(b"\xff\xd8\xff"):
        return strip_jpeg
    if data.startswith((b"GIF87a", b"GIF89a")):
        return strip_gif
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return strip_webp
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        from proofolio.pages.pictures.strip_avif import strip_avif  # lazy: imports Pillow

        return strip_avif
    return None


def _redrawn(found: Container, data: bytes) -> Container:
    """The picture drawn upright in sRGB, where it is not."""
    is_srgb = not found.profile or b"sRGB" in found.profile.replace(b"\0", b"")
    is_plain = is_srgb and found.orientation == 1 and found.colours < _INKS
    # Frames are never drawn again: their times and places would have to be, too.
    if found.frames > 1 or (is_plain and found.is_clean):
        return found
    from proofolio.pages.pictures.draw import redraw  # lazy: a warm build must not import Pillow

    return redraw(found, data)
