"""Whatever the bytes: a safe result, or a NotebookError."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofolio.notebooks import (
    NotebookError,
    parse_notebook,
    pick_picture,
    pick_table,
    sanitise_svg,
)
from proofolio.notebooks.options import read_options
from proofolio.notebooks.raster import FORMATS, measure

HERE = Path(__file__).parent
SVG_ATTACKS = sorted(yaml.safe_load((HERE / "cases/svg_attacks.yml").read_text()).values())
TABLE_ATTACKS = sorted(yaml.safe_load((HERE / "cases/table_attacks.yml").read_text()).values())
DRAWINGS = sorted((HERE / "drawings").glob("*.svg"))
Inspect = Callable[[Any], ElementTree.Element]


def words(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split())


NAMES = words(
    """svg g script style a use image foreignObject animate text iframe x:script html body
    onload"""
)
ATTRIBUTES = words(
    """onload href xlink:href style fill id xmlns xmlns:x x:href src class transform xml:base
    ONCLICK filter"""
)
VALUES = words(
    """javascript:alert(1) url(https://evil.example) url(#a) #a data:text/html,x 0 red
    http://www.w3.org/1999/xhtml http://www.w3.org/2000/svg http://www.w3.org/1999/xlink
    data:image/svg+xml;base64,AA== @import\\20'x' &#106;avascript:x"""
) | st.text(alphabet="ab(){};:'/*\\@#& ", max_size=12).map(lambda text: text.replace("&", "&amp;"))


def write_element(name: str, attributes: dict[str, str], children: list[str]) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>"


TREES = st.recursive(
    st.text(alphabet="ab{}@;/*'\\ ", max_size=10),
    lambda inner: st.builds(
        write_element,
        NAMES,
        st.dictionaries(ATTRIBUTES, VALUES, max_size=4),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def assert_safe(inspect_svg: Inspect, data: bytes) -> None:
    try:
        clean, width, height = sanitise_svg(data)
    except NotebookError:
        return
    inspect_svg(clean)
    assert 1 <= width <= 100_000
    assert 1 <= height <= 100_000
    assert sanitise_svg(clean) == (clean, width, height)


@given(st.binary(max_size=200))
def test_any_bytes_make_a_safe_svg_or_an_error(inspect_svg: Inspect, data: bytes) -> None:
    assert_safe(inspect_svg, data)


@given(TREES)
def test_any_tree_makes_a_safe_svg_or_an_error(inspect_svg: Inspect, tree: str) -> None:
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    assert_safe(inspect_svg, f'<svg {namespaces} xmlns:x="urn:x"><rect/>{tree}</svg>'.encode())


@given(st.sampled_from(DRAWINGS), st.data())
@settings(max_examples=150)
def test_a_drawing_with_a_hole_is_safe_or_an_error(
    inspect_svg: Inspect, path: Path, data: st.DataObject
) -> None:
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 60))
    filling = data.draw(st.binary(max_size=6) | st.sampled_from([b"<script>", b'"', b"<![CDATA["]))
    assert_safe(inspect_svg, whole[:start] + filling + whole[start + length :])


@given(st.lists(st.sampled_from(SVG_ATTACKS), min_size=2, max_size=5))
def test_attacks_together_are_no_stronger(inspect_svg: Inspect, attacks: list[str]) -> None:
    root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    assert_safe(inspect_svg, f"{root}<rect/>{''.join(attacks)}</svg>".encode())


HTML = st.lists(
    st.sampled_from(TABLE_ATTACKS)
    | words(
        """<table> </table> <tr> </tr> <td> </td> <th> </th> <b> </b> <i> <a/href=https://x> </a>
        <script> </script> <style> <!-- --> <td/rowspan=3> <td/colspan=2> <caption> </caption>
        <thead> <tfoot> <svg> <math> <br> <p> &lt; &nbsp; <select> <template> <col>"""
    )
    | st.text(max_size=5),
    max_size=20,
).map("".join)


@given(HTML)
def test_any_html_makes_a_plain_table_or_an_error(inspect_table: Inspect, html: str) -> None:
    output = {"output_type": "display_data", "data": {"text/html": f"<table>{html}"}}
    cell = {"cell_type": "code", "source": "#| label: t", "outputs": [output]}
    notebook = parse_notebook(json.dumps({"cells": [cell]}).encode(), "n.ipynb")
    try:
        table = pick_table(notebook, "t")
    except NotebookError:
        return
    inspect_table(table.html)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            words(
                """cells cell_type source outputs output_type data metadata tags id label image/png
            image/svg+xml text/html name nbformat worksheets level traceback mystnb figure
            width height fig-cap"""
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(
    st.lists(
        st.dictionaries(
            words("cell_type source outputs metadata id execution_count input attachments"),
            JSON,
        )
    ),
    JSON,
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_a_notebook_or_an_error(cells: list[object], metadata: object) -> None:
    data = json.dumps({"cells": cells, "metadata": metadata}).encode()
    for name in ("a", "0", ""):
        try:
            pick_picture(parse_notebook(data, "n.ipynb"), name)
        except NotebookError:
            continue


@given(st.binary(max_size=100))
def test_any_bytes_are_a_notebook_or_an_error(data: bytes) -> None:
    try:
        parse_notebook(data, "n.ipynb")
    except NotebookError:
        return


def test_a_notebook_cut_anywhere_is_an_error() -> None:
    cell = {"cell_type": "code", "source": "#| label: é", "outputs": [], "metadata": {"x": [1, {}]}}
    whole = json.dumps({"cells": [cell], "nbformat": 4}, ensure_ascii=False, indent=1).encode()
    for end in range(len(whole)):
        try:
            parse_notebook(whole[:end], "n.ipynb")
        except NotebookError:
            continue
        raise AssertionError(whole[:end])


@given(st.text())
def test_any_source_has_options_or_none(source: str) -> None:
    assert isinstance(read_options(f"#| {source}"), dict)


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_image_is_an_image_or_an_error(
    picture: Callable[..., bytes], data: st.DataObject
) -> None:
    whole = bytearray(picture(data.draw(st.sampled_from(sorted(FORMATS))), "16x12"))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        assert measure(bytes(whole), "a.png").width > 0
    except NotebookError:
        return
