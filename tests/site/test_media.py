"""Pictures to compare, galleries and clips on a built page."""

from __future__ import annotations

import base64
import io
import logging
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from tests.site.building import Built, broken_links, build_site
from tests.site.conftest import MakeSite, write_notebook

MP4 = b"\0\0\0\x18ftypisom"
VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nA click.\n"
# Any call makes what is asked for; ffprobe hears sound.
TOOL = """#!{python}
import pathlib, sys
from PIL import Image
if pathlib.Path(sys.argv[0]).name == "ffprobe":
    print('{{"streams": [{{"codec_type": "video", "codec_name": "hevc"}},')
    print('{{"codec_type": "audio"}}]}}')
elif sys.argv[-1].endswith(".jpg"):
    Image.new("RGB", (8, 6)).save(sys.argv[-1])
else:
    pathlib.Path(sys.argv[-1]).write_bytes(b"film")
"""


def picture(kind: str, size: tuple[int, int] = (8, 6)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def put(tmp_path: Path, **files: bytes) -> None:
    folder = tmp_path / "case_studies/churn"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)


def build(make_site: MakeSite, tmp_path: Path, *visuals: dict[str, Any], **more: Any) -> Built:
    config = make_site({"churn": {"visuals": [*visuals], **more}})
    return build_site(config, tmp_path / "site", strict=False)


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.message for one in caplog.records if one.levelno == logging.WARNING]


def test_a_comparison_reads_without_a_script(make_site: MakeSite, tmp_path: Path) -> None:
    put(tmp_path, a_png=picture("PNG"), b_png=picture("PNG", (16, 12)))
    sides = {
        "before": {"picture": "a.png", "alt": "A blurred scan"},
        "after": {"picture": "b.png", "alt": "A sharp scan"},
    }
    site = build(make_site, tmp_path, {"compare": sides | {"start": 30}})

    box = site.page("case-studies/churn/").select_one(".pf-compare")
    assert [image["alt"] for image in box.select("img")] == ["A blurred scan", "A sharp scan"]
    assert [label.text for label in box.select(".pf-compare__label")] == ["Before", "After"]
    assert box["data-pf-start"] == "30"
    assert not broken_links(site)


def test_a_gallery_has_a_caption_of_each_and_one_of_all(
    make_site: MakeSite, tmp_path: Path
) -> None:
    put(tmp_path, a_png=picture("PNG"))
    notebook = tmp_path / "case_studies/churn/churn.ipynb"
    png = base64.b64encode(picture("PNG")).decode()
    write_notebook(notebook, {"lift": {"image/png": png}})
    text = notebook.read_text(encoding="utf-8").replace(
        "show()", "#| fig-alt: A curve\\n#| fig-cap: Above *chance*.\\nshow()"
    )
    notebook.write_text(text, encoding="utf-8")
    items = [{"picture": "a.png", "alt": "A list", "caption": "By **risk**."}, "churn.ipynb#lift"]
    site = build(make_site, tmp_path, {"gallery": items, "caption": "Two views."})

    figure = site.page("case-studies/churn/").select_one(".pf-visual--gallery")
    assert [image["alt"] for image in figure.select("img")] == ["A list", "A curve"]
    assert [mark.text for mark in figure.select("li strong, li em")] == ["risk", "chance"]
    assert figure.select_one(":scope > figcaption .pf-caption").text == "Two views."
    assert not broken_links(site)


def test_a_clip_waits_for_its_reader(make_site: MakeSite, tmp_path: Path, tools: Path) -> None:
    put(tmp_path, demo_mp4=MP4, demo_vtt=VTT, a_png=picture("PNG"))
    clip = {"file": "demo.mp4", "captions": "demo.vtt", "poster": "a.png", "loop": True}
    site = build(make_site, tmp_path, {"clip": clip, "alt": "The list is worked through."})

    video = site.page("case-studies/churn/").select_one("video")
    assert (video["preload"], video["aria-label"]) == ("none", "The list is worked through.")
    assert {"controls", "loop", "poster", "playsinline"} <= {*video.attrs}
    assert not {"autoplay", "muted"} & {*video.attrs}
    assert video.select_one("track")["kind"] == "captions"
    named = [video["poster"], *(part["src"] for part in video.select("[src]"))]
    assert all((site.folder / "case-studies/churn" / name).is_file() for name in named)


