"""What Pillow knows of a picture's bytes: its format, its size, and whether it is whole."""

from __future__ import annotations

import binascii
import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from proofolio.notebooks.error import NotebookError

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "GIF": ("image/gif", ".gif"),
    "WEBP": ("image/webp", ".webp"),
    "AVIF": ("image/avif", ".avif"),
}
# Pillow's readers raise all of these for damaged files; it promises no type of its own.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    binascii.Error,
    Warning,
)
_DAMAGED = ("a damaged picture", "make it again and save it")
_ORIENTATION = 0x0112
# A page needs no picture beyond this; decoding one would take gigabytes.
_MOST_PIXELS = 80_000_000


@dataclass(frozen=True, slots=True)
class Raster:
    """Format and size of a picture as a browser shows it (EXIF orientation applied)."""

    media_type: str
    suffix: str
    width: int
    height: int


def measure(data: bytes, what: str) -> Raster:
    """Return the format and size of whole PNG, JPEG, GIF, WebP or AVIF bytes.

    `what` names the picture in the message of the NotebookError that anything else raises.
    """
    from PIL import Image, UnidentifiedImageError  # lazy: a warm build must not import it

    expected = f"a PNG, JPEG, GIF, WebP, AVIF or SVG picture in {what}"
    # We say it in words of our own, from fewer pixels on.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        image = Image.open(BytesIO(data), formats=tuple(FORMATS))
        # Phones put a second picture, or a map of depths, behind a JPEG.
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        width, height = image.size
        if width * height <= _MOST_PIXELS:
            turned = _is_turned(image)
            _check_whole(image)
    except UnidentifiedImageError as error:
        found, repair = describe_bytes(data)
        raise NotebookError(expected, found, repair) from error
    except Image.DecompressionBombError as error:
        found = "more than twice as many"
        raise NotebookError(f"at most 80 megapixels in {what}", found, "make it smaller") from error
    except _DAMAGE as error:
        raise NotebookError(expected, *_DAMAGED) from error
    if width * height > _MOST_PIXELS:
        found = f"{width} × {height} pixels"
        raise NotebookError(f"at most 80 megapixels in {what}", found, "make it smaller")
    media_type, suffix = FORMATS[kind]
    return Raster(media_type, suffix, height if turned else width, width if turned else height)


def _check_whole(image: Image.Image) -> None:
    if image.format == "PNG":
        image.verify()  # checksums of all chunks, a tenth of the cost of decoding them
        return
    # A JPEG is decoded at an eighth of its size: enough to see that it is whole.
    image.draft("RGB", (image.width // 8 or 1, image.height // 8 or 1))
    image.load()


def _is_turned(image: Image.Image) -> bool:
    """Tell whether EXIF lays the picture on its side, in the formats where Chromium obeys it."""
    # Without asking `info` first, Pillow decodes a whole PNG in search of EXIF data at its end.
    has_exif = "exif" in image.info and image.format in ("JPEG", "MPO", "PNG", "AVIF")
    return has_exif and image.getexif().get(_ORIENTATION) in (5, 6, 7, 8)


def describe_bytes(data: bytes) -> tuple[str, str]:
    """Return what bytes are that are no picture for the web, and what to do about it."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    save = "save it as PNG, JPEG, WebP or SVG"
    if not data.strip():
        return "an empty file", "make it again and save it"
    if head.startswith(b"version https://git-lfs"):
        return "a Git LFS pointer", "fetch the file with `git lfs pull`"
    if head[:9].lower() in (b"<!doctype", b"<html") or head[:5].lower() == b"<html":
        return "a web page (HTML)", "download the picture itself"
    for start, name in (
        (b"%PDF", "a PDF"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"BM", "a BMP picture"),
        (b"8BPS", "a Photoshop file"),
    ):
        if data.startswith(start):
            return name, save
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        return _DAMAGED
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "a HEIC photo", save
    if b"\0" not in data[:512]:
        return "text", save
    return "data of an unknown kind", save
