"""A JPEG without metadata, and without a pixel changed.

Of the segments (ITU-T T.81, annex B) those stay that decoding needs: not EXIF, XMP, IPTC, comments
and thumbnails, nor what cameras put behind the end, such as a second picture or a clip.
"""

from __future__ import annotations

import re

from proofolio.pages.pictures.container import Container, Damaged, read_orientation

_START, _END = b"\xff\xd8", b"\xff\xd9"
# Within a scan, FF00 is a byte of data and FFD0 to FFD7 are marks of it.
_AFTER_SCAN = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_SCAN, _COMMENT = 0xDA, 0xFE


def strip_jpeg(data: bytes) -> Container:
    """Return the picture without metadata. Raises Damaged."""
    parts, profile = [_START], {}
    orientation, size, place = 1, (0, 0, 0), 2
    while True:
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        if data[place : place + 2] == _END:
            break
        marker, body = _segment(data, place)
        end = place + 4 + len(body)
        if marker in _FRAMES and len(body) > 5:
            size = (int.from_bytes(body[3:5]), int.from_bytes(body[1:3]), body[5])
        if body.startswith(b"Exif\0\0") and marker == 0xE1:
            orientation = read_orientation(body[6:])
        elif body.startswith(b"ICC_PROFILE\0") and marker == 0xE2:
            profile[body[12:13]] = body[14:]
        parts.append(_kept(marker, body, data[place:end]))
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, end)
            if not found:
                raise Damaged
            parts.append(data[end : found.start()])
            end = found.start()
        place = end
    if not size[0] or not size[1]:
        raise Damaged
    whole = b"".join(profile[key] for key in sorted(profile))
    stripped = b"".join([*parts, _END])
    return Container("JPEG", stripped, *size[:2], orientation, whole, 1, False, size[2])


def _segment(data: bytes, place: int) -> tuple[int, bytes]:
    if data[place : place + 1] != b"\xff" or len(data) < place + 4:
        raise Damaged
    length = int.from_bytes(data[place + 2 : place + 4])
    body = data[place + 4 : place + 2 + length]
    if length < 2 or len(body) != length - 2:
        raise Damaged
    return data[place + 1], body


def _kept(marker: int, body: bytes, segment: bytes) -> bytes:
    if marker == 0xE0:
        # The density of pixels; without the thumbnail that may follow it.
        is_jfif = body.startswith(b"JFIF\0") and len(body) >= 14
        return b"\xff\xe0\0\x10" + body[:12] + b"\0\0" if is_jfif else b""
    if marker == 0xEE and body.startswith(b"Adobe"):  # says how colours are stored
        return segment
    return b"" if marker == _COMMENT or 0xE0 <= marker <= 0xEF else segment
