"""PNG, GIF and WebP pictures without metadata, and without a pixel or a frame changed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from proofolio.pages.pictures.container import Container, Damaged, inflate, read_orientation

PNG = b"\x89PNG\r\n\x1a\n"
# What pixels, their colours and an animation need (PNG, third edition); all else is told apart
# from them by nobody who looks at the picture.
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_COLOURS = {0: 1, 2: 3, 3: 3, 4: 1, 6: 3}
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip_png(data: bytes) -> Container:
    """Return the picture without metadata. Raises Damaged."""
    parts, profile, orientation, frames = [PNG], b"", 1, 1
    for name, body, chunk in _png_chunks(data):
        if name in _PNG_KEPT:
            parts.append(chunk)
        if name == b"iCCP":
            profile = inflate(body.partition(b"\0")[2][1:])
        elif name == b"eXIf":
            orientation = read_orientation(body)
        elif name == b"acTL":
            frames = int.from_bytes(body[:4])
    head = parts[1] if len(parts) > 1 else b""
    if head[4:8] != b"IHDR" or len(head) != 25:
        raise Damaged
    width, height, _, kind = struct.unpack_from(">IIBB", head, 8)
    return Container(
        "PNG", b"".join(parts), width, height, orientation, profile, frames,
        colours=_COLOURS.get(kind, 3),
    )  # fmt: skip


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    place, name = len(PNG), b""
    while name != b"IEND":
        if len(data) < place + 12:
            raise Damaged
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if len(data) < end:
            raise Damaged
        body = data[place + 8 : end - 4]
        if zlib.crc32(body, zlib.crc32(name)) != int.from_bytes(data[end - 4 : end]):
            raise Damaged
        yield name, body, data[place:end]
        place = end


def strip_webp(data: bytes) -> Container:
    """Return the picture without metadata; EXIF's orientation is not for WebP. Raises Damaged."""
    parts: list[bytes] = []
    found: dict[bytes, bytes] = {}
    frames, place = 0, 12
    while place + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + length]
        if len(body) != length:
            raise Damaged
        frames += name == b"ANMF"
        found.setdefault(name, body)
        if name == b"VP8X":
            # The flags of a profile, of EXIF and of XMP.
            body = bytes([body[0] & ~0x2C]) + body[1:]
        if name in _WEBP_KEPT:
            parts.append(struct.pack("<4sI", name, length) + body + bytes(length % 2))
        place += 8 + length + length % 2
    inside = b"WEBP" + b"".join(parts)
    stripped = b"RIFF" + struct.pack("<I", len(inside)) + inside
    width, height = _webp_size(found)
    profile = found.get(b"ICCP", b"")
    return Container(
        "WEBP", stripped, width, height, 1, profile, frames or 1, lossless=b"VP8L" in found
    )


def _webp_size(found: dict[bytes, bytes]) -> tuple[int, int]:
    try:
        if body := found.get(b"VP8X"):
            return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
        if body := found.get(b"VP8L"):
            bits = int.from_bytes(body[1:5], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        width, height = struct.unpack_from("<HH", found[b"VP8 "], 6)
    except (KeyError, struct.error) as error:
        raise Damaged from error
    return width & 0x3FFF, height & 0x3FFF


def strip_gif(data: bytes) -> Container:
    """Return the picture with its frames, times and loops, without comments. Raises Damaged."""
    try:
        width, height, flags = struct.unpack_from("<HHB", data, 6)
        place = 13 + _table(flags)
        parts, frames = [data[:place]], 0
        while place < len(data) and data[place] != 0x3B:
            is_frame = data[place] == 0x2C
            if not is_frame and data[place] != 0x21:
                raise Damaged
            end = place + 2
            if is_frame:
                end = place + 11 + _table(data[place + 9])
                frames += 1
            end = _after_blocks(data, end)
            if is_frame or _is_kept(data[place + 1], data[place + 3 : place + 14]):
                parts.append(data[place:end])
            place = end
    except (IndexError, struct.error) as error:
        raise Damaged from error
    if not frames:
        raise Damaged
    return Container("GIF", b"".join([*parts, b"\x3b"]), width, height, frames=frames)


def _table(flags: int) -> int:
    """The size of the table of colours that a byte of flags tells of."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += 1 + data[place]
    return place + 1


def _is_kept(label: int, name: bytes) -> bool:
    return label in (0xF9, 0x01) or (label == 0xFF and name in _GIF_LOOPS)
