"""Pictures with planted metadata, as cameras, phones and editors leave it."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

_SMOOTH = Image.Resampling.BICUBIC
SECRETS = (b"PLANTED", b"P\0L\0A\0N\0T\0E\0D")


def photo(width: int = 900, height: int = 600) -> Image.Image:
    """A picture with as many colours as a photo has, light at the top."""
    coarse = (width // 12, height // 12)
    noise = random.Random(1).randbytes(coarse[0] * coarse[1] * 3)  # noqa: S311 - no secret
    grain = Image.frombytes("RGB", coarse, noise).resize((width, height), _SMOOTH)
    light = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return Image.blend(grain, light.resize((width, height)).convert("RGB"), 0.6)


def chart(width: int = 1600, height: int = 1000, mode: str = "RGBA") -> Image.Image:
    """Smooth lines on white."""
    image = Image.new(mode, (2 * width, 2 * height), "white")
    draw = ImageDraw.Draw(image)
    for step in range(24):
        draw.line([(0, step * 80), (2 * width, 2 * height - step * 60)], fill="teal", width=5)
    return image.resize((width, height), _SMOOTH)


def deep(image: Image.Image) -> Image.Image:
    """The picture's grey in 16 bits."""
    return image.convert("I").point(lambda level: level * 257).convert("I;16")


def exif(orientation: int = 1) -> Image.Exif:
    """Who, where, and which side is up."""
    data = Image.Exif()
    data[0x013B] = "PLANTED author"
    data[0x0112] = orientation
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: "PLANTED date"})
    return data


def texts() -> PngImagePlugin.PngInfo:
    """A PNG's texts: plain, packed and XMP."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "PLANTED author")
    info.add_itxt("XML:com.adobe.xmp", "<x>PLANTED xmp</x>")
    info.add_text("Comment", "hidden", zip=True)
    return info


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def moving(kind: str, **options: Any) -> bytes:
    """Five frames, 80 ms each, over and over."""
    frames = [Image.new("RGB", (300, 200), (step * 40, 0, 90)) for step in range(5)]
    more = {"save_all": True, "append_images": frames[1:], "duration": 80, "loop": 0}
    return saved(frames[0], kind, **more, **options)


def other_profile() -> bytes:
    """A profile of colours that is not sRGB: its red and green lie elsewhere."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def pictures() -> dict[str, bytes]:
    """One of each kind that authors have, by name; each tells a secret."""
    phone = saved(photo(), "MPO", save_all=True, append_images=[photo(90, 60)], exif=exif())
    palette = chart(800, 500, "RGB").quantize(16)
    return {
        "photo.jpg": saved(photo(), "JPEG", quality=90, exif=exif(), comment=b"PLANTED"),
        "turned.jpg": saved(photo(), "JPEG", quality=90, exif=exif(6)),
        "phone.jpg": phone + b"PLANTED clip",
        "print.jpg": saved(photo().convert("CMYK"), "JPEG", exif=exif()),
        "chart.png": saved(chart(), "PNG", pnginfo=texts(), exif=exif()),
        "deep.png": saved(deep(Image.linear_gradient("L")), "PNG", pnginfo=texts()),
        "palette.png": saved(palette, "PNG", transparency=0, pnginfo=texts()),
        "tiny.png": saved(Image.new("RGB", (16, 16), "teal"), "PNG", pnginfo=texts()),
        "moving.gif": moving("GIF", comment=b"PLANTED"),
        "moving.webp": moving("WEBP", exif=exif(), xmp=b"PLANTED"),
        "moving.png": moving("PNG", pnginfo=texts()),
        "still.webp": saved(photo(), "WEBP", exif=exif(), xmp=b"PLANTED"),
        "still.avif": saved(photo(), "AVIF", speed=10, exif=exif(), xmp=b"<x>PLANTED</x>"),
        "turned.avif": saved(photo(), "AVIF", speed=10, exif=exif(8)),
    }
