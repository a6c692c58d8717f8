"""Untrusted HTML (Markdown cells, outputs) → HTML that can stand in a page.

nh3 keeps what is on the lists; what the addresses and names in it may be is decided here. Pictures
become files of the site, links are noted, so that a host can check them.
"""

from __future__ import annotations

import base64
import binascii
import re
import weakref
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from proofolio.notebooks.css import filter_css, is_safe_value
from proofolio.notebooks.draft import LINK, Draft, safe_id
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.html_names import ATTRIBUTES, BOXES, MATHS, SVG, TEXT, WITHOUT_TEXT
from proofolio.notebooks.output import drop_forbidden, join_text
from proofolio.notebooks.picture import Picture, read_data

if TYPE_CHECKING:
    import nh3

_SCHEME = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2})")
_SAFE_SCHEME = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?#([\w.:-]+)[\"']?\s*\)")
_ALIGN = re.compile(r"text-align\s*:\s*(left|right|center|start|end)\b", re.IGNORECASE)
_IMG = re.compile(r"<img((?: [\w-]+=\"[^\"]*\")*)>")
_CLIP = re.compile(r"<(video|audio)\b")
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h[1-6]([^>]*)>")
_SEEN = re.compile(r"(?:^|>)\s*[^<\s]|<(?:img|svg|hr|math|video|audio|input)\b")
# nh3 takes seconds for what is nested thousands deep.
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1[^>]*>?|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LONG, _DEEPEST = 20_000, 1_000
_ELEMENT = re.compile(
    r"<(/?)(?!(?:br|hr|img|col|input|wbr|source|li|p|td|th|tr|meta|link)\b)[a-zA-Z]"
)
# `<a name="x">` is how old notebooks write `<a id="x">`.
_NAMED = re.compile(r"<a((?: [\w-]+=\"[^\"]*\")*)>")
_SIZE = ("width", "height")
# Scripts and frames pass by here, too, before they are dropped.
_MEDIA = ("img", "image", "video", "audio", "source")
_CLIPS = {
    "video/mp4": ".mp4", "video/webm": ".webm", "video/ogg": ".ogv", "audio/mpeg": ".mp3",
    "audio/mp3": ".mp3", "audio/wav": ".wav", "audio/x-wav": ".wav", "audio/ogg": ".ogg",
    "audio/webm": ".weba", "audio/flac": ".flac", "audio/aac": ".aac", "audio/mp4": ".m4a",
}  # fmt: skip


def is_seen(html: str) -> bool:
    """Tell whether a reader would see anything of this clean HTML."""
    return bool(_SEEN.search(html))


def strip_tags(html: str) -> str:
    """Return the text of HTML, clean or not, for a page that shows it as text."""
    return unescape(_TAG.sub("", _SCRIPT.sub("", html)))


