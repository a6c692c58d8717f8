"""Mermaid diagrams: drawn whole, in the page's colours, with nothing in them that runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofolio.notebooks import NotebookError, NotebookStore, diagram, store
from proofolio.notebooks.diagram import describes_itself, diagram_tool, draw_diagram
from proofolio.notebooks.diagram_style import finish_svg
from proofolio.pages.fences import replace_fences

DIAGRAMS = Path(__file__).parent / "diagrams"
GREY = re.compile(r"#([0-9a-f]{2})\1\1\b|#([0-9a-f])\2\2\b|[\": ](?:black|white|gr[ea]y)\b", re.I)
needs_tool = pytest.mark.skipif(not diagram_tool(), reason="nothing draws diagrams here")


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """Each diagram of the folder, drawn."""
    paths = sorted(DIAGRAMS.glob("*.mmd"))
    return {path.stem: draw_diagram(path.read_text("utf-8"), path.name) for path in paths}


def texts(svg: str) -> str:
    found = BeautifulSoup(svg, "html.parser").find_all("text")
    return " ".join(" ".join(text.get_text().split()) for text in found)


@needs_tool
def test_drawn_again_it_is_the_same() -> None:
    source = "flowchart TD\n  a([Camera]) --> b([Reading])"
    assert draw_diagram(source, "a fence") == draw_diagram(source, "a fence")


@needs_tool
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("flowchart", ["Weekly pipeline", "Billing", "38 columns", "score above 0.6"]),
        ("sequence", ["Planner", "POST /forecast", "every night", "38 ms at the median"]),
        ("state", ["changes asked", "two people", "30 days"]),
        ("gantt", ["Data audit", "Roll-out"]),
        ("entities", ["CUSTOMER", "contract", "signs"]),
    ],
)
def test_a_diagram_is_whole_and_follows_the_page(
    name: str, words: list[str], drawn: dict[str, str]
) -> None:
    svg = drawn[name]

    assert [word for word in words if word not in texts(svg)] == []
    assert GREY.findall(re.sub(r"--pf-label:#\w+", "", svg)) == []
    assert "var(--pf-ink)" in svg
    assert re.search(r'style="--pf-diagram-width:\d+px"', svg)


@needs_tool
def test_ids_and_styles_are_the_drawings_own(drawn: dict[str, str]) -> None:
    every = [found for svg in drawn.values() for found in re.findall(r'\bid="([^"]*)"', svg)]
    assert len(every) == len({*every})
    for svg in drawn.values():
        own = re.match(r'<svg class="pf-diagram__svg (pf-d[0-9a-f]{8})"', svg)
        assert own
        assert [one for one in re.findall(r'\bid="([^"]*)"', svg) if own[1] not in one] == []
        sheet = re.search(r"<style>(.*?)</style>", svg)
        assert sheet
        selectors = [one for rule in re.findall(r"([^{}]+)\{", sheet[1]) for one in rule.split(",")]
        assert [one for one in selectors if not one.startswith(f".{own[1]}")] == []


@needs_tool
def test_nothing_in_a_diagram_runs_or_leads_away(drawn: dict[str, str]) -> None:
    hostile = drawn["hostile"]

    assert (
        re.findall(r"javascript|onerror|<img|<script|<a\b|foreignObject|evil|body *\{", hostile)
        == []
    )
    assert "position" not in hostile
    assert "strong text" in texts(hostile)
    for svg in drawn.values():
        assert re.findall(r"https?://(?!www\.w3\.org/)|url\((?!#pf-d)|@", svg) == []


@needs_tool
def test_labels_can_be_read_on_colours_of_the_author(drawn: dict[str, str]) -> None:
    inks = re.findall(
        r'<g class="node[^"]*\b(pale|deep)"[^>]*--pf-label:(#\w+)', drawn["flowchart"]
    )

    assert sorted(inks) == [("deep", "#fff"), ("pale", "#000")]


@needs_tool
def test_what_a_diagram_says_of_itself_is_its_name(drawn: dict[str, str]) -> None:
    svg = drawn["flowchart"]
    label = re.search(
        r'^<svg [^>]*role="img" aria-labelledby="([^"]*)" aria-describedby="([^"]*)"', svg
    )

    assert label or re.search(r'^<svg [^>]*role="img"', svg)
    names = re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', svg)
    assert [svg.count(f'id="{name}"') for name in names] == [1, 1]
    assert "<title" in svg
    assert "<desc" in svg
    assert describes_itself((DIAGRAMS / "flowchart.mmd").read_text("utf-8"))
    assert 'role="group"' in drawn["sequence"].partition(">")[0]


def test_a_name_that_is_given_wins() -> None:
    svg = '<svg viewBox="0 0 1 1" aria-labelledby="my-svg-t"><style></style><g></g></svg>'

    finished = finish_svg(svg, 1, 1, "A --> B", 'The "flow" & more')

    assert 'role="img" aria-label="The &quot;flow&quot; &amp; more"' in finished
    assert "labelledby" not in finished


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#000", "var(--pf-ink)"),
        ("white", "var(--pf-paper)"),
        ("hsl(0, 0%, 83.3333333333%)", "color-mix(in srgb,var(--pf-paper) 85%,var(--pf-ink))"),
        ("rgba(0, 0, 0, 0.25)", "color-mix(in srgb,var(--pf-ink) 25%,transparent)"),
        ("#d42", "#d42"),
        ("url(#my-svg-fff)", "url(#pf-d8ec26d9f-fff)"),
    ],
)
def test_greys_become_ink_and_paper_and_colours_stay(colour: str, shown: str) -> None:
    svg = f'<svg viewBox="0 0 1 1"><path fill="{colour}"></path></svg>'

    found = re.search(r'fill="([^"]*)"', finish_svg(svg, 1, 1, "", ""))

    assert found
    assert re.sub(r"pf-d[0-9a-f]{8}", "pf-d", found[1]) == re.sub(r"pf-d[0-9a-f]{8}", "pf-d", shown)


def test_numbers_are_rounded_and_none_runs_into_the_next() -> None:
    path = "M17.0012.45l-0.00049.0451 3.14159,1e-7 .045.002-.007.045 12.3456"
    svg = f'<svg viewBox="0 0 1 1"><path d="{path}"></path></svg>'

    assert ' d="M17 .45l-0 .0451 3.14,1e-7 .045.002-.007.045 12.35"' in finish_svg(
        svg, 1, 1, "", ""
    )


@needs_tool
def test_a_diagram_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "flowchart LR\n  A --> B\n"
    first = NotebookStore(tmp_path).diagram(source, "a.mmd")

    monkeypatch.setattr(subprocess, "run", None)

    assert NotebookStore(tmp_path).diagram(source, "a.mmd") == first


def test_without_the_tool_there_is_no_drawing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "diagram_tool", lambda: "")

    assert NotebookStore(tmp_path).diagram("flowchart LR\n  A --> B\n", "a.mmd") == ""


def test_a_diagram_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("mermaidx", timeout)

    monkeypatch.setattr(diagram.subprocess, "run", hang)

    with pytest.raises(NotebookError, match="found no end after 120 seconds"):
        draw_diagram("flowchart LR\n  A --> B\n", "a.mmd")


@pytest.mark.parametrize(
    "html",
    [
        '<div class="language-mermaid highlight"><pre><span></span><code tabindex="0">A --&gt; B\n'
        "</code></pre></div>",
        '<div class="language-mermaid highlight"><span class="filename">Flow</span>'
        '<pre id="x"><code>'
        '<span class="n">A</span> --&gt; B\n</code></pre></div>',
        '<pre><code class="language-mermaid">A --&gt; B\n</code></pre>',
        '<pre class="mermaid"><code>A --&gt; B</code></pre>',
        '<pre class="language-mermaid"><code>A --&gt; B</code></pre>',
        '<div class="mermaid">A --&gt; B</div>',
    ],
)
def test_fences_are_found_whoever_wrote_them(html: str) -> None:
    page = f"<p>mermaid</p>{html}<pre><code>mermaid</code></pre>"

    found = replace_fences(page, lambda text: f"[{text}]")

    assert found == "<p>mermaid</p>[A --> B]<pre><code>mermaid</code></pre>"
