"""Clips: what ffmpeg is asked for, what is kept, and what is done without it."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from proofolio.notebooks import NotebookError
from proofolio.pages.clips import read_clip

# Writes down what it is asked for, and saves a picture or some bytes as what was asked for.
FAKE = """#!{python}
import pathlib, sys
from PIL import Image
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    print(*arguments, sep="\\t", file=log)
if any(word in arguments for word in {refused!r}):
    sys.exit("Unknown encoder")
target = pathlib.Path(arguments[-1])
if target.suffix == ".jpg":
    Image.new("RGB", (8, 6)).save(target)
else:
    target.write_bytes(b"x" * (9 if target.suffix == ".mp4" else 5))
"""


@pytest.fixture
def gif(tmp_path: Path) -> Path:
    path = tmp_path / "roll.gif"
    frames = [Image.new("RGB", (9, 7), colour) for colour in ("red", "blue")]
    for frame in frames:
        ImageDraw.Draw(frame).point((0, 0), "green")
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=40)
    return path


def fake_ffmpeg(tools: Path, *refused: str) -> None:
    """Put a stand-in there, which fails where one of these words is asked for."""
    script = tools / "ffmpeg"
    log = str(tools / "log")
    script.write_text(FAKE.format(python=sys.executable, log=log, refused=refused))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


def asked(tools: Path) -> list[list[str]]:
    log = tools / "log"
    return [line.split("\t") for line in log.read_text().splitlines()] if log.exists() else []


def option(command: list[str], name: str) -> str:
    return command[command.index(name) + 1]


def test_a_gif_becomes_two_videos_that_all_browsers_play(tools: Path, gif: Path) -> None:
    fake_ffmpeg(tools)

    clip = read_clip(gif, gif.parent / "cache")

    frame, mp4, webm = asked(tools)
    assert [option(mp4, "-c:v"), option(webm, "-c:v")] == ["libx264", "libvpx-vp9"]
    assert option(frame, "-frames:v") == "1"
    for command in (mp4, webm):
        assert option(command, "-vf").endswith("format=yuv420p")
        assert "-an" in command
    for command in (frame, mp4, webm):
        assert option(command, "-map_metadata") == "-1"
        assert option(command, "-protocol_whitelist") == "file"
        assert "-nostdin" in command
    assert [video.suffix for video in clip.videos] == [".webm", ".mp4"]  # the smaller one first
    assert (clip.width, clip.height, clip.has_sound, clip.gif) == (8, 6, False, None)


def test_a_video_is_copied_without_its_metadata(tools: Path, tmp_path: Path) -> None:
    fake_ffmpeg(tools)
    path = tmp_path / "demo.mp4"
    path.write_bytes(b"\0\0\0\x18ftypisom")

    clip = read_clip(path, tmp_path / "cache")

    _, copy = asked(tools)
    assert option(copy, "-c") == "copy"
    assert option(copy, "-map_metadata") == "-1"
    assert not clip.is_raw
    assert clip.videos[0].read_bytes() != path.read_bytes()


def test_what_was_made_is_kept_by_content(tools: Path, gif: Path) -> None:
    fake_ffmpeg(tools)
    cache = gif.parent / "cache"
    first = read_clip(gif, cache)
    count = len(asked(tools))

    assert read_clip(gif, cache) == first
    assert len(asked(tools)) == count

    first.videos[0].unlink()
    assert all(video.is_file() for video in read_clip(gif, cache).videos)
    Image.new("RGB", (9, 7)).save(gif)
    assert read_clip(gif, cache).key != first.key


def test_without_ffmpeg_a_gif_stands_still(tools: Path, gif: Path) -> None:
    clip = read_clip(gif, gif.parent / "cache")

    assert (clip.videos, clip.gif, clip.is_raw) == ((), gif, True)
    assert clip.still
    with Image.open(clip.still) as still:
        assert (still.format, still.size) == ("PNG", (9, 7))
        assert still.getpixel((4, 4)) == (255, 0, 0)
    assert read_clip(gif, gif.parent / "cache") == clip


def test_ffmpeg_is_used_as_soon_as_it_is_there(tools: Path, gif: Path) -> None:
    assert read_clip(gif, gif.parent / "cache").is_raw
    fake_ffmpeg(tools)
    assert not read_clip(gif, gif.parent / "cache").is_raw


def test_one_encoder_is_enough(tools: Path, gif: Path) -> None:
    fake_ffmpeg(tools, "libx264")
    assert [video.suffix for video in read_clip(gif, gif.parent / "cache").videos] == [".webm"]


def test_without_any_encoder_a_gif_stands_still(tools: Path, gif: Path) -> None:
    fake_ffmpeg(tools, "libx264", "libvpx-vp9")
    clip = read_clip(gif, gif.parent / "cache")
    assert (clip.gif, clip.failed) == (gif, "Unknown encoder")


def test_what_ffmpeg_cannot_read_is_told(tools: Path, tmp_path: Path) -> None:
    fake_ffmpeg(tools, "-frames:v")
    path = tmp_path / "demo.webm"
    path.write_bytes(b"\x1a\x45\xdf\xa3")

    with pytest.raises(NotebookError) as error:
        read_clip(path, tmp_path / "cache")

    assert error.value.found == '"Unknown encoder" from ffmpeg'
    assert not [*(tmp_path / "cache").iterdir()]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_clip_that_breaks_off_before_its_first_frame_is_told(tmp_path: Path, gif: Path) -> None:
    gif.write_bytes(gif.read_bytes()[:13])

    with pytest.raises(NotebookError, match="a clip that can be read in roll"):
        read_clip(gif, tmp_path / "cache")


def test_what_github_does_not_take_is_told(tools: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.mp4"
    with path.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom")
        file.truncate(120_000_000)

    with pytest.raises(NotebookError, match="at most 100 MB"):
        read_clip(path, tmp_path / "cache")


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_with_ffmpeg_itself(tmp_path: Path, gif: Path) -> None:
    film = tmp_path / "film.mp4"
    tool = shutil.which("ffmpeg") or ""
    made = ["-f", "lavfi", "-i", "testsrc=size=64x48:duration=0.2", "-metadata", "title=Zyxcorp"]
    subprocess.run([tool, "-v", "error", *made, "-c:v", "mpeg4", film], check=True)
    assert b"Zyxcorp" in film.read_bytes()

    clip, rolled = (read_clip(path, tmp_path / "cache") for path in (film, gif))

    assert b"Zyxcorp" not in clip.videos[0].read_bytes()
    assert (clip.width, clip.height) == (64, 48)
    assert (rolled.width, rolled.height) == (10, 8)  # even sides
    assert all(video.stat().st_size for video in rolled.videos)
    if shutil.which("ffprobe"):
        assert (clip.codec, clip.has_sound) == ("mpeg4", False)
    again = read_clip(gif, tmp_path / "elsewhere")
    assert [video.read_bytes() for video in again.videos] == [
        video.read_bytes() for video in rolled.videos
    ]
