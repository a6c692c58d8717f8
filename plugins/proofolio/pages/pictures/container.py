"""What the parts of a picture's file say of it, whatever its format."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Literal

Kind = Literal["PNG", "JPEG", "GIF", "WEBP", "AVIF"]
_ORIENTATION = 0x0112
# Profiles of printers have a megabyte or two.
_LONGEST_PROFILE = 8_000_000


class Damaged(Exception):
    """A picture whose parts do not add up."""


@dataclass(frozen=True, slots=True)
class Container:
    """A picture without its metadata: `data` has only what its pixels need.

    `width` and `height` count stored pixels, which `orientation` (1 to 8, as EXIF has it) turns.
    `profile` is what its colours were told by, and `data` has not any more; `lossless` says that
    no pixel was changed when it was saved; `colours` counts channels without transparency. Where
    `is_clean` is false, the metadata could not be taken out.
    """

    kind: Kind
    data: bytes
    width: int
    height: int
    orientation: int = 1
    profile: bytes = b""
    frames: int = 1
    lossless: bool = True
    colours: int = 3
    is_clean: bool = True

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as a reader sees them."""
        width, height = self.width, self.height
        return (height, width) if self.orientation > 4 else (width, height)


def read_orientation(tiff: bytes) -> int:
    """Return the orientation in EXIF data, or 1 where it says none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (offset,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, offset)
        for place in range(offset + 2, offset + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def inflate(packed: bytes) -> bytes:
    """Return a profile that was packed; nothing where it is broken or too long to be one."""
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed, _LONGEST_PROFILE)
    except zlib.error:
        return b""
    return profile if unpacker.eof else b""
