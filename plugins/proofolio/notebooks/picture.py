"""A picture for a page: from an output of a notebook, or from a file of the study."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.notebook import Cell, Notebook
from proofolio.notebooks.options import plain_text, read_alt, read_caption
from proofolio.notebooks.output import Output
from proofolio.notebooks.raster import FORMATS, measure
from proofolio.notebooks.selection import choose, refuse_failed
from proofolio.notebooks.svg import sanitise_svg

_SUFFIXES = {suffix: media_type for media_type, suffix in FORMATS.values()}
_SUFFIXES |= {".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".svg": "image/svg+xml"}
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._]+")
_NUMBER = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?:px)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Picture:
    """A checked picture; an SVG is a sanitised file of its own.

    `width` and `height` are CSS pixels, for the page; `pixel_width` and `pixel_height` count the
    stored ones, twice as many for a figure made for dense screens. `content` is the bytes, or the
    file that has them.
    """

    content: bytes | Path = field(repr=False)
    digest: str  # sha256 of the bytes, hexadecimal
    media_type: str
    suffix: str
    width: int
    height: int
    pixel_width: int
    pixel_height: int
    alt: str | None = None
    caption: str | None = None
    cell: int | None = None
    label: str | None = None

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def head(self, size: int) -> bytes:
        """The first bytes."""
        if isinstance(self.content, bytes):
            return self.content[:size]
        with self.content.open("rb") as file:
            return file.read(size)

    @property
    def path(self) -> Path | None:
        return self.content if isinstance(self.content, Path) else None

    def file_name(self, stem: str) -> str:
        """Return a public file name that changes with the content: `lift.1a2b3c4d.png`."""
        plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
        slug = _NOT_IN_NAMES.sub("-", plain).strip("-._")[:80] or "figure"
        return f"{slug}.{self.digest[:8]}{self.suffix}"


def pick_picture(notebook: Notebook, anchor: str) -> Picture:
    """Return the figure that a study names; `anchor` is a label, tag or id, perhaps with `:2`.

    Raises NotebookError where there is none, more than one, or a damaged one.
    """
    cell, number = notebook.locate(anchor)
    refuse_failed(notebook, "figure", cell)
    outputs = [output for output in cell.outputs if output.picture_type]
    output, position = choose(notebook, anchor, "figure", cell, number, outputs)
    try:
        return read_output(notebook.name, cell, output, position)
    except NotebookError as error:
        error.cell = cell.index
        raise


def read_output(
    name: str, cell: Cell, output: Output, position: int, media_type: str | None = None
) -> Picture:
    """Return the picture of an output, by itself its best one, with what its cell says of it.

    `position` counts the pictures of the cell, `name` is the notebook's. Raises NotebookError.
    """
    media_type = media_type or output.picture_type or ""
    options = output.options(media_type)
    picture = read_data(media_type, output.text(media_type), f"{cell.describe()} of {name}")
    if media_type != "image/svg+xml":
        width, height = _display_size(options, picture.width, picture.height)
        picture = replace(picture, width=width, height=height)
    own_alt = options.get("alt")  # IPython.display.Image(…, alt=…)
    return replace(
        picture,
        alt=read_alt(cell.options, cell.metadata, position) or plain_text(own_alt),
        caption=read_caption(cell.options, cell.metadata, "fig", position),
        cell=cell.index,
        label=cell.label,
    )


def read_data(media_type: str, text: str, what: str) -> Picture:
    """Return the picture that a notebook stores as text. Raises NotebookError."""
    if media_type == "image/svg+xml" and "<svg" in text:
        # The text is decoded already, whatever encoding its XML declaration names.
        source = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
        return _vector(source.encode(), what)
    data = _decode_base64(text, what)
    return _vector(data, what) if media_type == "image/svg+xml" else _raster(data, what)


def _raster(data: bytes, what: str) -> Picture:
    found = measure(data, what)
    size = (found.width, found.height)
    return Picture(data, _digest(data), found.media_type, found.suffix, *size, *size)


def _vector(data: bytes, what: str) -> Picture:
    clean, width, height = sanitise_svg(data, what)
    size = (width, height)
    return Picture(clean, _digest(clean), "image/svg+xml", ".svg", *size, *size)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _decode_base64(text: str, what: str) -> bytes:
    packed = "".join(text.split())
    if packed.startswith("data:"):
        packed = packed.partition(",")[2]
    try:
        packed = packed.rstrip("=")
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotebookError(
            f"a picture in {what}", "broken base64", "run the notebook again and save it"
        ) from error


def _display_size(options: Mapping[str, Any], width: int, height: int) -> tuple[int, int]:
    """Return the size in CSS pixels: what the output asks for, one side from the other."""
    wide, high = _length(options.get("width")), _length(options.get("height"))
    if wide is None and high is None:
        return width, height
    if wide is None:
        wide = (high or 0) * width / height
    if high is None:
        high = wide * height / width
    return max(1, round(wide)), max(1, round(high))


def _length(value: object) -> float | None:
    match = _NUMBER.fullmatch(str(value)) if not isinstance(value, bool) else None
    return (float(match[1]) or None) if match else None


def read_image(path: Path) -> Picture:
    """Return an image of the study's own folder; an SVG is sanitised, others stay as they are.

    Raises NotebookError where the file is missing, no image, or not what its suffix says.
    """
    return check_image(read_bytes(path, "an image"), path)


def check_image(data: bytes, path: Path) -> Picture:
    """Return the image in the bytes of the file at `path`."""
    is_text = not data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\0\0\0"))
    is_xml = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml"))
    if is_xml or (is_text and path.suffix.lower() == ".svg"):
        picture = _vector(data, path.name)
    else:
        picture = _raster(data, path.name)
    if _SUFFIXES.get(path.suffix.lower()) != picture.media_type:
        kind = {"image/svg+xml": "SVG"}.get(picture.media_type, picture.media_type[6:].upper())
        raise NotebookError(
            f"in {path.name} what its suffix says",
            f"a picture of the type {kind}",
            f"rename it to {path.stem}{picture.suffix}",
        )
    return picture
