"""A notebook of 30 cells, as the file that Jupyter saves and as the Markdown of its author."""

import base64
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks import outputs
from benchmarks.text import paragraphs, text

Kind = Literal["markdown", "code", "print", "value", "figure", "table", "chart", "error"]
_ESCAPES = re.compile(r"\x1b\[\d+m")


@dataclass(frozen=True)
class Cell:
    """A cell and what it shows: text, a picture's bytes, a table, a chart, or a traceback."""

    kind: Kind
    source: str
    shown: object = None


def make_cells(number: int) -> list[Cell]:
    """The cells of the notebook of this number; no other has the same words or pictures."""
    source = random.Random(number)
    return [cell for section in range(6) for cell in _section(source, number, section)]


def _section(source: random.Random, number: int, section: int) -> Iterator[Cell]:
    top = f"# Notebook {number}\n\nHeadline {number}.\n\n" if section == 0 else ""
    maths = (
        f"With $\\alpha_{section} = {number}$ and $x \\in \\mathbb{{R}}^{{{number}}}$:\n\n"
        f"$$\n\\hat\\beta = \\frac{{\\sum_i (x_i - {number}) y_i}}{{\\sqrt{{n_{section}}}}}\n$$"
    )
    yield Cell("markdown", f"{top}## {text(source, 4)}\n\n{paragraphs(source, 2)}\n\n{maths}")
    yield Cell("code", _code(source, 12))
    if section in (1, 3):
        yield Cell("table", _code(source, 3), outputs.frame(source))
    elif section % 2:
        yield Cell("value", _code(source, 4), repr([source.random() for _ in range(8)]))
    else:
        lines = [f"epoch {n}: loss {source.random():.5f}" for n in range(12)]
        yield Cell("print", _code(source, 6), "\n".join(lines) + "\n")
    items = "\n".join(f"- {text(source, 9)}" for _ in range(3))
    yield Cell("markdown", f"{paragraphs(source, 1)}\n\n{items}")
    if section < 4:
        alt = f'#| fig-alt: "{text(source, 6)}"\n'
        yield Cell("figure", alt + _code(source, 7), outputs.png(source))
    elif section == 4:
        yield Cell("chart", _code(source, 5), outputs.chart(source))
    else:
        yield Cell("error", _code(source, 5), outputs.traceback(source))


def _code(source: random.Random, lines: int) -> str:
    forms = (
        "frame_{a} = data.groupby('{w}').agg({{'{v}': 'mean'}})  # {w} and {v}",
        "for row in range({a}):\n    total_{a} += weights[row] * {b}.5",
        "def fit_{a}(values, *, rate=0.{b}):\n    return [value * rate for value in values]",
        "model_{a} = Regression(alpha=0.{b}, name=\"{w} {v}\").fit(train[['{w}', '{v}']])",
        "assert score_{a} > {b}, f\"expected more than {{score_{a}:.2f}}\"",
    )  # fmt: skip
    return "\n".join(
        source.choice(forms).format(
            a=source.randrange(999), b=source.randrange(99), w=text(source, 1), v=text(source, 1)
        )
        for _ in range(lines)
    )


def as_notebook(cells: list[Cell]) -> str:
    """The notebook's file."""
    found = [_as_cell(index, cell) for index, cell in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python", "version": "3.11.7"}}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": found}, indent=1
    )


def _as_cell(index: int, cell: Cell) -> dict[str, object]:
    made = {"id": f"cell-{index}", "metadata": {}, "source": cell.source.splitlines(keepends=True)}
    if cell.kind == "markdown":
        return made | {"cell_type": "markdown"}
    if cell.kind == "error":
        made["metadata"] = {"tags": ["raises-exception"]}
    shown = [] if cell.kind == "code" else [_as_output(index, cell)]
    return made | {"cell_type": "code", "execution_count": index, "outputs": shown}


def _as_output(index: int, cell: Cell) -> dict[str, object]:
    shown = cell.shown
    if cell.kind == "print":
        return {"output_type": "stream", "name": "stdout", "text": shown}
    if cell.kind == "error":
        *_, last = shown
        name, _, value = _ESCAPES.sub("", last).partition(": ")
        return {"output_type": "error", "ename": name, "evalue": value, "traceback": shown}
    if cell.kind in ("value", "table"):
        data = outputs.frame_bundle(*shown) if cell.kind == "table" else {"text/plain": shown}
        made = {"output_type": "execute_result", "execution_count": index}
    else:
        made = {"output_type": "display_data"}
        data = (
            outputs.chart_bundle(shown) if cell.kind == "chart" else
            {"image/png": base64.b64encode(shown).decode() + "\n",
             "text/plain": ["<Figure size 640x480 with 1 Axes>"]}
        )  # fmt: skip
    return made | {"metadata": {}, "data": data}


def as_markdown(cells: list[Cell], name: str) -> tuple[str, dict[str, bytes]]:
    """The same page as its author would write it, and the files that stand beside it."""
    parts, files = [], {}
    for index, cell in enumerate(cells):
        file = f"{name}-{index}"
        if cell.kind == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        if cell.kind == "figure":
            files[f"{file}.png"] = cell.shown
            parts.append(f"![A figure]({file}.png){{ loading=lazy }}")
        elif cell.kind == "chart":
            files[f"{file}.json"] = json.dumps(cell.shown).encode()
            parts.append(f'<div class="chart" data-source="../{file}.json"></div>')
        elif cell.kind == "table":
            parts.append(_as_table(*cell.shown))
        elif cell.kind != "code":
            shown = cell.shown if isinstance(cell.shown, str) else "\n".join(cell.shown)
            parts.append(f"```text\n{_ESCAPES.sub('', shown).rstrip()}\n```")
    return "\n\n".join(parts) + "\n", files


def _as_table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---:"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
