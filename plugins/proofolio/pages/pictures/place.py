"""Whether a photo or film that is published as it is says where it was taken."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

# The entry of TIFF and EXIF that leads to the place (EXIF 2.3, 4.6.3), in both orders of bytes.
_PLAIN = (
    b"\x25\x88\x04\x00\x01\x00\x00\x00",
    b"\x88\x25\x00\x04\x00\x00\x00\x01",
    b"com.apple.quicktime.location",
    b"loci\x00\x00\x00\x00",  # 3GPP TS 26.244
)
# The box of MP4 and QuickTime: size of the text, language, ISO 6709.
_BOX, _FILMED = b"\xa9xyz", re.compile(rb"\xa9xyz.{4}[+-]\d", re.DOTALL)


def tells_place(path: Path) -> bool:
    """Look for a place in a HEIC or TIFF photo, an MP4 or QuickTime film."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if any(data.find(mark) >= 0 for mark in _PLAIN):
                return True
            return data.find(_BOX) >= 0 and bool(_FILMED.search(data))
    except (OSError, ValueError):  # not to be read, or empty
        return False
