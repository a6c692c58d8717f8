"""Generated sites: studies with two figures each, and the same pages as ready Markdown."""

import base64
import io
import json
import random
from pathlib import Path

import yaml
from PIL import Image

from benchmarks.text import WORDS
from proofolio.recording import MIME

COMMON = {
    "site_name": "Bench",
    "site_url": "http://127.0.0.1:8000/",
    "docs_dir": "content",
    "markdown_extensions": [
        "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables",
        {"toc": {"permalink": True}}, "pymdownx.details", "pymdownx.highlight",
        "pymdownx.superfences", {"pymdownx.arithmatex": {"generic": True}},
    ],
    "theme": {
        "name": "material", "font": False, "features": ["navigation.tabs", "navigation.prune"]
    },
}  # fmt: skip


def make_sites(root: Path, count: int) -> tuple[Path, Path]:
    """Write both sites with `count` studies; returns (Proofolio's, the floor's) folder."""
    random.seed(count)
    ours, floor = root / "proofolio", root / "floor"
    for site in (ours, floor):
        (site / "content").mkdir(parents=True)
        (site / "content/index.md").write_text("# Home\n\nA page.\n")
    _config(ours, ["search", "tags", {"proofolio/studies": {"studies_dir": "case_studies"}}], {})
    _config(
        floor,
        ["search", "tags"],
        # The strongest floor: no page lists all the others.
        {"nav": ["index.md", "case-studies/index.md"], "not_in_nav": "/case-studies/*"},
    )
    for number in range(count):
        _study(ours, floor, number)
    links = "\n".join(f"- [Study {n}](study-{n}.md): {_text(12)}" for n in range(count))
    (floor / "content/case-studies/index.md").write_text(f"# Case studies\n\n{links}\n")
    return ours, floor


def set_pictures(site: Path, kind: str) -> None:
    """Set whether our site draws pictures in the sizes of screens, which MkDocs does not."""
    file = site / "mkdocs.yml"
    config = yaml.safe_load(file.read_text())
    config["plugins"][-1]["proofolio/studies"]["pictures"] = kind
    file.write_text(yaml.safe_dump(config))


def _config(site: Path, plugins: list[object], more: dict[str, object]) -> None:
    (site / "mkdocs.yml").write_text(yaml.safe_dump(COMMON | {"plugins": plugins} | more))


def _study(ours: Path, floor: Path, number: int) -> None:
    folder = ours / f"case_studies/study-{number}"
    folder.mkdir(parents=True)
    pictures = [_png(number * 2), _png(number * 2 + 1)]
    study = _content(number)
    (folder / "work.ipynb").write_text(json.dumps(_notebook(pictures, number)))
    (folder / "study.yml").write_text(yaml.safe_dump(study, sort_keys=False, width=100))
    pages = floor / "content/case-studies"
    (pages / "images").mkdir(parents=True, exist_ok=True)
    for index, picture in enumerate(pictures):
        (pages / f"images/study-{number}-{index}.png").write_bytes(picture)
    (pages / f"study-{number}.md").write_text(_as_markdown(study, number))


