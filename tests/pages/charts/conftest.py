"""Charts drawn for tests, and what stands in their drawings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from proofolio.pages.charts import Drawing, draw_chart
from proofolio.pages.templating import Templates

Place = tuple[float, float]


class Picture:
    """One drawing of a chart, read back from its SVG."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        self.width, self.height = map(float, self.root.attrib["viewBox"].split()[2:])

    def _marks(self, tag: str, style: str) -> list[ElementTree.Element]:
        wanted = set(style.split())
        return [mark for mark in self.root.iter(tag) if wanted <= {*mark.get("class", "").split()}]

    def rects(self, style: str) -> list[tuple[float, ...]]:
        """x, y, width and height of each."""
        names = ("x", "y", "width", "height")
        return [
            tuple(float(mark.attrib[name]) for name in names) for mark in self._marks("rect", style)
        ]

    def lines(self, style: str) -> list[tuple[float, ...]]:
        names = ("x1", "y1", "x2", "y2")
        return [
            tuple(float(mark.attrib[name]) for name in names) for mark in self._marks("line", style)
        ]

    def paths(self, style: str) -> list[list[Place]]:
        found = []
        for mark in self._marks("path", style):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", mark.attrib["d"])]
            found.append([*zip(numbers[::2], numbers[1::2], strict=True)])
        return found

    def dots(self, style: str = "g-dot") -> list[Place]:
        marks = self._marks("circle", style)
        return [(float(mark.attrib["cx"]), float(mark.attrib["cy"])) for mark in marks]

    def texts(self, style: str) -> list[str]:
        return ["".join(mark.itertext()) for mark in self._marks("text", style)]

    def tick(self, text: str, anchor: str = "middle") -> Place:
        """Where the label of a tick stands; those of y have the anchor "end"."""
        (mark,) = [
            mark
            for mark in self._marks("text", "g-tick")
            if mark.text == text and mark.get("text-anchor") == anchor
        ]
        return float(mark.attrib["x"]), float(mark.attrib["y"])


Draw = Callable[..., Drawing]


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """`draw(record, kind=…)` → a chart."""
    folder: Path = tmp_path_factory.mktemp("charts")
    templates = Templates(None, folder, folder)

    def draw_with(record: object, kind: str, **options: object) -> Drawing:
        shown = {"id": "chart", "title": "A title", "description": "A description"} | options
        return draw_chart(record, templates, kind=kind, **shown)  # type: ignore[arg-type]

    return draw_with


@pytest.fixture(scope="session")
def pictures(draw: Draw) -> Callable[..., list[Picture]]:
    """The drawings of a chart: for wide pages, then for phones."""

    def read(record: object, kind: str, **options: object) -> list[Picture]:
        svg = draw(record, kind, **options).svg
        return [Picture(one) for one in re.findall(r"<svg.*?</svg>", svg, re.DOTALL)]

    return read
