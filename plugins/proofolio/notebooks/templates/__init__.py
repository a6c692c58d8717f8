"""The templates of a notebook's page, and what they are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from proofolio.notebooks.visibility import Visibility
from proofolio.notebooks.widget_control import Control

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as a template sees it; `code`, `text` and `outputs` are clean HTML."""

    anchor: str
    kind: str
    number: int
    count: int | None
    seen: Visibility
    code: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    outputs: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ChartView:
    """An interactive output as a template sees it; `still` and `table` are clean HTML.

    `kind` names what draws it (nothing: it stays still), `source` the file that it draws. `table`
    is empty where the data stands in for the chart already.
    """

    kind: str
    title: str
    source: str = ""
    caption: str | None = None
    height: int = 450
    still: str = field(default="", repr=False)
    note: str = ""
    table: str = field(default="", repr=False)
    has_table: bool = False
    hosts: tuple[str, ...] = ()
    has_button: bool = False

    def with_source(self, source: str) -> ChartView:
        return replace(self, source=source)

    @property
    def host_names(self) -> str:
        return ", ".join(dict.fromkeys(host.removeprefix("*.") for host in self.hosts))


def write_page(views: Sequence[CellView], words: Mapping[str, str]) -> str:
    """Return the HTML of all cells."""
    return _template("notebook.html").render(views=views, words=words)


def write_widget(control: Control, words: Mapping[str, str]) -> str:
    """Return the HTML of one control of a saved widget."""
    return _template("widget.html").render(control=control, words=words)


def write_chart(view: ChartView, words: Mapping[str, str]) -> str:
    """Return the HTML of an interactive output."""
    return _template("chart.html").render(view=view, words=words).rstrip()


def write_gif(
    gif: str, still: str, alt: str, size: tuple[int, int], words: Mapping[str, str]
) -> str:
    """Return the HTML of a GIF that stands still at first; `gif` and `still` are addresses."""
    html = _template("gif.html").render(gif=gif, still=still, alt=alt, size=size, words=words)
    return html.rstrip()


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # What comes in as HTML has been cleaned; names and words are escaped where they stand.
    environment = Environment(
        loader=PackageLoader("proofolio.notebooks"),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
