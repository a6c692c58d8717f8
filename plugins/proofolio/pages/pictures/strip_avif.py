"""An AVIF picture without metadata, and without a pixel changed."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from proofolio.pages.pictures.container import Container, read_orientation
from proofolio.pages.pictures.draw import reading

_EXIF = b"Exif\0\0"
# EXIF data that says nothing; a reader may refuse a picture whose EXIF data is none.
_EMPTY = b"MM\0*\0\0\0\x08" + bytes(6)


def strip_avif(data: bytes) -> Container:
    """Return the picture with its metadata written over: other parts are found by their places.

    Raises Damaged.
    """
    with reading(), Image.open(BytesIO(data), formats=("AVIF",)) as image:
        exif, xmp = image.info.get("exif", b""), image.info.get("xmp", b"")
        (width, height), frames = image.size, getattr(image, "n_frames", 1)
        profile = image.info.get("icc_profile") or b""
    exif, is_clean = exif.removeprefix(_EXIF), True
    for part, empty in ((exif, _EMPTY.ljust(len(exif), b"\0")), (xmp, b" " * len(xmp))):
        # Where the picture is turned, Pillow has written EXIF data of its own.
        is_clean &= not part or (part in data and len(part) == len(empty))
        data = data.replace(part, empty) if part and len(part) == len(empty) else data
    # A part of its own turns it for readers, and Pillow tells of that as EXIF's orientation.
    return Container(
        "AVIF", data, width, height, read_orientation(exif), profile, frames, False,
        is_clean=is_clean,
    )  # fmt: skip
