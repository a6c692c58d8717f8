"""Noise passes; a colour, a line, a word that has changed does not."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.visual.comparing import compare, explain, pack

SIZE = (640, 320)


def draw(*, accent: str = "#0f766e", shift: int = 0, noise: int = 0, word: str = "Call") -> bytes:
    picture = Image.new("RGB", SIZE, "#fcfbf9")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((20, 20 + shift, 200, 70 + shift), 8, fill=accent)
    pen.text((230, 30), word, fill="#211f1c", font_size=28)
    pen.line((20, 160, 600, 160), fill="#e5e1da", width=2)
    if noise:
        chance = random.Random(1)  # noqa: S311 - always the same
        for _ in range(3_000):
            place = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
            old = picture.getpixel(place)
            assert isinstance(old, tuple)
            picture.putpixel(place, tuple(max(0, one - chance.randrange(noise)) for one in old))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    path = tmp_path / "button.png"
    path.write_bytes(pack(draw()))
    return path


def test_noise_passes(reference: Path) -> None:
    assert compare(reference, draw()) == ""
    assert compare(reference, draw(noise=40)) == ""


@pytest.mark.parametrize(
    "changed",
    [{"accent": "#0f6e8e"}, {"shift": 3}, {"word": "Mail"}],
    ids=["colour", "place", "word"],
)
def test_change_is_seen(reference: Path, changed: dict[str, str]) -> None:
    assert "differs in" in compare(reference, draw(**changed))


def test_other_size_and_missing_reference_are_told(reference: Path, tmp_path: Path) -> None:
    Image.new("RGB", (10, 10)).save(reference)
    assert compare(reference, draw()) == "is 320 × 160 px, was 10 × 10"
    assert compare(tmp_path / "none.png", draw()) == "has no reference"


def test_difference_is_drawn(reference: Path, tmp_path: Path) -> None:
    explain(reference, draw(shift=10), tmp_path / "out")

    with Image.open(tmp_path / "out/button-diff.png") as drawn:
        assert drawn.getextrema() == (0, 255)
    assert (tmp_path / "out/button-actual.png").read_bytes() == draw(shift=10)
