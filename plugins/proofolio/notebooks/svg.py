"""An SVG → the same drawing as a standalone file in which nothing can run or be fetched.

Why not nh3, which sanitises the tables: it reads HTML. An SVG file is XML, where `<style/>`,
CDATA, entities and prefixes mean something else than in HTML, and two readers that disagree are
how sanitisers get fooled. Here expat, a real XML parser, tells names with their namespaces, and a
new file is written from those on the allow-lists alone: no byte of the input's markup is copied.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from proofolio.notebooks.css import filter_css, is_safe_value
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.svg_names import ATTRIBUTES, DRAWN, ELEMENTS, LINKING, TRANSPARENT, WORDS
from proofolio.notebooks.svg_size import read_size

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LINK = re.compile(r"#[^\s\"'<>]+")
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*", re.ASCII)
# Deeper than any drawing program nests, and shallow enough for every reader of the result.
_DEEPEST = 200


def sanitise_svg(data: bytes, what: str = "the SVG") -> tuple[bytes, int, int]:
    """Return a safe SVG file and its width and height in CSS pixels.

    Raises NotebookError where it is no SVG, declares entities, draws nothing, or keeps its text
    in HTML (`foreignObject`), which would be missing from the page.
    """
    if not data.strip():
        raise NotebookError(f"an SVG in {what}", "nothing", "make it again and save it")
    writer = _Writer(what)
    try:
        _parse(_bind_xlink(data), writer)
    except expat.ExpatError as error:
        place = f"{expat.ErrorString(error.code)} (line {error.lineno}, column {error.offset + 1})"
        raise _no_svg(what, f"broken XML: {place}") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise _no_svg(what, "an encoding that cannot be read") from error
    return writer.result()


def _parse(data: bytes, writer: _Writer) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    # matplotlib and graphviz write a DOCTYPE that names a DTD, which nothing reads: it goes
    # without a trace. One that declares entities is how "billion laughs" start.
    parser.EntityDeclHandler = writer.refuse_entity
    parser.SkippedEntityHandler = writer.refuse_entity
    parser.Parse(data.lstrip(), True)


def _bind_xlink(data: bytes) -> bytes:
    """Declare the prefix `xlink` where it is only used, as HTML pages get away with."""
    if b"xlink:" not in data or b"xmlns:xlink" in data:
        return data
    return re.sub(rb"<svg\b", b'<svg xmlns:xlink="' + XLINK.encode() + b'"', data, count=1)


def _no_svg(what: str, found: str) -> NotebookError:
    return NotebookError(f"an SVG in {what}", found, "export the drawing again as plain SVG")


class _Writer:
    """Writes the allowed part of what expat reads."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.parts: list[str] = []
        self.open: list[str] = []  # what to write at the end of each element, "" for none
        self.skipped = 0  # depth inside of an element that is left out
        self.in_html = False  # in a foreignObject that nothing stands in for
        self.size: tuple[int, int] | None = None
        self.style: list[str] | None = None
        self.has_drawing = False

    def start(self, name: str, attributes: list[str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.size is None:
            self._start_root(space, local, attributes)
            return
        if len(self.open) + self.skipped > _DEEPEST:
            raise _no_svg(self.what, f"elements nested more than {_DEEPEST} deep")
        # Drawings made for HTML pages have no namespace at all; then they are SVG.
        is_kept = not self.skipped and space in (SVG, "") and local in ELEMENTS
        if self.style is not None or not (is_kept or self._is_passed_through(space, local)):
            self.skipped += 1
            # Inside of a <switch> another child stands in for it.
            if local == "foreignObject" and self.skipped == 1 and "</switch>" not in self.open:
                self.in_html = True
        elif not is_kept:
            self.open.append("")
        else:
            self.has_drawing |= local in DRAWN
            self.parts.append(f"<{local}{self._attributes(local, attributes)}>")
            self.open.append(f"</{local}>")
            self.style = [] if local == "style" else None

    def _is_passed_through(self, space: str, local: str) -> bool:
        return not self.skipped and space in (SVG, "") and local in TRANSPARENT

    def _start_root(self, space: str, local: str, attributes: list[str]) -> None:
        if local != "svg" or space not in (SVG, ""):
            raise _no_svg(self.what, "a web page (HTML)" if local == "html" else f"<{local}>")
        found = dict(zip(attributes[::2], attributes[1::2], strict=True))
        width, height = self.size = read_size(found)
        if "viewBox" not in found:
            # Without it a browser would crop the drawing, not scale it, when the page is narrow.
            attributes = [*attributes, "viewBox", f"0 0 {width} {height}"]
        space_attributes = f' xmlns="{SVG}" xmlns:xlink="{XLINK}"'
        self.parts.append(f"<svg{space_attributes}{self._attributes(local, attributes)}>")
        self.open.append("</svg>")

    def end(self, _name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            self.in_html = self.in_html and self.skipped > 0
            return
        if self.style is not None:
            self.parts.append(_escape(filter_css("".join(self.style))))
            self.style = None
        self.parts.append(self.open.pop())

    def text(self, text: str) -> None:
        if self.in_html and text.strip():
            raise NotebookError(
                f"an SVG with its own text in {self.what}",
                "text in HTML (`foreignObject`)",
                "export it without HTML labels (Mermaid: `htmlLabels: false`), or as PNG",
            )
        if self.skipped:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.parts.append(_escape(text))

    def refuse_entity(self, name: str, *_: object) -> None:
        raise _no_svg(self.what, f"the entity &{name}; of its own")

    def result(self) -> tuple[bytes, int, int]:
        if self.size is None or not self.has_drawing:
            raise _no_svg(self.what, "an SVG that draws nothing")
        return "".join(self.parts).encode(), *self.size

    def _attributes(self, element: str, attributes: list[str]) -> str:
        written = []
        for name, value in zip(attributes[::2], attributes[1::2], strict=True):
            kept = _attribute(element, name, value)
            if kept:
                quoted = _escape(kept[1]).replace('"', "&quot;").replace("\n", "&#10;")
                written.append(f' {kept[0]}="{quoted}"')
        return "".join(written)


def _attribute(element: str, name: str, value: str) -> tuple[str, str] | None:
    """Return the name and value to write, or None."""
    space, _, local = name.rpartition(" ")
    if local == "href" and space in (XLINK, ""):
        target = _safe_target(element, value)
        return (("xlink:href" if space else "href"), target) if target else None
    if space == _XML and local in ("space", "lang"):
        return f"xml:{local}", value
    if space:
        return None
    if local == "style":
        return local, filter_css(value)
    is_kept = local in WORDS or (local in ATTRIBUTES and is_safe_value(value))
    return (local, value) if is_kept else None


def _safe_target(element: str, value: str) -> str | None:
    if element not in LINKING:
        return None
    target = "".join(value.split())
    if _LINK.fullmatch(target):
        return target
    is_picture = element in ("image", "feImage") and _INLINE_PICTURE.fullmatch(target)
    return target if is_picture else None


def _escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")
