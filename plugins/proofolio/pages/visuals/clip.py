"""A clip of a study → its videos, the picture that stands for it, and its captions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.notebooks import NotebookError
from proofolio.notebooks.file import read_bytes
from proofolio.pages.assets import Asset
from proofolio.pages.clips import ReadyClip, read_clip
from proofolio.pages.slug import slugify
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.pages.visuals.shown import Shown
from proofolio.read.document import Loc
from proofolio.studies import Visual
from proofolio.studies.media import Clip

_LARGE = 25_000_000
# What browsers play; of others most show sound without picture.
_PLAYED = (None, "h264", "vp8", "vp9", "av1")


@dataclass(frozen=True)
class ShownClip:
    """A clip: its videos with their types, or a GIF; what stands there until it plays."""

    alt: str
    videos: tuple[tuple[str, Asset], ...]
    poster: Asset | None
    gif: Asset | None
    captions: Asset | None
    width: int
    height: int
    loop: bool
    muted: bool
    is_raw: bool


def find_clip(finder: Finder, visual: Visual) -> Found:
    """Find a clip and what belongs to it."""
    clip = visual.clip
    assert clip  # noqa: S101 - it is of this kind
    with finder.trying("alt"):
        _check_alt(visual.alt)
    poster = captions = ready = None
    if clip.poster:
        with finder.trying("clip", "poster"):
            found = finder.store.image(finder.file(clip.poster))
            poster = finder.shown(found, Path(clip.poster.path).stem, "").asset
    if clip.captions:
        with finder.trying("clip", "captions"):
            path = finder.file(clip.captions)
            text = _read_captions(path)
            digest = hashlib.sha256(text).hexdigest()[:8]
            captions = finder.asset(f"{slugify(path.stem)}.{digest}.vtt", text)
    with finder.trying("clip", "file"):
        path = finder.file(clip.file)
        ready = read_clip(path, finder.store.folder / "clips")
        _warn(finder, clip, ready)
    if ready is None or not visual.alt:
        return Found(None)

    def publish(file: Path | None) -> Asset | None:
        name = f"{slugify(path.stem)}.{ready.key[:8]}{file.suffix.lower()}" if file else ""
        return finder.asset(name, file) if file else None

    videos = [(f"video/{file.suffix.lower()[1:]}", publish(file)) for file in ready.videos]
    return Found(
        ShownClip(
            visual.alt,
            tuple((kind, asset) for kind, asset in videos if asset),
            poster or publish(ready.still),
            publish(ready.gif),
            captions,
            ready.width or 1280,
            ready.height or 720,
            clip.loop,
            clip.muted or ready.has_sound is False,
            ready.is_raw,
        )
    )


def _check_alt(alt: str | None) -> None:
    if not alt:
        repair = "add `alt:` and say what the clip shows"
        raise NotebookError("a description of the clip", "none", repair)


def _read_captions(path: Path) -> bytes:
    data = read_bytes(path, "captions")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.startswith("WEBVTT"):
        repair = "save it as WebVTT in UTF-8, with WEBVTT on its first line"
        raise NotebookError(f"captions in {path.name}", "another kind of file", repair)
    return data


def _warn(finder: Finder, clip: Clip, ready: ReadyClip) -> None:
    """Tell what a reader would miss."""
    name = clip.file.path
    size = max(file.stat().st_size for file in (*ready.videos, ready.gif) if file)
    if size > _LARGE:
        repair = "shorten it, or make it smaller: many read on a phone"
        found = f"{size / 1_000_000:.0f} MB"
        finder.warn(NotebookError(f"at most 25 MB in {name}", found, repair), "clip", "file")
    if ready.codec not in _PLAYED:
        repair = "export it again with H.264: not every browser plays this"
        expected = f"a clip that all browsers play in {name}"
        finder.warn(NotebookError(expected, f"the codec {ready.codec}", repair), "clip", "file")
    if ready.has_sound and not (clip.captions or clip.muted):
        repair = "add `captions: media/….vtt`, or `muted: true` where the sound says nothing"
        expected = "captions for those who do not hear"
        finder.warn(NotebookError(expected, "sound without", repair), "clip", "file")
    if ready.failed:
        repair = "install ffmpeg with libx264 or libvpx-vp9, or save the clip as MP4"
        expected = f"a video of {name}"
        finder.warn(
            NotebookError(expected, f'"{ready.failed}" from ffmpeg', repair), "clip", "file"
        )


def warn_of_raw_clips(visuals: Iterable[Mapping[Loc, Shown]]) -> list[str]:
    """One warning, however many clips are as their authors saved them, for want of ffmpeg."""
    contents = [shown.content for study in visuals for shown in study.values()]
    raw = [content for content in contents if isinstance(content, ShownClip) and content.is_raw]
    if not raw:
        return []
    gifs = sum(content.gif is not None for content in raw)
    parts = [
        f"GIFs ({gifs}) do not become videos" if gifs else "",
        f"videos ({len(raw) - gifs}) keep what a camera wrote into them, and have no first frame"
        if len(raw) > gifs
        else "",
    ]
    return [
        f"ffmpeg is not to be found: {', and '.join(filter(None, parts))}; install it "
        "(apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg)"
    ]
