"""Pictures drawn by Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, features

from proofolio.pages.pictures.container import Container, Damaged

HAS_WEBP = features.check("webp")
# Of the 256 × 256 points looked at; drawings and screens have some hundreds, photos tens of
# thousands.
_PHOTO_COLOURS = 12_000
_SAMPLE = 256


@contextmanager
def reading() -> Iterator[None]:
    """Pillow promises no type of its own for what damaged files make its readers raise."""
    try:
        with warnings.catch_warnings():
            # Its warning of large pictures; those that are too large were refused.
            warnings.simplefilter("ignore")
            yield
    except MemoryError:
        raise
    except Exception as error:
        raise Damaged from error


def redraw(found: Container, data: bytes) -> Container:
    """Return the picture upright and in sRGB, as good as it was. Raises Damaged."""
    with reading(), Image.open(BytesIO(data), formats=(found.kind,)) as image:
        options = _as_saved(found, image)
        # Exact, and asks for nothing else of the metadata.
        upright = ImageOps.exif_transpose(image)
        drawn = _in_srgb(upright, found.profile)
        written = encode(drawn, found.kind, **options)
    return Container(found.kind, written, *drawn.size, lossless=found.lossless)


def _as_saved(found: Container, image: Image.Image) -> dict[str, Any]:
    if found.kind == "JPEG":
        is_usual = image.mode in ("RGB", "L")
        tables = getattr(image, "quantization", None)
        if not (is_usual and tables):
            return {"quality": 92}
        sampling = JpegImagePlugin.get_sampling(image)
        return {"qtables": tables, "subsampling": max(sampling, 0)}
    quality = 90 if found.kind == "WEBP" and not found.lossless else 75
    return {"lossless": found.lossless, "quality": quality}


def open_picture(found: Container, width: int) -> Image.Image:
    """Return the decoded picture in a mode to scale, at least so wide. Raises Damaged.

    A JPEG is decoded at a half, a quarter or an eighth where that is enough.
    """
    with reading(), Image.open(BytesIO(found.data), formats=(found.kind,)) as image:
        image.draft("RGB", (width, max(1, round(width * found.height / found.width))))
        image.load()
        return _in_srgb(image, b"")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda level: level / 257, "L") if ";" in image.mode else image
        image = image.convert("L")
    has_alpha = image.has_transparency_data
    if image.mode in ("P", "PA", "LA", "1", "La", "RGBa"):
        image = image.convert("RGBA" if has_alpha else "RGB" if image.mode == "P" else "L")
    if profile:
        image = _converted(image, profile)
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if has_alpha else "RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info.clear()
    return image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        drawn = ImageCms.profileToProfile(
            image.convert("RGB") if alpha else image,
            source,
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # of a profile that nobody can read, as a browser shows it
    if drawn and alpha:
        drawn.putalpha(alpha)
    return drawn.convert(image.mode) if drawn and image.mode == "L" else drawn or image


def shrink(image: Image.Image, width: int) -> Image.Image:
    """Return the picture at this width."""
    if width >= image.width:
        return image
    height = max(1, round(width * image.height / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def is_photo(image: Image.Image) -> bool:
    """Tell photos from charts, drawings and screens, by how many colours they have."""
    sample = image.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST).convert("RGB")
    return len(sample.getcolors(_SAMPLE * _SAMPLE) or ()) > _PHOTO_COLOURS


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of the picture in a format, without metadata."""
    if kind == "JPEG":
        # Tables say all of the quality, and would be scaled by one.
        quality = {} if "qtables" in options else {"quality": 82}
        options = {"optimize": True, "progressive": True, **quality, **options}
    elif kind == "PNG":
        options = {"optimize": True}
    elif kind == "AVIF":
        options = {"quality": options["quality"], "speed": 8}
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()
