"""Pictures lose what they tell of their author, and nothing that a reader sees."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat
from tests.drawing import SECRETS, chart, deep, other_profile, photo, pictures, saved

from proofolio.notebooks import NotebookError
from proofolio.pages.pictures import PictureStore, Ready, deliver
from proofolio.pages.pictures.clean import clean_picture
from proofolio.pages.pictures.variants import make_variants, sizes_for

PICTURES = pictures()
REDRAWN = ("turned.jpg", "print.jpg", "turned.avif")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, in levels of 256."""
    stat = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB")))
    return max(stat.mean)


@pytest.mark.parametrize("name", PICTURES)
def test_metadata_goes_and_the_picture_stays(name: str) -> None:
    data = PICTURES[name]
    found = clean_picture(data)
    before, after = opened(data), opened(found.data)
    assert not [secret for secret in SECRETS if secret in found.data]
    assert set(after.info) & {"comment", "Author", "photoshop", "icc_profile"} == set()
    assert after.getexif().get_ifd(0x8825) == {}
    seen = ImageOps.exif_transpose(before)
    assert found.size == after.size == seen.size
    assert difference(seen, after) < 5 if name in REDRAWN else difference(seen, after) == 0


@pytest.mark.parametrize("name", ["moving.gif", "moving.webp", "moving.png"])
def test_animations_keep_their_frames_and_times(name: str) -> None:
    before, after = opened(PICTURES[name]), opened(clean_picture(PICTURES[name]).data)
    assert (after.n_frames, after.info["loop"]) == (5, 0)  # type: ignore[attr-defined]
    for frame in range(5):
        before.seek(frame)
        after.seek(frame)
        before.load()
        after.load()
        assert after.info["duration"] == before.info["duration"] == 80
        assert difference(before, after) == 0
    assert make_variants(clean_picture(PICTURES[name])) == []


def test_picture_without_metadata_is_published_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plain.png"
    path.write_bytes(saved(chart(), "PNG"))
    assert PictureStore(tmp_path / "cache").clean(path).path == path


def test_colours_of_another_profile_become_those_of_srgb() -> None:
    # 200 of the linear light that this profile counts in is 228 in sRGB.
    data = saved(Image.new("RGB", (64, 64), (200, 200, 200)), "PNG", icc_profile=linear_profile())
    found = opened(clean_picture(data).data)
    assert "icc_profile" not in found.info
    assert found.convert("RGB").getpixel((5, 5)) == pytest.approx((228, 228, 228), abs=3)


