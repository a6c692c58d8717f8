"""Notebooks written as short YAML."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

Build = Callable[[Any], bytes]


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
    if "stream" in short:
        return {"output_type": "stream", "name": "stdout", "text": short["stream"]}
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
        )
        if name in short
    }
    data |= short.get("data", {})
    return {"output_type": "display_data", "data": data, "metadata": short.get("metadata", {})}


def build_cell(short: dict[str, Any]) -> dict[str, Any]:
    if "markdown" in short:
        return {"cell_type": "markdown", "source": short["markdown"], "metadata": {}} | {
            key: short[key] for key in ("id", "metadata") if key in short
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


def build_notebook(cells: list[dict[str, Any]]) -> bytes:
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    return json.dumps(notebook | {"cells": [build_cell(cell) for cell in cells]}).encode()


@pytest.fixture(scope="session")
def build() -> Build:
    return build_notebook


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    return picture_bytes
