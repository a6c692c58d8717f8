"""Mermaid text → an SVG for the middle of a page, drawn without a browser and without any network.

Why mermaidx: it runs Mermaid itself, in an engine for JavaScript that has no files and no network,
so that every kind of diagram comes out as mermaid-cli would draw it. The ports to Rust (merman,
mmdr) take a hundredth of the time, and misplace labels of state and entity diagrams.
"""

from __future__ import annotations

import json
import re
import subprocess  # the engine runs aside: what it draws may not end, or end it
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from proofolio.notebooks.diagram_style import finish_svg
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.svg import sanitise_svg

_PACKAGE = "mermaidx"
NO_TOOL = (
    "nothing is there to draw Mermaid diagrams, so that their text is shown: "
    'pip install "proofolio[diagrams]"'
)
_TIMEOUT = 120  # seconds, on a busy machine
_LONGEST = 50_000  # what Mermaid takes
_LINES = {"border1": "#858585", "actorBorder": "#858585", "clusterBorder": "#b8b8b8"}
_NOTE = {"noteBkgColor": "#f4f4f4", "noteTextColor": "#000000", "noteBorderColor": "#b8b8b8"}
_QUADRANTS = {
    **{f"quadrant{number}Fill": fill for number, fill in enumerate(("#eee", "#f4f4f4") * 2, 1)},
    **{f"quadrant{number}TextFill": "#333333" for number in range(1, 5)},
    "quadrantPointFill": "#333333", "quadrantPointTextFill": "#000000",
    "quadrantXAxisTextFill": "#333333", "quadrantYAxisTextFill": "#333333",
    "quadrantTitleFill": "#000000", "quadrantInternalBorderStrokeFill": "#bbbbbb",
    "quadrantExternalBorderStrokeFill": "#999999",
}  # fmt: skip
# Greys alone, which become mixtures of the page's ink and paper; see diagram_style.py. Labels are
# text of the SVG: HTML in it would be neither sanitised nor printed alike.
CONFIG: dict[str, Any] = {
    "theme": "neutral",
    "themeVariables": {**_LINES, **_NOTE, **_QUADRANTS},
    "fontFamily": "inherit",
    "htmlLabels": False,
    **{kind: {"htmlLabels": False} for kind in ("class", "state", "er")},
    **{kind: {"textPlacement": "tspan"} for kind in ("journey", "timeline")},
    "flowchart": {"htmlLabels": False, "rankSpacing": 40, "nodeSpacing": 40, "padding": 12},
    "gantt": {"useWidth": 760, "fontSize": 13, "sectionFontSize": 14, "barHeight": 26},
    "securityLevel": "strict",
    "deterministicIds": True,
    # Rounded boxes are drawn with points that it chooses at random unless it has a seed.
    "handDrawnSeed": 1,
    # What no diagram may set for itself.
    "secure": [
        "secure", "securityLevel", "startOnLoad", "maxTextSize", "suppressErrorRendering",
        "maxEdges", "theme", "themeCSS", "themeVariables", "fontFamily", "altFontFamily",
        "htmlLabels", "textPlacement", "deterministicIds", "handDrawnSeed", "look",
    ],
}  # fmt: skip
_PLACE = re.compile(r"(?:Parse|Lexical) error on line (\d+)")


def diagram_tool() -> str:
    """Return the name and version of what draws diagrams here; nothing where it is missing."""
    try:
        return f"{_PACKAGE} {version(_PACKAGE)}"
    except PackageNotFoundError:
        return ""


def describes_itself(source: str) -> bool:
    """Tell whether the text says what it shows, for those who cannot see it."""
    return bool(re.search(r"^\s*accDescr\s*[:{]", source, re.MULTILINE))


def draw_diagram(source: str, what: str, alt: str = "") -> str:
    """Return the drawing, with `alt` as its name.

    `what` is the diagram in messages. Raises NotebookError where Mermaid cannot draw it.
    """
    if len(source) > _LONGEST:
        raise _refusal(what, f"{len(source):,} characters", "divide it into several")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.json"
        config.write_text(json.dumps(CONFIG), encoding="utf-8")
        command = [sys.executable, "-I", "-m", _PACKAGE, "-q", "-i", "-", "-c", str(config)]
        try:
            done = subprocess.run(  # noqa: S603 - our own words, and no shell
                command, input=source.encode(), capture_output=True, timeout=_TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired as error:
            found = f"no end after {_TIMEOUT} seconds"
            raise _refusal(what, found, "make it smaller, or divide it") from error
    if done.returncode:
        found = _reason(done.stderr.decode("utf-8", "replace"), source)
        raise _refusal(what, found, "correct it there; mermaid.live shows what Mermaid makes of it")
    svg, width, height = sanitise_svg(_without_links(done.stdout.strip()), what)
    return finish_svg(svg.decode(), width, height, source, alt)


def _without_links(svg: bytes) -> bytes:
    """Keep what a link does besides linking: it is a group with its own place."""
    return re.sub(rb"<a\b", b"<g", svg).replace(b"</a>", b"</g>")


def _refusal(what: str, found: str, repair: str) -> NotebookError:
    return NotebookError(f"a diagram that Mermaid can draw in {what}", found, repair)


def _reason(said: str, source: str) -> str:
    """Return the line of the diagram that Mermaid stumbled over, else the first that it says."""
    lines = source.splitlines()
    place = _PLACE.search(said)
    if place and 0 < int(place[1]) <= len(lines):
        return f'"{lines[int(place[1]) - 1].strip()[:80]}" in its line {place[1]}'
    told = [line for line in said.splitlines() if line.strip()]
    text = re.sub(r"^(?:\w*Error: |Mermaid rendering failed: )+", "", told[-1] if told else "")
    return f"what it refuses: {json.dumps(text[:200], ensure_ascii=False)}"