def _content(number: int) -> dict[str, object]:
    metrics = [
        {"name": _text(5), "value": f"{60 + i}.{number % 10} %", "baseline": f"{30 + i} %",
         "n": 1400 + number, "window": _text(3), "evidence": f"work.ipynb#metric_{i}"}
        for i in range(4)
    ]  # fmt: skip
    return {
        "title": f"Study {number}",
        "headline": f"Headline {number}: {_text(8)}",
        "summary": _text(20),
        "date": f"20{10 + number % 16}-0{1 + number % 9}",
        "industry": f"Industry {number % 7}",
        "techniques": [f"Technique {number % 11}", f"Technique {number % 5}"],
        "technologies": ["Python", f"Tool {number % 9}"],
        "problem": {"text": _paragraphs(2), "cost": _text(20), "success": _text(20)},
        "role": {"text": _paragraphs(1), "owned": [_text(8), _text(8)], "shared": [_text(8)]},
        "data": {"text": _paragraphs(1), "source": _text(6), "volume": _text(4)},
        "method": {
            "text": _paragraphs(2) + "\n\n!!! note\n    " + _text(20),
            "steps": [{"name": _text(3), "text": _text(25), "tools": ["Python"]} for _ in range(4)],
            "rejected": [{"option": _text(2), "why": _text(15)}],
        },
        "evaluation": {
            "text": "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n" + _paragraphs(1),
            "split": _text(10),
        },
        "visuals": [
            {"figure": f"work.ipynb#figure-{i}", "caption": _text(12), "alt": _text(10)}
            for i in (1, 2)
        ],
        "results": {"text": _paragraphs(1), "business": metrics[:2], "technical": metrics[2:]},
        "responsible_use": {"oversight": _text(15), "limits": _text(15)},
        "challenges": [_text(20), _text(20)],
        "learnings": [_text(20), _text(20)],
        "next_step": _text(20),
    }


def _as_markdown(study: dict[str, object], number: int) -> str:
    """The same words with the same structure, as an author would write them by hand."""
    lines = [f"---\ntitle: {study['title']}\ntags: [{', '.join(study['techniques'])}]\n---\n"]
    lines.append(f"# {study['headline']}\n\n{study['summary']}\n")
    for name, value in study.items():
        if name in ("title", "headline", "summary", "date", "visuals"):
            continue
        lines.append(f"## {name}\n\n{_markdown(value)}\n")
    for index, visual in enumerate(study["visuals"]):
        image = f"images/study-{number}-{index}.png"
        lines.append(f"![{visual['alt']}]({image}){{ loading=lazy }}\n\n{visual['caption']}\n")
    return "\n".join(lines)


def _markdown(value: object) -> str:
    if isinstance(value, dict):
        return "\n\n".join(
            text if name == "text" else f"**{name}**\n\n{text}"
            for name, text in ((name, _markdown(inner)) for name, inner in value.items())
        )
    if isinstance(value, list):
        return "\n".join(
            "- " + _markdown(item).replace("\n\n", ": ", 1).replace("\n", "\n    ")
            for item in value
        )
    return str(value)


def _notebook(pictures: list[bytes], number: int) -> dict[str, object]:
    records = [
        {"kind": "metric", "name": f"metric_{i}", "value": float(f"{60 + i}.{number % 10}"),
         "unit": "%", "n": 1400 + number, "baseline": 30 + i}
        for i in range(4)
    ]  # fmt: skip
    recording = {
        "cell_type": "code", "id": "records", "execution_count": 9, "metadata": {},
        "source": "record(…)",
        "outputs": [{"output_type": "display_data", "metadata": {},
                     "data": {MIME: record, "text/plain": "…"}} for record in records],
    }  # fmt: skip
    cells = [
        {
            "cell_type": "code", "id": f"cell-{index}", "execution_count": index, "metadata": {},
            "source": f"#| label: figure-{index}\nplot()",
            "outputs": [{"output_type": "display_data", "metadata": {},
                         "data": {"image/png": base64.b64encode(picture).decode(),
                                  "text/plain": "<Figure>"}}],
        }
        for index, picture in enumerate(pictures, 1)
    ]  # fmt: skip
    cells.append(recording)
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def _png(seed: int) -> bytes:
    """A picture of 30 kB or so, as a small figure is, that no other seed has."""
    noise = random.Random(seed).randbytes(180 * 100 * 3)
    image = Image.frombytes("RGB", (180, 100), noise).resize((720, 400), Image.Resampling.NEAREST)
    buffer = io.BytesIO()
    image.quantize(64).save(buffer, "PNG")
    return buffer.getvalue()


def _text(words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize()


def _paragraphs(count: int) -> str:
    one = "{} **{}** and `{}`. {}."
    return "\n\n".join(one.format(*map(_text, (30, 2, 1, 15))) for _ in range(count))
