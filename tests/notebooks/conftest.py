"""Notebooks written as short YAML, and inspections of what comes out of them."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tfoot": set(),
    "tr": set(),
    "td": {"colspan", "rowspan", "class"},
    "th": {"colspan", "rowspan", "class", "scope"},
    "a": {"href", "rel"},
} | {tag: set() for tag in ("b", "strong", "em", "i", "sub", "sup", "br", "code")}

Build = Callable[..., bytes]


def picture_bytes(kind: str, size: str, color: str = "navy") -> bytes:
    width, height = map(int, size.split("x"))
    file = io.BytesIO()
    Image.new("RGB", (width, height), color).save(file, kind)
    return file.getvalue()


def build_output(short: dict[str, Any]) -> dict[str, Any]:
    """`{png: 4x3}` → a real PNG; `{html: …}`, `{svg: …}`, `{text: …}`; `{error: ValueError}`."""
    if "raw" in short:
        return dict(short["raw"])
    if "error" in short:
        return {"output_type": "error", "ename": short["error"], "evalue": "", "traceback": ["x"]}
    for name, key in (("stdout", "stream"), ("stderr", "stderr")):
        if key in short:
            return {"output_type": "stream", "name": name, "text": short[key]}
    data: dict[str, Any] = {}
    for name, value in short.items():
        if name in ("png", "jpeg", "gif", "webp"):
            data[f"image/{name}"] = base64.b64encode(picture_bytes(name.upper(), value)).decode()
    data |= {
        media_type: short[name]
        for name, media_type in (
            ("svg", "image/svg+xml"),
            ("html", "text/html"),
            ("text", "text/plain"),
            ("latex", "text/latex"),
            ("md", "text/markdown"),
            ("json", "application/json"),
        )
        if name in short
    }
    data |= short.get("data", {})
    return {"output_type": "display_data", "data": data, "metadata": short.get("metadata", {})}


def build_cell(short: dict[str, Any]) -> dict[str, Any]:
    if "cell" in short:
        return dict(short["cell"])
    if "markdown" in short:
        return {"cell_type": "markdown", "source": short["markdown"], "metadata": {}} | {
            key: short[key] for key in ("id", "metadata", "attachments") if key in short
        }
    metadata = short.get("metadata", {}) | ({"tags": short["tags"]} if "tags" in short else {})
    outputs = [build_output(output) for output in short.get("outputs", [])]
    cell = {
        "cell_type": "code",
        "source": short["code"],
        "metadata": metadata,
        "execution_count": short.get("run", 1 if outputs else None),
        "outputs": outputs,
    }
    return cell | ({"id": short["id"]} if "id" in short else {})


def build_notebook(cells: list[dict[str, Any]], metadata: dict[str, Any] | None = None) -> bytes:
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata or {}}
    return json.dumps(notebook | {"cells": [build_cell(cell) for cell in cells]}).encode()


def inspect_drawing(data: bytes) -> ElementTree.Element:
    """Assert with another parser that nothing can run or load, by rules of its own."""
    assert b"<!" not in data
    assert b"<?" not in data
    root = ElementTree.fromstring(data)  # noqa: S314 (has no DOCTYPE, see above)
    for element in root.iter():
        assert element.tag.startswith(SVG), element.tag
        local = element.tag.removeprefix(SVG)
        assert not re.search("script|foreign|animate|^set$|^a$|handler|iframe", local, re.I), local
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            assert not plain.startswith("on"), name
            assert plain not in ("src", "base", "action", "to", "from"), name
            if plain == "href":
                assert re.match(r"#|data:image/(png|jpe?g|gif|webp);base64,", value), value
            elif name not in ("id", "class", "aria-label"):
                assert_loads_nothing(value)
        if local == "style":
            assert_loads_nothing(element.text or "")
            assert not len(element)
    return root


def assert_loads_nothing(css: str) -> None:
    lowered = css.lower()
    for word in ("\\", "@import", "evil.example", "javascript:", "expression(", "image-set"):
        assert word not in lowered, css
    for target in re.findall(r"url\(\s*['\"]?(.{0,11})", lowered):
        assert target.startswith(("#", "data:image/", "data:font/")), css
        assert not target.startswith("data:image/s"), css


def inspect_markup(html: str) -> ElementTree.Element:
    """Assert by rules of its own that this is plain table markup; all of it is XML, too."""
    assert "\n" not in html
    root = ElementTree.fromstring(html.replace("<br>", "<br/>"))  # noqa: S314 (no DOCTYPE: "<t")
    assert root.tag == "table"
    for element in root.iter():
        assert set(element.attrib) <= ALLOWED[element.tag]
        assert element.get("class", "num") in ("num", "day")
        assert re.fullmatch(
            "[1-9][0-9]*", element.get("colspan", "1") + element.get("rowspan", "1")
        )
        if element.tag == "a":
            assert re.match("https?://|mailto:", element.attrib["href"])
        if element.tag == "th":
            assert element.attrib["scope"] in ("row", "col")
            assert "".join(element.itertext()).strip()
    return root


@pytest.fixture(scope="session")
def build() -> Build:
    return build_notebook


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    return picture_bytes


@pytest.fixture(scope="session")
def inspect_svg() -> Callable[[bytes], ElementTree.Element]:
    return inspect_drawing


@pytest.fixture(scope="session")
def inspect_table() -> Callable[[str], ElementTree.Element]:
    return inspect_markup
