"""What ffmpeg is asked for, and how; nothing here knows of studies or pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 900.0  # seconds
# A file may name others, also on other hosts; none is opened.
_START = ("-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file")
# The same bytes again from the same input, and none of what a camera or a person wrote into it.
_CLEAN = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
# What a GIF does not paint is white, as on a page; H.264 wants even sides.
_FILM = (
    "format=rgba,split[top][all];[all]lutrgb=r=255:g=255:b=255:a=255[sheet];"
    "[sheet][top]overlay,pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,format=yuv420p"
)
_CODECS = {
    ".mp4": ("-c:v", "libx264", "-preset", "slow", "-crf", "23", "-movflags", "+faststart"),
    ".webm": ("-c:v", "libvpx-vp9", "-crf", "34", "-b:v", "0", "-cpu-used", "2", "-row-mt", "1"),
}


class FfmpegError(Exception):
    """What ffmpeg says, in one line."""


@dataclass(frozen=True)
class Streams:
    """What is in a clip: the codec of its picture, and whether it has sound."""

    codec: str
    has_sound: bool


def find_ffmpeg() -> str | None:
    """Its place on this machine."""
    return shutil.which("ffmpeg")


def film(tool: str, source: Path, target: Path) -> None:
    """Make a video, of the kind that the target's suffix names, of a GIF. Raises FfmpegError."""
    codec = _CODECS[target.suffix]
    _run([tool, *_START, "-i", source, *_CLEAN, "-an", "-vf", _FILM, *codec, target])


def strip(tool: str, source: Path, target: Path) -> None:
    """Copy picture and sound of a video, and nothing else of it. Raises FfmpegError."""
    streams = ("-map", "0:v:0", "-map", "0:a:0?", "-c", "copy")
    fast = ("-movflags", "+faststart") if target.suffix == ".mp4" else ()
    _run([tool, *_START, "-i", source, *streams, *_CLEAN, *fast, target])


def draw_first_frame(tool: str, source: Path, target: Path) -> None:
    """Save the first frame of a clip as a JPEG. Raises FfmpegError."""
    # Of a GIF, what is not painted is white here, too.
    look = ("-vf", _FILM) if source.suffix.lower() == ".gif" else ()
    frame = ("-frames:v", "1", "-q:v", "3", "-update", "1")
    _run([tool, *_START, "-i", source, *_CLEAN, *look, *frame, target])
    # Of a clip that breaks off early it says nothing.
    if not target.is_file():
        raise FfmpegError("no picture in it")


def probe(tool: str, source: Path) -> Streams | None:
    """What is in a clip; None where ffprobe is not there, or does not know."""
    prober = shutil.which("ffprobe", path=Path(tool).parent.as_posix()) or shutil.which("ffprobe")
    if not prober:
        return None
    command = [prober, "-v", "error", "-protocol_whitelist", "file", "-of", "json"]
    try:
        found = json.loads(
            _run([*command, "-show_entries", "stream=codec_type,codec_name", source])
        )
        streams = [(one["codec_type"], one.get("codec_name", "")) for one in found["streams"]]
    except (FfmpegError, ValueError, LookupError, TypeError):
        return None
    codec = next((name for kind, name in streams if kind == "video"), "")
    return Streams(codec, any(kind == "audio" for kind, _ in streams))


def _run(command: Sequence[str | Path]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - arguments of ours, and paths
            [*map(str, command)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise FfmpegError(said[-1] if said else f"exit code {error.returncode}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FfmpegError(str(error)) from error
    return done.stdout
