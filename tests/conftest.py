"""Small sites written from data files, for tests of everything that reads one."""

import base64
import io
import json
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PIL import Image

from proofolio.recording import MIME

WriteSite = Callable[[Mapping[str, Any]], Path]

SMALLEST = """\
title: Whom to call
summary: A list of the customers who are about to leave.
problem: The call team reached the wrong customers.
role: All of it, alone.
method: A logistic regression.
results: Six of ten leavers are on the list.
"""
STUDY = "case_studies/churn/study.yml"
# What a site has unless a case says otherwise.
ALWAYS = {
    "mkdocs.yml": "site_name: A\ndocs_dir: content\ntheme: mkdocs\nplugins: [proofolio/studies]\n",
    "content/index.md": "# Home\n",
    STUDY: SMALLEST,
}


# What a shell starts in the background is deaf to Ctrl-C, and so are its children; tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)
# A busy machine is no mistake: time is measured in benchmarks.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what is found into the data files; a person then reads the diff",
    )


@pytest.fixture
def write_site(tmp_path: Path) -> WriteSite:
    """Write the site of a case into a folder of its own; gives its mkdocs.yml.

    A case has `study` (the whole study.yml), or `added` (lines after the smallest one), and
    `files`: by path a text, nothing (to leave out one that is always there), or one of `notebook`,
    `picture`, `hex`, `link` and `encoding` with `text`.
    """

    def write(case: Mapping[str, Any]) -> Path:
        files = ALWAYS | case.get("files", {})
        if "study" in case or "added" in case:
            files[STUDY] = case.get("study", SMALLEST + case.get("added", ""))
        for name, content in files.items():
            if content is None:
                continue
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, dict) and "link" in content:
                path.symlink_to(content["link"])
            else:
                path.write_bytes(content_bytes(content))
        return tmp_path / "mkdocs.yml"

    return write


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs; empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def content_bytes(content: str | dict[str, Any]) -> bytes:
    match content:
        case str():
            return content.encode()
        case {"notebook": cells}:
            return notebook_bytes(cells)
        case {"picture": kind, "size": [width, height]}:
            return picture_bytes(kind, (width, height))
        case {"picture": kind}:
            return picture_bytes(kind)
        case {"hex": digits}:
            return bytes.fromhex(digits)
        case {"encoding": encoding, "text": text}:
            return bytes(text.encode(encoding))
    raise ValueError(content)


def picture_bytes(kind: str, size: tuple[int, int] = (4, 3)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def notebook_bytes(cells: list[dict[str, Any]]) -> bytes:
    """Cells such as `{label: lift, png: true, alt: A curve}`, `{html: …}`, `{record: …}`."""
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    return json.dumps({**notebook, "cells": [_cell(cell) for cell in cells]}).encode()


def _cell(short: Mapping[str, Any]) -> dict[str, Any]:
    options = {"label": "label", "alt": "fig-alt", "caption": "fig-cap"}
    source = [f"#| {name}: {short[key]}" for key, name in options.items() if key in short]
    data: dict[str, Any] = {}
    if "png" in short:
        data["image/png"] = base64.b64encode(picture_bytes("PNG")).decode()
    for key, media_type in (("html", "text/html"), ("text", "text/plain"), ("record", MIME)):
        if key in short:
            data[media_type] = short[key]
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    return {
        "cell_type": "code",
        "source": "\n".join([*source, "show()"]),
        "metadata": {"tags": short.get("tags", [])},
        "execution_count": short.get("run", 1),
        "outputs": [output] if data else [],
    }
