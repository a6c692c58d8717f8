"""Images of a study's own folder."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from proofolio.notebooks import NotebookError, read_image

PICTURES = {
    "a.png": ("PNG", "image/png", ".png"),
    "a.jpg": ("JPEG", "image/jpeg", ".jpg"),
    "a.JPEG": ("JPEG", "image/jpeg", ".jpg"),
    "a.gif": ("GIF", "image/gif", ".gif"),
    "a.webp": ("WEBP", "image/webp", ".webp"),
    "a.avif": ("AVIF", "image/avif", ".avif"),
}
ONLY = "expected a PNG, JPEG, GIF, WebP, AVIF or SVG picture in a.png, found "
PAGE = "a web page (HTML); download the picture itself"
POINTER = "a Git LFS pointer; fetch the file with `git lfs pull`"
AGAIN = "make it again and save it"
SAVE = "save it as PNG, JPEG, WebP or SVG"


@pytest.mark.parametrize("name", PICTURES)
def test_an_image_stays_as_it_is(name: str, tmp_path: Path, picture: Callable[..., bytes]) -> None:
    kind, media_type, suffix = PICTURES[name]
    data = picture(kind, "40x30")
    (tmp_path / name).write_bytes(data)
    found = read_image(tmp_path / name)
    assert (found.data, found.media_type, found.suffix) == (data, media_type, suffix)
    assert (found.width, found.height) == (40, 30)


def test_an_svg_is_sanitised(tmp_path: Path) -> None:
    file = tmp_path / "flow.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="15pt" onload="x()">'
        "<rect/></svg>"
    )
    found = read_image(file)
    assert b"onload" not in found.data
    assert (found.width, found.height, found.media_type) == (40, 20, "image/svg+xml")


# Chromium 1xx turns JPEG, PNG and AVIF by their EXIF data, and WebP not (tried by hand).
@pytest.mark.parametrize(("suffix", "turned"), [("jpg", 1), ("png", 1), ("avif", 1), ("webp", 0)])
def test_the_size_is_that_of_the_picture_as_shown(suffix: str, turned: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = tmp_path / f"photo.{suffix}"
    Image.new("RGB", (40, 30)).save(file, exif=exif.tobytes())
    found = read_image(file)
    assert (found.width, found.height) == ((30, 40) if turned else (40, 30))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", f"{ONLY}an empty file; {AGAIN}"),
        (b"hello", f"{ONLY}text; {SAVE}"),
        (b"<!DOCTYPE html><title>404</title>", f"{ONLY}{PAGE}"),
        (b"\n<HTML><body>", f"{ONLY}{PAGE}"),
        (b"%PDF-1.7", f"{ONLY}a PDF; {SAVE}"),
        (b"BM\0\0\0\0", f"{ONLY}a BMP picture; {SAVE}"),
        (b"II*\0", f"{ONLY}a TIFF picture; {SAVE}"),
        (b"\0\0\0\x18ftypheic", f"{ONLY}a HEIC photo; {SAVE}"),
        (b"\0\1\2\3", f"{ONLY}data of an unknown kind; {SAVE}"),
        (b"version https://git-lfs", f"{ONLY}{POINTER}"),
        (b"\x89PNG\r\n\x1a\n\0\0", f"{ONLY}a damaged picture; {AGAIN}"),
    ],
)
def test_what_is_no_image_says_what_it_is(data: bytes, error: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(NotebookError) as caught:
        read_image(tmp_path / "a.png")
    assert str(caught.value) == error


@pytest.mark.parametrize(
    ("name", "kind", "right"),
    [("a.png", "JPEG", "a.jpg"), ("a.svg", "PNG", "a.png"), ("a.txt", "GIF", "a.gif")],
)
def test_a_suffix_that_lies_is_an_error(
    name: str, kind: str, right: str, tmp_path: Path, picture: Callable[..., bytes]
) -> None:
    (tmp_path / name).write_bytes(picture(kind, "4x3"))
    with pytest.raises(NotebookError) as caught:
        read_image(tmp_path / name)
    found = f"found a picture of the type {kind}; rename it to {right}"
    assert str(caught.value) == f"expected in {name} what its suffix says, {found}"


def test_an_svg_named_png_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    with pytest.raises(NotebookError, match=r"type SVG; rename it to a\.svg"):
        read_image(tmp_path / "a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_truncated_image_is_an_error(kind: str, tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.effect_noise((90, 80), 50).convert("RGB").save(file, kind)
    whole = file.getvalue()
    path = tmp_path / ("a." + {"JPEG": "jpg"}.get(kind, kind.lower()))
    for part in (len(whole) // 8, len(whole) // 2, len(whole) - 40):
        path.write_bytes(whole[:part])
        with pytest.raises(NotebookError):
            read_image(path)


# Of the second Pillow warns, and the third it does not open.
@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((9000, 9000), "9000 × 9000 pixels"),
        ((9000, 10000), "9000 × 10000 pixels"),
        ((20000, 9000), "more than twice as many"),
    ],
)
def test_a_picture_too_large_for_any_page_is_an_error(
    tmp_path: Path, size: tuple[int, int], found: str
) -> None:
    Image.new("1", size).save(tmp_path / "a.png")
    with pytest.raises(NotebookError) as caught:
        read_image(tmp_path / "a.png")
    assert str(caught.value) == (
        f"expected at most 80 megapixels in a.png, found {found}; make it smaller"
    )


def test_a_missing_image_names_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "flow.png").touch()
    with pytest.raises(NotebookError) as caught:
        read_image(tmp_path / "folw.png")
    assert str(caught.value) == (
        "expected an image named folw.png, found no such file; "
        f'the folder {tmp_path.name} has "flow.png" (did you mean "flow.png"?)'
    )
