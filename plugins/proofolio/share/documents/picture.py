"""The picture of a study's document: its cover, or a picture or chart of its results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from types import SimpleNamespace

from proofolio.notebooks.store import write_whole
from proofolio.pages.pictures import PictureStore
from proofolio.pages.visuals import Shown
from proofolio.pages.visuals.shown import ShownChart, ShownPicture
from proofolio.share.brand import DRAWABLE, Brand
from proofolio.share.card_picture import lighten

_STYLES = Path(__file__).with_name("chart.css")
# That for phones: its lettering can be read when it is a third of a page.
_DRAWING = re.compile(r'<svg class="pf-drawing pf-drawing--narrow".*?</svg>', re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+)")
# Colours of charts that no palette changes.
_SERIES = {
    "series-1": "#0f766e", "series-2": "#d8620d", "series-3": "#2b6cd4", "series-4": "#3d2373",
    "series-5": "#cf5a97", "before": "#8b857b",
}  # fmt: skip


@dataclass(frozen=True)
class KeyPicture:
    """A picture that typst can read; what it shows, for those who do not see it; its caption."""

    path: Path
    alt: str
    caption: str
    title: str = ""


def find_picture(
    study: SimpleNamespace, cache: Path, brand: Brand, pictures: PictureStore
) -> KeyPicture | None:
    """The first that can be printed: the cover, one of the results, any other, the whole."""
    for shown in _candidates(study):
        caption, content = str(shown.caption or ""), shown.content
        if isinstance(content, ShownPicture):
            suffix = Path(content.uri).suffix.lower()
            if suffix in DRAWABLE:
                path = _file(content.asset.content, suffix, cache)
                return KeyPicture(clean_picture(path, pictures), content.alt, caption)
        elif isinstance(content, ShownChart):
            chart = draw_chart(str(content.drawing or ""), caption, cache, brand)
            if chart:
                return chart
    return None


def clean_picture(path: Path, pictures: PictureStore) -> Path:
    """The picture without metadata, and light enough to be sent. Raises NotebookError."""
    if path.suffix.lower() == ".svg":
        return path  # cleaned when it was read
    found = pictures.clean(path)
    return lighten(found.path, found.width, found.height, pictures.folder)[0]


def _candidates(study: SimpleNamespace) -> Iterator[Shown]:
    visuals = [*study.visuals]
    found = [study.cover, *(one for one in visuals if one.section == "results"), *visuals]
    yield from (one for one in (*found, study.method.architecture) if one and one.content)


def draw_chart(html: str, caption: str, cache: Path, brand: Brand) -> KeyPicture | None:
    """A chart of a page as a picture of its own, in the light colours of the site."""
    found = _DRAWING.search(html)
    if not found:
        return None
    drawing = found[0]
    title, told = _TITLE.search(drawing), _DESCRIPTION.search(drawing)
    colours = {**_SERIES, **brand.colours}
    fonts = ", ".join(f"'{name}'" for name in brand.fonts.get("text", ()))
    styles = _COLOUR.sub(lambda name: _value(name[1], colours, fonts), _STYLES.read_text("utf-8"))
    head, _, rest = drawing.partition(">")
    xml = f'{head} xmlns="http://www.w3.org/2000/svg"><style>{styles}</style>{rest}'
    seen = unescape(title[1]) if title else ""
    told_of = unescape(told[1]) if told else ""
    return KeyPicture(_file(xml.encode(), ".svg", cache), told_of or seen, caption, seen)


def _value(name: str, colours: Mapping[str, str], fonts: str) -> str:
    return fonts if name == "fonts" else colours.get(name, "#211f1c")


def _file(content: bytes | Path, suffix: str, cache: Path) -> Path:
    if isinstance(content, Path):
        return content
    path = cache / "pictures" / f"{sha256(content).hexdigest()[:32]}{suffix}"
    if not path.is_file():
        write_whole(path, content)
    return path
