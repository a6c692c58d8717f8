"""A video or GIF of a study → what its page plays, kept by content.

<folder>/1a2b3c….json   what was made of a clip
<folder>/1a2b3c….mp4    a file that was made
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from proofolio.notebooks import NotebookError
from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.moving import draw_still
from proofolio.notebooks.raster import describe_bytes, measure
from proofolio.notebooks.store import describe_code, write_whole
from proofolio.pages.clips.ffmpeg import (
    FfmpegError,
    draw_first_frame,
    film,
    find_ffmpeg,
    probe,
    strip,
)

_MB = 1_000_000
_MOST = 100 * _MB


@dataclass(frozen=True)
class ReadyClip:
    """The files of a clip: videos, the smallest first; its first frame; a GIF that stays one.

    `codec` and `has_sound` are None where nobody could tell; `is_raw` says that the file is the
    author's own, with whatever a camera wrote into it. `failed` is why no video was made of a GIF.
    `key` changes with the content.
    """

    key: str
    videos: tuple[Path, ...]
    still: Path | None = None
    gif: Path | None = None
    width: int | None = None
    height: int | None = None
    codec: str | None = None
    has_sound: bool | None = None
    is_raw: bool = False
    failed: str = ""


def read_clip(path: Path, folder: Path) -> ReadyClip:
    """Prepare a clip, or take it from the cache. Raises NotebookError for what is none."""
    data = read_bytes(path, "a clip")
    _check(path, data)
    tool = find_ffmpeg()
    maker = f"{bool(tool)}\0{path.suffix.lower()}\0{describe_code(Path(__file__).parent)}"
    key = hashlib.sha256(maker.encode() + b"\0" + data).hexdigest()[:32]
    if clip := _load(folder, key, path):
        return clip
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        made = Path(room) / key
        clip = _make(tool, path, made) if tool else _without_ffmpeg(path, made)
        if clip.still:
            found = measure(clip.still.read_bytes(), path.name)
            clip = ReadyClip(**{**vars(clip), "width": found.width, "height": found.height})
        for file in Path(room).iterdir():
            file.replace(folder / file.name)
    kept = {
        name: [file.name if isinstance(file, Path) else file for file in value]
        if isinstance(value, tuple)
        else value.name
        if isinstance(value, Path)
        else value
        for name, value in asdict(clip).items()
    }
    write_whole(folder / f"{key}.json", json.dumps(kept).encode())
    return _load(folder, key, path) or clip


def _check(path: Path, data: bytes) -> None:
    """Raise NotebookError unless the file is of its kind, and not too large for a site."""
    if len(data) > _MOST:
        raise NotebookError(
            f"at most 100 MB in {path.name}, as GitHub takes",
            f"{len(data) / _MB:.0f} MB",
            "shorten it, make it smaller, or link to it as `proof: recording:`",
        )
    is_its_kind = {
        ".mp4": data[4:8] == b"ftyp",
        ".webm": data.startswith(b"\x1a\x45\xdf\xa3"),
        ".gif": data.startswith((b"GIF87a", b"GIF89a")),
    }
    if not is_its_kind[path.suffix.lower()]:
        kind = {".mp4": "an MP4", ".webm": "a WebM", ".gif": "a GIF"}[path.suffix.lower()]
        raise NotebookError(f"{kind} in {path.name}", *_describe(data))


def _describe(data: bytes) -> tuple[str, str]:
    """What bytes are that are no such clip, and what to do about it."""
    if data.startswith(b"version https://git-lfs"):
        return describe_bytes(data)
    found = "a file of another kind" if data.strip() else "an empty file"
    return found, "export it again as MP4, WebM or GIF, and let its suffix say which"


def _make(tool: str, path: Path, made: Path) -> ReadyClip:
    """Make what a page plays; `made` is where, without its suffix."""
    is_gif = path.suffix.lower() == ".gif"
    still = made.with_suffix(".jpg")
    try:
        draw_first_frame(tool, path, still)
        if not is_gif:
            video = made.with_suffix(path.suffix.lower())
            strip(tool, path, video)
            streams = probe(tool, path)
            codec, has_sound = (streams.codec, streams.has_sound) if streams else (None, None)
            return ReadyClip(made.name, (video,), still, codec=codec, has_sound=has_sound)
    except FfmpegError as error:
        found = f'"{error}" from ffmpeg'
        repair = "export it again, as MP4 with H.264"
        raise NotebookError(f"a clip that can be read in {path.name}", found, repair) from error
    videos, failed = [], ""
    for suffix in (".mp4", ".webm"):
        try:
            film(tool, path, made.with_suffix(suffix))
            videos.append(made.with_suffix(suffix))
        except FfmpegError as error:  # built without this encoder
            made.with_suffix(suffix).unlink(missing_ok=True)
            failed = str(error)
    if not videos:
        return _without_ffmpeg(path, made, failed)
    videos.sort(key=lambda file: file.stat().st_size)
    return ReadyClip(made.name, tuple(videos), still, has_sound=False)


def _without_ffmpeg(path: Path, made: Path, failed: str = "") -> ReadyClip:
    if path.suffix.lower() != ".gif":
        return ReadyClip(made.name, (path,), is_raw=True)
    still = made.with_suffix(".png")
    data = path.read_bytes()
    measure(data, path.name)  # whole?
    still.write_bytes(draw_still(data))
    return ReadyClip(made.name, (), still, path, has_sound=False, is_raw=True, failed=failed)


def _load(folder: Path, key: str, path: Path) -> ReadyClip | None:
    """What an earlier build made of these bytes, if all of it is still there."""
    try:
        kept: dict[str, Any] = json.loads((folder / f"{key}.json").read_bytes())
        names = [*kept["videos"], *filter(None, (kept["still"], kept["gif"]))]
        # The author's own file is under its own name.
        files = {name: path if name == path.name else folder / name for name in names}
        for file in (folder / f"{key}.json", *files.values()):
            if file.is_relative_to(folder):
                os.utime(file)
        kept["videos"] = tuple(files[name] for name in kept["videos"])
        kept |= {name: files[kept[name]] for name in ("still", "gif") if kept[name]}
        return ReadyClip(**kept)
    except (OSError, ValueError, LookupError, TypeError):
        return None