class HtmlCleaner:
    """Cleans the texts of one notebook, one after the other."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        # The garbage collector does not see what nh3 holds: a filter that held this object would
        # keep the whole notebook for good.
        own = weakref.proxy(self)
        self._cleaner = _make_cleaner(lambda *found: own._filter(*found))
        self._prefix: str | None = None
        self._own: dict[str, str] = {}
        self._restore: Callable[[str], str] = str
        self._pictures: dict[str, Picture] = {}

    def clean_markdown(self, html: str, restore: Callable[[str], str]) -> str:
        """Clean what Markdown made; `restore` gives back what was taken out of an attribute."""
        self._prefix, self._restore = None, restore
        return self._clean(html)

    def clean_output(self, html: str, restore: Callable[[str], str] = str) -> str:
        """Clean the HTML of an output: its names are its own, its headings none of the page."""
        self._prefix, self._restore = f"out-{len(self._draft.ids)}-", restore
        self._draft.claim_id(self._prefix)
        clean = self._clean(html)
        clean = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", clean)
        return self._with_scroll(clean)

    def _clean(self, html: str) -> str:
        self._own = {}
        if len(html) > _LONG and _depth(html) > _DEEPEST:
            self._draft.complain(
                f"HTML that can be read in {self._draft.where}",
                f"elements nested more than {_DEEPEST} deep",
                "let the cell show it more simply",
                "warning",
            )
            return ""
        for name in dict.fromkeys(_ID.findall(html)):
            if found := safe_id(name):
                self._own[name] = (self._prefix or "") + found
        clean = self._cleaner.clean(drop_forbidden(html))
        # Not through the cleaner, which writes attributes of its own in any order.
        clean = _CLIP.sub(r'<\1 controls preload="metadata"', clean)
        clean = _NAMED.sub(_with_id, clean)
        return _IMG.sub(self._write_image, clean)

    def _with_scroll(self, html: str) -> str:
        cell = self._draft.cell
        label = self._draft.words["table_of"].format(number=cell.number if cell else "")
        return wrap_tables(html, label)

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        # No mark may stay: what takes its place in a text would end an attribute.
        value = self._restore(value)
        if name in ("id", "name"):
            return self._take_id(value)
        if name == "class":
            return _box(value)
        if name == "style":
            if tag in SVG and tag != "a":
                return self._own_urls(filter_css(value))
            align = _ALIGN.search(value)
            return f"text-align: {align[1].lower()}" if align else None
        if tag in SVG and name == "href" and tag != "a":
            return f"#{self._own.get(value[1:], value[1:])}" if value.startswith("#") else None
        if name in ("href", "src", "poster", "cite"):
            return self._address(tag, name, value)
        if tag in SVG:
            return self._own_urls(value) if is_safe_value(value) else None
        return value

    def _own_urls(self, value: str) -> str:
        return _URL.sub(lambda match: f"url(#{self._own.get(match[1], match[1])})", value)

    def _take_id(self, value: str) -> str | None:
        wanted = self._own.get(value)
        if wanted is None or wanted in self._draft.ids:
            return None  # of `id` and `name` with the same value, one is enough
        self._draft.ids.add(wanted)
        return wanted

    def _address(self, tag: str, name: str, value: str) -> str | None:
        plain = re.sub(r"[\x00-\x20]+", "", value) if tag != "img" else value.strip()
        if plain.startswith("#") and tag == "a":
            own = self._own.get(plain[1:])
            return self._draft.add_link("a", f"#{own}" if own and self._prefix else plain)
        if name == "src" and plain[:5].lower() == "data:":
            return self._inline(tag, plain)
        if tag == "img" and plain.startswith("attachment:"):
            return self._attachment(unquote(plain.partition(":")[2]))
        if not _SCHEME.match(plain):
            return self._draft.add_link(tag, value.strip()) if plain else None
        is_web = _SAFE_SCHEME.match(plain)
        if tag == "a" or name == "cite":
            return plain if is_web else None
        if tag in _MEDIA and (is_web or plain[:1] in "/\\"):
            # A picture becomes a link; of a clip, nothing is left.
            is_linked = tag == "img" and bool(is_web)
            self._draft.complain(
                f"a picture or clip of the notebook's own in {self._draft.where}",
                f'"{plain[:100]}"',
                "save it beside the notebook: pages load nothing from other hosts",
                "note" if is_linked else "warning",
            )
            return plain if is_linked else None
        return None

    def _inline(self, tag: str, value: str) -> str | None:
        head, _, packed = value.partition(",")
        media_type, *rest = head[5:].lower().split(";")
        if tag in ("video", "audio", "source"):
            suffix = _CLIPS.get(media_type)
            try:
                data = base64.b64decode(packed, validate=True) if "base64" in rest else b""
            except (binascii.Error, ValueError):
                data = b""
            return (
                self._draft.add_asset(self._draft.stem, suffix, data) if suffix and data else None
            )
        if not media_type.startswith("image/"):
            return None
        try:
            if "base64" not in rest:
                packed = base64.b64encode(unquote(packed).encode()).decode()
            picture = read_data(media_type, packed, self._draft.where)
        except NotebookError as error:
            self._draft.complain_of(error, "warning")
            return None
        return self._keep(picture, self._draft.stem)

    def _attachment(self, name: str) -> str | None:
        cell = self._draft.cell
        bundle = cell.attachments.get(name) if cell else None
        where = self._draft.where
        try:
            if not isinstance(bundle, dict) or not bundle:
                expected = f'an attachment "{name}" in {where}'
                raise NotebookError(expected, "none", "add the picture to the cell again")
            media_type = next((t for t in bundle if t.startswith("image/")), next(iter(bundle)))
            picture = read_data(media_type, join_text(bundle[media_type]), where)
        except NotebookError as error:
            self._draft.complain_of(error)
            return None
        return self._keep(picture, Path(name).stem)

    def _keep(self, picture: Picture, stem: str) -> str:
        address = self._draft.add_asset(stem, picture.suffix, picture.data)
        self._pictures[address] = picture
        return address

    def _write_image(self, match: re.Match[str]) -> str:
        found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        source, alt = found.get("src", ""), found.get("alt", "")
        if not source:
            return f"<em>{escape(alt, quote=False)}</em>" if alt else ""
        if source not in self._pictures and not LINK.fullmatch(source):
            return f'<a href="{escape(source)}">{escape(alt or source, quote=False)}</a>'
        picture = self._pictures.get(source)
        size = {name: found[name] for name in _SIZE if found.get(name, "").isdecimal()}
        if picture and not size:
            size = {"width": str(picture.width), "height": str(picture.height)}
        attributes = {"src": source, "alt": alt, **size, "loading": "lazy", "decoding": "async"}
        if found.get("title"):
            attributes["title"] = found["title"]
        return "<img" + "".join(f' {k}="{escape(v)}"' for k, v in attributes.items()) + ">"


def _with_id(match: re.Match[str]) -> str:
    if ' name="' not in match[1]:
        return match[0]
    new = "" if ' id="' in match[1] else r' id="\1"'
    renamed = re.sub(r' name="([^"]*)"', new, match[1])
    return f"<a{renamed}>"


def _depth(html: str) -> int:
    deepest = depth = 0
    for match in _ELEMENT.finditer(_SCRIPT.sub("", html)):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def wrap_tables(html: str, label: str) -> str:
    """Let tables scroll by themselves, with the keyboard too."""
    if html.count("<table") != len(_TABLE.findall(html)):
        return html  # tables in tables
    open_ = f'<div class="pf-scroll" tabindex="0" role="group" aria-label="{escape(label)}">'
    # A table with a class is left alone by the script and the alignment rules of Material.
    named = _TABLE.sub(lambda table: f"{open_}{table[0]}</div>", html)
    return named.replace("<table>", '<table class="pf-table">')


def _box(value: str) -> str | None:
    """Keep the boxes that Jupyter knows; other classes would borrow the looks of the site."""
    if value in ("admonition-title", "footnote"):
        return value
    words = value.split()
    kind = next((BOXES[word] for word in words if word in BOXES), None)
    return f"admonition {kind}" if kind and {"alert", "admonition"} & {*words} else None


def _make_cleaner(attribute_filter: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    import nh3  # lazy: a warm build must not import it

    return nh3.Cleaner(
        tags=set(TEXT | MATHS | SVG),
        clean_content_tags=set(WITHOUT_TEXT),
        attributes=ATTRIBUTES,
        attribute_filter=attribute_filter,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        link_rel=None,
    )