def linear_profile() -> bytes:
    """The profile that Pillow makes of sRGB, told to count light itself."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132])
    for place in range(132, 132 + 12 * count, 12):
        offset, size = (int.from_bytes(data[place + at : place + at + 4]) for at in (4, 8))
        if data[place : place + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            data[offset : offset + size] = b"curv".ljust(size, b"\0")
        elif data[place : place + 4] == b"desc":
            data[offset + 8 : offset + size] = bytes(size - 8)
    return bytes(data)


def test_profile_that_does_not_fit_is_dropped() -> None:
    found = clean_picture(saved(photo(), "JPEG", icc_profile=other_profile()))
    assert "icc_profile" not in opened(found.data).info


def test_photo_gets_smaller_sizes_without_loss_of_its_looks() -> None:
    found = clean_picture(saved(photo(2000, 1400), "JPEG", quality=92))
    made = make_variants(found)
    assert [(one.width, one.suffix) for one in made] == [
        (480, ".webp"), (800, ".webp"), (1200, ".webp"), (1600, ".webp"), (2000, ".webp"),
        (1200, ".jpg"),
    ]  # fmt: skip
    sizes = [len(one.data) for one in made[:-1]]
    assert sorted(sizes) == sizes
    assert sizes[-1] < len(found.data)
    for one in made:
        shown = opened(one.data)
        assert shown.size == (one.width, one.height)
        assert difference(shown, opened(found.data).resize(shown.size)) < 10


def test_chart_keeps_every_pixel() -> None:
    found = clean_picture(PICTURES["chart.png"])
    largest = [one for one in make_variants(found) if one.suffix == ".webp"][-1]
    assert difference(opened(largest.data), opened(found.data)) == 0


def test_smaller_size_that_weighs_more_is_left_out() -> None:
    # Lines that were drawn smooth once more have more colours, and pack worse.
    made = make_variants(clean_picture(PICTURES["chart.png"]))
    assert [(one.width, one.suffix) for one in made] == [(1600, ".webp")]


@pytest.mark.parametrize("name", ["deep.png", "tiny.png"])
def test_picture_that_webp_does_not_help_stays_one_file(name: str) -> None:
    assert make_variants(clean_picture(PICTURES[name])) == []


def test_smaller_sizes_never_stand_in_for_a_picture_that_webp_makes_heavier() -> None:
    found = clean_picture(saved(photo(), "JPEG", quality=30))
    assert make_variants(found) == []


def test_transparency_and_depth_survive_in_the_sizes() -> None:
    glass = chart().copy()
    glass.putalpha(Image.linear_gradient("L").resize(glass.size))
    made = make_variants(clean_picture(saved(glass, "PNG")))
    assert opened(made[-1].data).getpixel((0, 0))[3] == 0  # type: ignore[index]
    clear = opened(PICTURES["palette.png"]).convert("RGBA").getchannel("A")
    made = make_variants(clean_picture(PICTURES["palette.png"]))
    assert difference(opened(made[-1].data).getchannel("A"), clear) == 0
    grey = Image.effect_mandelbrot((1000, 800), (-2, -1.2, 1, 1.2), 60)
    made = make_variants(clean_picture(saved(deep(grey), "PNG")))
    shown = opened(made[-1].data)
    assert difference(shown, grey) < 3


def test_no_size_is_larger_than_the_picture() -> None:
    assert sizes_for(300) == [300]
    assert sizes_for(1000) == [480, 800, 1000]
    assert sizes_for(1250) == [480, 800, 1250]
    assert sizes_for(6000) == [480, 800, 1200, 1600, 2400]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PICTURES["photo.jpg"][:5000], "a damaged picture"),
        (PICTURES["chart.png"][:5000], "a damaged picture"),
        (PICTURES["moving.gif"][:900], "a damaged picture"),
        (PICTURES["still.webp"][:5000], "a damaged picture"),
        (PICTURES["still.avif"][:300], "a damaged picture"),
        (PICTURES["chart.png"].replace(b"IDAT", b"IDAX"), "a damaged picture"),
        (b"\0\0\0\x18ftypheic" + bytes(90), "a HEIC photo"),
        (b"version https://git-lfs.github.com/spec/v1", "a Git LFS pointer"),
        (b"", "an empty file"),
    ],
)
def test_what_is_no_whole_picture_is_told(data: bytes, found: str) -> None:
    with pytest.raises(NotebookError) as caught:
        clean_picture(data)
    assert caught.value.found == found


def test_picture_that_would_fill_the_memory_is_told() -> None:
    data = bytearray(PICTURES["photo.jpg"])
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(NotebookError, match="80 megapixels"):
        clean_picture(bytes(data))


def test_damage_that_only_decoding_finds_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    data = PICTURES["chart.png"]
    head = data[: data.index(b"IDAT") - 4]
    body = b"IDAT" + zlib.compress(bytes(9000))[:-30] + bytes(20_000)
    chunk = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    path.write_bytes(head + chunk + b"\0\0\0\0IEND\xaeB`\x82")
    store = PictureStore(tmp_path / "cache")
    (found,) = store.draw_all([store.clean(path)]).values()
    assert isinstance(found, NotebookError)


def test_answer_whose_files_are_gone_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(PICTURES["photo.jpg"])
    first = PictureStore(tmp_path / "cache").clean(path)
    first.path.unlink()
    assert PictureStore(tmp_path / "cache").clean(path).path.is_file()
    drawn = PictureStore(tmp_path / "cache").draw(first)
    drawn.webp[0].path.write_bytes(b"half")
    again = PictureStore(tmp_path / "cache").draw(first)
    assert again == drawn
    assert len(again.webp[0].path.read_bytes()) > 4


def ready(tmp_path: Path, name: str = "photo.jpg") -> Ready:
    path = tmp_path / name
    path.write_bytes(PICTURES[name])
    store = PictureStore(tmp_path / "cache")
    return store.draw(store.clean(path))


HTML = {
    '<img src=a.jpg alt="A > B" WIDTH=300>': 'width="300" height="200" fetchpriority="high"',
    '<img src="a.jpg" height="100">': 'height="100" width="150"',
    '<img src="a.jpg" width="50%">': 'width="50%" fetchpriority',
    '<h2>x</h2><img src="a.jpg">': 'width="900" height="600" loading="lazy"',
    '<img src="a.jpg" loading="lazy" data-pf-sizes="9px">': 'sizes="auto, 9px"',
    "<img src='a.jpg' title='It&#39;s &quot;so&quot;'>": 'title="It&#x27;s &quot;so&quot;"',
}
UNTOUCHED = [
    "<!-- <img src='a.jpg'> -->",
    '<script>var a = "<img src=a.jpg>";</script>',
    '<textarea><img src="a.jpg"></textarea>',
    '<picture><source srcset="b.webp"><img src="a.jpg"></picture>',
    '<iframe srcdoc="<img src=a.jpg>"></iframe>',
    '<img src="a.jpg" srcset="b.jpg 2x">',
    '<img src="other.jpg">',
    "<img alt='no source'>",
    '<header><img src="a.jpg"></header><main></main>',
]


@pytest.mark.parametrize("html", HTML)
def test_only_what_is_missing_is_added(tmp_path: Path, html: str) -> None:
    found = ready(tmp_path)
    written = deliver(html, {"a.jpg": found}.get, lambda size: f"{size.width}.webp")
    assert HTML[html] in written
    assert 'srcset="480.webp 480w, 900.webp 900w"' in written
    assert "data-pf-sizes" not in written
    assert written.count("<picture") == written.count("</picture>") == 1


@pytest.mark.parametrize("html", UNTOUCHED)
def test_what_is_no_picture_of_the_page_stays(tmp_path: Path, html: str) -> None:
    found = ready(tmp_path)
    assert deliver(html, {"a.jpg": found}.get, lambda size: "x") == html
