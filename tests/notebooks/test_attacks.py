"""Attacks in every place of a notebook that reaches a page: nothing of them can run or load."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofolio.notebooks import NotebookError, NotebookPage, RenderOptions, render_notebook

HERE = Path(__file__).parent


def words(text: str) -> list[str]:
    return text.split()


def words_from(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words(text))


def read_cases(name: str) -> dict[str, str]:
    found = yaml.safe_load((HERE / f"cases/{name}.yml").read_text(encoding="utf-8"))
    return {f"{name}-{key}": value for key, value in found.items()}


ATTACKS = read_cases("page_attacks") | read_cases("table_attacks") | read_cases("svg_attacks")
TAGS = {*words("""
    a abbr audio b blockquote br button caption cite code col colgroup dd del details div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre progress q s samp small
    source span strong sub summary sup table tbody td tfoot th thead tr u ul var video wbr
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
    svg g defs symbol path rect circle ellipse line polyline polygon text tspan textpath use switch
    marker mask clippath pattern view lineargradient radialgradient stop filter
""")}  # fmt: skip
ATTRIBUTES = re.compile(
    r"^on|form|xlink|data-(?!pf-)|xml|^(?:srcdoc|srcset|ping|target|action|is|slot|background|"
    r"autofocus|accesskey|name|http-equiv|integrity)$"
)
CLASSES = re.compile(
    r"pf-(?:notebook|notebook__bar|listing|cell|cell(?:--|__)\w+|code-toggle|fold|fold--code|scroll|table|task|"
    r"chart|chart(?:--|__)\w+|output|output(?:--|__)\w+|widget(?:-(?:box|fold))?(?:(?:--|__)\w+)*|maths|maths-\w+|ansi-[\w-]+)|num|day|highlight|language-[\w+#.-]+|"
    r"admonition|info|success|warning|danger|note|tip|[a-z]{1,2}[a-z0-9]?"
)


def inspect_page(html: str) -> None:
    """Assert by rules of its own, with another parser, that nothing runs, loads or misleads."""
    soup = BeautifulSoup(html, "html.parser")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert not any(str(name).startswith(("__", "pf-")) for name in ids)
    for tag in soup.find_all(True):
        assert isinstance(tag, Tag)
        assert tag.name.lower() in TAGS or tag.name.lower().startswith("fe"), tag.name
        for name, value in tag.attrs.items():
            assert not ATTRIBUTES.search(name), (tag.name, name)
            check_value(tag, name, " ".join(value) if isinstance(value, list) else value)
    assert not re.search("[\0\U0010ff02\U0010ff03]", html)
    assert soup.find("div", class_="pf-notebook") is soup.find(True)
    # All of it is inside of that <div>.
    assert [node for node in soup.contents if str(node).strip()] == [soup.find(True)]


def check_value(tag: Tag, name: str, value: str) -> None:
    if name == "class":
        for word in value.split():
            assert CLASSES.fullmatch(word), word
    elif name == "style":
        assert not re.search(r"url\((?!#|data:image/(png|jpeg))|\\|@|expression|position", value)
    elif name in ("src", "poster", "href"):
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        scheme = re.match(r"[a-z][a-z0-9+.-]*:|//|\\\\", plain)
        is_link = tag.name == "a" and name == "href"
        assert not scheme or (is_link and scheme[0] in ("http:", "https:", "mailto:")), value
        assert tag.name in ("a", "img", "video", "audio", "source") or value.startswith("#")
    elif name == "data-pf-hosts":
        assert re.fullmatch(r"(?:\*\.)?[a-z0-9.-]+(?: (?:\*\.)?[a-z0-9.-]+)*", value), value
    elif name == "data-pf-src":
        assert re.fullmatch(r"[a-z0-9_-]+\.[0-9a-f]{8}\.(?:json|txt)", value), value
    else:
        is_text = name in ("alt", "title", "aria-label", "data-pf-title")
        assert is_text or "evil.example" not in value


def in_outputs(text: str) -> list[dict[str, Any]]:
    types = ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml",
             "application/json", "text/javascript", "application/x-y+json", text)  # fmt: skip
    outputs: list[dict[str, Any]] = [
        {"output_type": "display_data", "data": {kind: text}, "metadata": {"alt": text}}
        for kind in types
    ]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><rect/>{text}</svg>'
    return [
        *outputs,
        {"output_type": "display_data", "data": {"image/svg+xml": svg}},
        {"output_type": "display_data", "data": {"text/html": f"<table><td>{text}"}},
        {"output_type": "stream", "name": "stdout", "text": text},
        {"output_type": "stream", "name": text, "text": text},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        {"output_type": text, "data": {"text/plain": text}},
    ]


def in_cells(text: str) -> list[dict[str, Any]]:
    png = (
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSu"
        "QmCC"
    )
    line = " ".join(text.split())
    options = f"#| label: {line}\n#| fig-cap: {line}\n#| fig-alt: {line}\n#| code-summary: {line}"
    bundle = {"image/svg+xml": text, text: text}
    return [
        {"cell_type": "markdown", "source": text, "id": text},
        {"cell_type": "markdown", "source": f"> - {text}\n\n{text}", "metadata": {"tags": [text]}},
        {"cell_type": "markdown", "source": "![x](attachment:a) ![y](attachment:b)",
         "attachments": {"a": bundle, "b": {"image/png": png, text: png}}},
        {"cell_type": "markdown", "source": f"![{line}](attachment:{line}) [{line}]({line})",
         "attachments": {line: {"image/png": png}}},
        {"cell_type": "raw", "source": text, "metadata": {"raw_mimetype": "text/html"}},
        {"cell_type": "raw", "source": text, "metadata": {"format": "text/markdown"}},
        {"cell_type": text, "source": text},
        {"cell_type": "code", "source": text, "execution_count": 1, "outputs": in_outputs(text)},
        {"cell_type": "code", "source": f"%%html\n{text}", "execution_count": text},
        {"cell_type": "code", "source": f"{options}\n#| code-fold: true\n#| output: asis\n1",
         "metadata": {"tags": [text]}, "outputs": [
            {"output_type": "stream", "name": "stdout", "text": text},
            {"output_type": "display_data", "data": {"image/png": png}}]},
        {"cell_type": "code", "source": "2", "outputs": [
            {"output_type": "display_data", "data": {"image/png": png}, "metadata": {"alt": text,
             "width": text}}], "metadata": {"name": text, "fig-cap": text, "label": text}},
    ]  # fmt: skip


KINDS = words("""
    IntSlider IntRangeSlider FloatLogSlider SelectionSlider FloatProgress Text Textarea Password
    Combobox IntText BoundedFloatText Play ColorPicker TagsInput ColorsInput DatePicker Datetime
    Dropdown SelectMultiple Checkbox ToggleButton Valid Button FileUpload Label HTML HTMLMath Image
    Video Audio Output MPLCanvas Any VBox HBox GridBox Accordion Tab Stack
