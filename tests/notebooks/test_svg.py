"""SVGs: attacks lose their teeth, drawings keep every line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from proofolio.notebooks import NotebookError, sanitise_svg
from proofolio.notebooks.svg_names import ATTRIBUTES, ELEMENTS, WORDS

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
ATTACKS: dict[str, str] = yaml.safe_load((HERE / "cases/svg_attacks.yml").read_text())
SIZES = yaml.safe_load((HERE / "cases/svg_sizes.yml").read_text())
KEPT = yaml.safe_load((HERE / "cases/svg_kept.yml").read_text())
REFUSED = yaml.safe_load((HERE / "cases/svg_refused.yml").read_text())
DRAWINGS = sorted((HERE / "drawings").glob("*.svg"))


def whole(text: str) -> bytes:
    if text.startswith(("<svg xmlns", "<svg onload", "<!DOCTYPE", "<?xml version")):
        return text.encode()
    root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    return f'{root}<rect width="1" height="1"/>{text}</svg>'.encode()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_leaves_nothing_that_runs_or_loads(
    name: str, inspect_svg: Callable[[bytes], ElementTree.Element]
) -> None:
    try:
        clean, _, _ = sanitise_svg(whole(ATTACKS[name]))
    except NotebookError:
        return
    inspect_svg(clean)
    assert b"alert(1)" not in re.sub(rb"<text>.*?</text>", b"", clean)


def test_most_attacks_are_disarmed_and_not_refused() -> None:
    """Else a sanitiser that refuses everything would pass the test above."""
    refused = set()
    for name, text in ATTACKS.items():
        try:
            sanitise_svg(whole(text))
        except NotebookError:
            refused.add(name)
    assert refused == {
        "entity-bomb",
        "entity-external",
        "entity-internal",
        "entity-parameter",
        "entity-undeclared",
        "foreign-object",
        "utf-7",
    }


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_real_drawing_keeps_every_line(
    path: Path, inspect_svg: Callable[[bytes], ElementTree.Element]
) -> None:
    clean, width, height = sanitise_svg(path.read_bytes())
    assert (width, height) == {
        "matplotlib": (288, 192),
        "graphviz": (591, 59),
        "altair": (158, 360),
        "plotly": (700, 500),
    }[path.stem]
    before = ElementTree.fromstring(path.read_bytes())  # noqa: S314 (our own file)
    assert list(signature(inspect_svg(clean))) == list(signature(before))


def signature(element: ElementTree.Element) -> list[object]:
    """What is drawn: elements, attributes and texts, less what draws nothing."""
    local = element.tag.removeprefix(SVG)
    if local == "metadata":
        return []
    inner: list[object] = [part for child in element for part in signature(child)]
    if local == "a":
        return inner
    ignored = re.compile(r"(data-|version$|type$|class$|aria-|role|.*title$|viewBox|.*\}show$)")
    attributes = {
        name: re.sub(r"\s", "", value) if name.endswith("href") else value
        for name, value in element.attrib.items()
        if not ignored.match(name)
    }
    return [(local, sorted(attributes.items()), (element.text or "").strip()), *inner]


@pytest.mark.parametrize("name", KEPT)
def test_harmless_parts_are_kept(
    name: str, inspect_svg: Callable[[bytes], ElementTree.Element]
) -> None:
    clean, _, _ = sanitise_svg(whole(KEPT[name]["svg"]))
    assert KEPT[name]["keeps"] in clean.decode()
    for word in KEPT[name].get("drops", []):
        assert word not in clean.decode()
    inspect_svg(clean)


@pytest.mark.parametrize("name", SIZES)
def test_the_size_is_in_css_pixels(
    name: str, inspect_svg: Callable[[bytes], ElementTree.Element]
) -> None:
    case = SIZES[name]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {case["attributes"]}><rect/></svg>'
    clean, width, height = sanitise_svg(svg.encode())
    assert [width, height] == case["size"]
    assert inspect_svg(clean).get("viewBox") is not None


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_svg_is_refused_with_a_reason(name: str) -> None:
    case = REFUSED[name]
    data = case["svg"].encode(case.get("encoding", "utf-8"))
    with pytest.raises(NotebookError) as caught:
        sanitise_svg(data, "flow.svg")
    assert str(caught.value) == case["error"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings_that_a_file_declares_are_read(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?><svg xmlns="http://www.w3.org/2000/svg">'
    clean, _, _ = sanitise_svg(f"{text}<text>é</text></svg>".encode(encoding))
    assert "<text>é</text>" in clean.decode()


def test_sanitising_twice_changes_nothing_more() -> None:
    for path in DRAWINGS:
        once, _, _ = sanitise_svg(path.read_bytes())
        assert sanitise_svg(once)[0] == once


def test_the_lists_hold_no_name_that_runs_or_loads() -> None:
    assert not [name for name in ATTRIBUTES | WORDS if name.lower().startswith("on")]
    assert not (ATTRIBUTES | WORDS) & {
        "href",
        "src",
        "style",
        "base",
        "to",
        "from",
        "attributeName",
    }
    assert not ELEMENTS & {"script", "foreignObject", "a", "animate", "set", "handler", "iframe"}


def test_style_filtering_stays_linear() -> None:
    hostile = "url(" * 100_000 + "url(#" + " " * 100_000 + "/*" * 100_000
    clean, _, _ = sanitise_svg(whole(f"<style>{hostile}</style>"))
    assert b"url(" not in clean