def test_without_ffmpeg_there_is_one_warning_and_a_still(
    make_site: MakeSite, tmp_path: Path, tools: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path, a_gif=picture("GIF"), b_gif=picture("GIF", (9, 9)), demo_mp4=MP4)
    names = ("a.gif", "b.gif", "demo.mp4")
    site = build(make_site, tmp_path, *({"clip": name, "alt": "A demo"} for name in names))

    told = [text for text in warned(caplog) if "ffmpeg" in text]
    assert len(told) == 1
    assert "GIFs (2) do" in told[0]
    boxes = site.page("case-studies/churn/").select(".pf-clip--gif")
    assert [box.select_one("img")["src"].endswith(".png") for box in boxes] == [True, True]
    assert all(box.select_one("a")["href"].endswith(".gif") for box in boxes)


def test_what_readers_would_miss_is_warned_of(
    make_site: MakeSite, tmp_path: Path, tools: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("ffmpeg", "ffprobe"):
        (tools / name).write_text(TOOL.format(python=sys.executable))
        (tools / name).chmod(stat.S_IRWXU)
    put(tmp_path, demo_mp4=MP4, demo_vtt=VTT)
    visuals = [{"clip": "demo.mp4"}, {"clip": {"file": "demo.mp4", "captions": "demo.vtt"}},
               {"clip": {"file": "demo.mp4", "muted": True}}]  # fmt: skip
    build(make_site, tmp_path, *({**visual, "alt": "A demo"} for visual in visuals))

    told = warned(caplog)
    assert len([text for text in told if "captions for those who do not hear" in text]) == 1
    assert len([text for text in told if "the codec hevc" in text]) == 3
    assert all("study.yml:" in text for text in told)


def test_a_picture_that_would_move_by_itself_is_warned_of(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue")]
    kinds = ["GIF", "WebP", "PNG", "AVIF"]
    files = {f"still_{kind.lower()}": picture(kind.upper()) for kind in kinds}
    for kind in kinds:
        file = io.BytesIO()
        frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=40)
        files[f"moving_{kind.lower()}"] = file.getvalue()
    put(tmp_path, **files)
    names = [name.replace("_", ".") for name in files]
    build(make_site, tmp_path, *({"image": name, "alt": "A list"} for name in names))

    told = [text for text in warned(caplog) if "moves by itself" in text]
    assert [text.partition(" that moves")[0].rpartition(" ")[2] for text in told] == kinds
    assert "show the file as `clip:`" in told[0]
    assert all("show it as GIF, MP4 or WebM as `clip:`" in text for text in told[1:])


@pytest.mark.parametrize("place", ["captions", "gallery", "label", "file"])
def test_hidden_name_is_found_in_media(
    make_site: MakeSite, tmp_path: Path, tools: Path, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    put(tmp_path, a_png=picture("PNG"), zyxcorp_png=picture("PNG"), demo_mp4=MP4,
        demo_vtt=VTT.replace(b"A click", b"At Zyxcorp"))  # fmt: skip
    plain = {"picture": "a.png", "alt": "A list"}
    visuals = {
        "captions": {"clip": {"file": "demo.mp4", "captions": "demo.vtt"}, "alt": "A demo"},
        "gallery": {"gallery": [plain, plain | {"caption": "At *Zyxcorp*."}]},
        "label": {"compare": {"before": plain, "after": plain, "labels": ["Zyxcorp", "Us"]}},
        "file": {"gallery": [plain, plain | {"picture": "zyxcorp.png"}]},
    }
    client = {"name": "Zyxcorp", "alias": "A bank"}
    with pytest.raises(Abort):
        build(make_site, tmp_path, visuals[place], client=client)
    assert 'found "zyxcorp", which has an alias' in caplog.text.lower()