""")


def in_widgets(text: str) -> NotebookPage:
    """Return a page of widgets of all kinds that have the text in all they have."""
    keys = words("""
        description value placeholder tooltip readout readout_format format icon bar_style layout
        button_style box_style width height style _data_url _b64value _anywidget_id min max step
        base index
    """)
    one = dict.fromkeys(keys, text) | {
        "_options_labels": [text], "titles": [text], "_titles": {"0": text}, "selected_index": 0,
        "children": ["IPY_MODEL_IntSlider"],
        "outputs": [{"output_type": "stream", "name": "stdout", "text": text},
                    {"output_type": "display_data", "data": {"text/html": text}}],
    }  # fmt: skip
    many = one | {"value": [text, text], "index": [0]}
    models = {f"{kind}s": {"model_name": f"{kind}Model", "state": many} for kind in KINDS}
    models |= {kind: {"model_name": f"{kind}Model", "state": one} for kind in KINDS}
    models["odd"] = {"model_name": text, "model_module": text, "state": {}}
    views = [
        {"output_type": "display_data", "data": {"text/plain": text,
         "application/vnd.jupyter.widget-view+json": {"model_id": name}}}
        for name in (*models, text)
    ]  # fmt: skip
    state = {"application/vnd.jupyter.widget-state+json": {"state": models}}
    cell = {"cell_type": "code", "source": "w", "outputs": views}
    notebook = {"nbformat": 4, "metadata": {"widgets": state}, "cells": [cell]}
    return render_notebook(json.dumps(notebook).encode(), "w.ipynb", RenderOptions(errors="show"))


def render(text: str) -> NotebookPage:
    front = json.dumps({"title": text, "description": text})
    notebook = {
        "nbformat": 4,
        "metadata": {
            "title": text,
            "language_info": {"name": text},
            "kernelspec": {"name": text},
        },
        "cells": [{"cell_type": "raw", "source": f"---\n{front}\n---\n"}, *in_cells(text)],
    }
    return render_notebook(json.dumps(notebook).encode(), text, RenderOptions(errors="show"))


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_does_nothing_anywhere(
    name: str, inspect_svg: Callable[[bytes], ElementTree.Element]
) -> None:
    page = render(ATTACKS[name])
    inspect_page(page.html)
    inspect_page(page.resolve_links(lambda link: link.address))
    for asset in page.assets:
        assert re.fullmatch(r"[a-z0-9_-]+\.[0-9a-f]{8}\.[a-z0-9]{2,4}", asset.name)
        if asset.name.endswith(".svg"):
            inspect_svg(asset.data)
    for link in page.links:
        assert not re.match(r"\s*(javascript|data|vbscript|//)", link.address, re.IGNORECASE)
        # No name of another host, and no way out of its own attribute.
        assert '"' not in page.html[link.start : link.end]
    assert all(not re.search(r"<script|onerror=", heading.id) for heading in page.headings)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_a_widget_does_nothing(name: str) -> None:
    page = in_widgets(ATTACKS[name])
    inspect_page(page.html)
    assert page.html.count("pf-widget") > len(KINDS)


def test_maths_in_an_attribute_stays_text() -> None:
    source = r'<svg fill="$\tfrac{a}{b}$" style="fill: $x$"><use href="#$x$"/></svg>'
    html = render(source).html
    assert r'fill="$\tfrac{a}{b}$"' in html
    values = [str(tag.attrs) for tag in BeautifulSoup(html, "html.parser").find_all(True)]
    assert not any("<m" in value for value in values)


PIECES = st.lists(st.sampled_from(sorted(ATTACKS.values())) | st.text(max_size=8), max_size=5)


@given(PIECES.map("".join))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_attacks_together_are_no_stronger(text: str) -> None:
    inspect_page(render(text).html)


MARKUP = st.lists(
    words_from(r"""$ $$ \( \) \[ \] \begin{align} \end{align} ` ``` ~~~ # ## - * >
        | |-| [ ]( ) ![ <b> </b> <p> </div> <svg> <math> <table> <tr> <td> </table> <a/href=# <h1>
        </h1> <pre> </pre> <code> </code> & &lt; \ {{ --- m0 f0 l0 1. [x]
        http://x.example :""")
    | st.sampled_from(["\n", "\n\n", " ", "\U0010ff02", "\U0010ff03", "\x1b[31m", "\r", "\b"])
    | st.text(max_size=4),
    max_size=25,
).map("".join)  # fmt: skip


@given(PIECES.map("".join))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_attacks_together_are_no_stronger_in_widgets(text: str) -> None:
    inspect_page(in_widgets(text).html)


@given(MARKUP)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_makes_a_whole_page(text: str) -> None:
    inspect_page(render(text).html)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            words_from("""output_type data metadata text/html image/png text/plain text/latex
            application/json image/svg+xml text/markdown name text traceback ename tags title width
            application/vnd.plotly.v1+json execute echo jupyter slideshow format label alt"""),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)  # fmt: skip


@given(
    st.lists(
        st.fixed_dictionaries(
            {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON},
            optional={
                key: JSON
                for key in ("source", "metadata", "outputs", "id", "attachments", "execution_count")
            },
        ),
        max_size=4,
    ),
    JSON,
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_a_page_or_an_error(cells: list[object], metadata: object) -> None:
    data = json.dumps({"cells": cells, "metadata": metadata}).encode()
    try:
        inspect_page(render_notebook(data, "n.ipynb").html)
    except NotebookError:
        return


@pytest.mark.parametrize(
    "text",
    ["<div>" * 50_000, "> " * 3_000 + "x", "[" * 20_000, "$" * 20_001, "\\begin{a}" * 3_000,
     "`" * 9_999 + "a", "- " * 2_000, "*a_ " * 9_000, "\\frac{" * 5_000, "$" + "{" * 5_000 + "$",
     "\x1b[" * 50_000, "<svg>" * 20_000, "| a " * 5_000 + "\n" + "|-" * 5_000, "![" * 9_000],
    ids=lambda text: text[:6].strip(),
)  # fmt: skip
def test_a_text_made_to_be_slow_is_read_all_the_same(text: str) -> None:
    outputs = in_outputs(text)
    cells = [
        {"cell_type": "markdown", "source": text},
        {"cell_type": "code", "source": "", "outputs": outputs},
    ]
    page = render_notebook(json.dumps({"cells": cells}).encode(), "n.ipynb")
    assert page.html.startswith('<div class="pf-notebook">')
