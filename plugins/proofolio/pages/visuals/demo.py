"""A demo in a study: what stands in its place until a reader asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from proofolio.notebooks import NotebookError
from proofolio.pages.assets import Asset
from proofolio.pages.clips import read_clip
from proofolio.pages.slug import slugify
from proofolio.pages.visuals.finder import Finder, Found
from proofolio.pages.visuals.shown import ShownPicture
from proofolio.studies import FilePath, Visual
from proofolio.studies.embed import Demo

_CLIPS = (".mp4", ".webm")


@dataclass(frozen=True)
class ShownDemo:
    """A demo; `frame` is the address for a frame, `allow` what the frame may ask for.

    `host` is the one that the frame asks, and `page` that of the page for people.
    """

    url: str
    frame: str
    host: str
    page: str
    title: str | None
    alt: str
    height: int
    allow: str
    poster: ShownPicture | None
    picture: ShownPicture | None
    clips: tuple[tuple[str, Asset], ...]


def find_demo(finder: Finder, visual: Visual) -> Found:
    """Find the poster of a demo, and what stands in for it when it is down."""
    demo = visual.demo
    assert demo  # noqa: S101 - it is of this kind
    with finder.trying("alt"):
        _check_alt(demo, visual.alt)
    alt = visual.alt or ""
    poster = picture = None
    clips: tuple[tuple[str, Asset], ...] = ()
    if demo.poster:
        with finder.trying("demo", "poster"):
            poster = _picture(finder, demo.poster, alt)
    if demo.fallback:
        with finder.trying("demo", "fallback"):
            if demo.fallback.path.lower().endswith(_CLIPS):
                clips = _clips(finder, demo.fallback)
            else:
                picture = _picture(finder, demo.fallback, alt)
    frame = frame_address(demo)
    host = urlsplit(frame).hostname or ""
    return Found(
        ShownDemo(
            demo.url, frame, host, demo.host, demo.title, alt, demo.height,
            "; ".join(["fullscreen", "clipboard-write", *demo.needs]), poster, picture, clips,
        )
    )  # fmt: skip


def frame_address(demo: Demo) -> str:
    """The address that a demo's host wants for frames."""
    parts = urlsplit(demo.url)
    if demo.served_by == "spaces":
        # The page of a Space forbids frames; the Space itself has a host of its own.
        if space := re.fullmatch(r"/(?:spaces|embed)/([\w.-]+)/([\w.-]+)/?", parts.path):
            name = re.sub(r"[^a-z0-9]+", "-", f"{space[1]}-{space[2]}".lower()).strip("-")
            return f"https://{name}.hf.space/"
    elif demo.served_by == "streamlit" and "embed=" not in parts.query:
        query = f"{parts.query}&embed=true" if parts.query else "embed=true"
        return urlunsplit(parts._replace(query=query))
    return demo.url


def _check_alt(demo: Demo, alt: str | None) -> None:
    if not alt and (demo.poster or demo.fallback):
        repair = "add `alt:` and say what the picture of the demo shows"
        raise NotebookError("a description of the demo's picture", "none", repair)


def _picture(finder: Finder, path: FilePath, alt: str) -> ShownPicture:
    return finder.shown(finder.store.image(finder.file(path)), Path(path.path).stem, alt)


def _clips(finder: Finder, path: FilePath) -> tuple[tuple[str, Asset], ...]:
    file = finder.file(path)
    ready = read_clip(file, finder.store.folder / "clips")
    name = f"{slugify(file.stem)}.{ready.key[:8]}"
    return tuple(
        (f"video/{one.suffix.lower()[1:]}", finder.asset(f"{name}{one.suffix.lower()}", one))
        for one in ready.videos
    )
