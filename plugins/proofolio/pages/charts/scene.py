"""What a drawing consists of, in pixels of its own; templates print it and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

WIDE, NARROW = 720, 340


def show_place(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}"
    return text[:-2].replace("-0", "0") if text.endswith(".0") else text


@dataclass(frozen=True, slots=True)
class Line:
    kind: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@dataclass(frozen=True, slots=True)
class Rect:
    """`opacity` is that of its fill: how much a cell is shaded."""

    kind: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    style: str
    opacity: float | None = None


@dataclass(frozen=True, slots=True)
class Path:
    kind: ClassVar[str] = "path"
    points: tuple[tuple[float, float], ...]
    style: str
    closed: bool = False

    @property
    def d(self) -> str:
        places = [f"{show_place(x)},{show_place(y)}" for x, y in self.points]
        return (
            f"M{places[0]}"
            + ("L" + " ".join(places[1:]) if places[1:] else "h0")
            + "Z" * self.closed
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """A marker around (x, y); `shape` is one of SHAPES."""

    kind: ClassVar[str] = "dot"
    x: float
    y: float
    style: str
    shape: str = "circle"
    radius: float = 4

    @property
    def d(self) -> str:
        corners = SHAPES[self.shape]
        if not corners:
            return ""
        places = (
            f"{show_place(self.x + dx * self.radius)},{show_place(self.y + dy * self.radius)}"
            for dx, dy in corners
        )
        return "M" + "L".join(places) + "Z"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its base line; `full` is what was cut, `angle` in degrees."""

    kind: ClassVar[str] = "text"
    x: float
    y: float
    text: str
    style: str
    anchor: str = "start"
    full: str = ""
    angle: int = 0


Mark = Line | Rect | Path | Dot | Text
# Corners for a radius of 1, with areas near that of the circle; a circle has none.
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": (),
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.25), (1.15, 0.85), (-1.15, 0.85)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "wedge": ((0, 1.25), (1.15, -0.85), (-1.15, -0.85)),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Marks from back to front, on a ground of so many pixels."""

    width: float
    height: float
    marks: tuple[Mark, ...]
