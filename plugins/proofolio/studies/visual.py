"""A picture or table of a page, and where it comes from."""

from typing import Literal, Protocol

from pydantic import Field, StrictBool, model_validator

from proofolio.studies.embed import Code, Demo
from proofolio.studies.media import Clip, Compare, GalleryPicture
from proofolio.studies.model import Model, Shorthand
from proofolio.studies.values import (
    Cell,
    CellRef,
    DiagramPath,
    FilePath,
    Image,
    Line,
    Source,
    Text,
    refuse,
)

SectionName = Literal[
    "problem", "role", "constraints", "data", "method", "evaluation", "visuals", "results",
    "responsible_use", "challenges", "learnings", "next_step", "proof",
]  # fmt: skip


ChartKind = Literal[
    "comparison", "slices", "confusion", "roc", "precision_recall", "calibration", "learning",
    "forecast", "distribution", "ranking", "line",
]  # fmt: skip


class HasSources(Protocol):
    """What a visual shows, of whichever kind."""

    @property
    def sources(self) -> list[Source]:
        """The cells and files that it comes from."""


class Chart(Shorthand):
    """A chart that is drawn of what a notebook recorded; it follows the theme."""

    record: Cell | None = Field(
        None, description="The record that is drawn.", examples=["churn.ipynb#roc"]
    )
    records: list[Cell] = Field(
        [],
        description="Several numbers that are drawn beside each other.",
        examples=[["churn.ipynb#recall", "churn.ipynb#precision"]],
    )
    kind: ChartKind | None = Field(
        None,
        description="What kind of chart. A curve was recorded with its kind; numbers are compared.",
        examples=["slices"],
    )
    title: Line | None = Field(
        None, description="What stands above it.", examples=["Recall by kind of contract"]
    )
    unit: Line | None = Field(None, description="The unit of a curve's values.", examples=["ratio"])
    series: list[Line] = Field(
        [], description="Which series are drawn, in order.", examples=[["rule", "model"]]
    )
    labels: dict[Line, Line] = Field(
        {},
        description="What series and numbers are called on the page.",
        examples=[{"recall_top_decile": "Recall in the top tenth"}],
    )
    reference: Cell | None = Field(
        None,
        description="A recorded number that is drawn as a line to hold the rest against.",
        examples=["churn.ipynb#base_rate"],
    )

    @model_validator(mode="after")
    def _one_source(self) -> "Chart":
        if bool(self.record) == bool(self.records):
            repair = "write `record: churn.ipynb#roc`, or `records:` with a list"
            found = "both" if self.record else "none"
            raise refuse("one of record and records", repair, found=found)
        return self

    @property
    def cells(self) -> list[CellRef]:
        """The records that are drawn."""
        return [self.record] if self.record else self.records

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [*self.cells[:1]]


class Visual(Model):
    """A figure, table or chart of a notebook, or an image of the study's folder."""

    figure: Cell | None = Field(
        None,
        description="The cell of a notebook with a picture output, by label, tag or id.",
        examples=["churn.ipynb#precision-recall"],
    )
    table: Cell | None = Field(
        None,
        description="The cell of a notebook with an HTML table output.",
        examples=["churn.ipynb#scores"],
    )
    chart: Chart | None = Field(
        None,
        description="A chart that is drawn of what a notebook recorded.",
        examples=["churn.ipynb#roc"],
    )
    image: Image | None = Field(
        None, description="A picture of the study's folder.", examples=["images/dashboard.png"]
    )
    compare: Compare | None = Field(
        None,
        description="Two pictures of one size with a slider between them.",
        examples=[{"before": "churn.ipynb#before", "after": "churn.ipynb#after"}],
    )
    gallery: list[GalleryPicture] | None = Field(
        None,
        description="Several pictures in a grid.",
        examples=[["churn.ipynb#precision-recall", "churn.ipynb#calibration"]],
    )
    clip: Clip | None = Field(
        None,
        description="A video or GIF of the study's folder; it never plays by itself.",
        examples=["media/demo.mp4", {"file": "media/demo.gif", "loop": True}],
    )
    code: Code | None = Field(
        None,
        description="An excerpt of a file of the study's folder, or of a notebook.",
        examples=[{"file": "src/model.py", "symbol": "fit_model"}],
    )
    diagram: DiagramPath | None = Field(
        None,
        description="A Mermaid file of the study's folder, drawn when the site is built.",
        examples=["diagrams/flow.mmd"],
    )
    demo: Demo | None = Field(
        None,
        description="A demo on another host, which loads after a click only.",
        examples=[{"url": "https://gradio-hello-world.hf.space", "poster": "images/demo.png"}],
    )
    caption: Text | None = Field(
        None,
        description="The message of the picture; a notebook's fig-cap stands in for it.",
        examples=["A tenth of the customers holds six of ten leavers."],
    )
    alt: Line | None = Field(
        None,
        description="What the picture shows, for those who cannot see it. Required for pictures, "
        "unless the cell has fig-alt, and for clips; a chart has its data beside it.",
        examples=["Curve of precision against recall, above the baseline throughout."],
    )
    brief: StrictBool | None = Field(
        None,
        description="Whether the brief version of the page shows it. Unless told, that is one: the "
        "one on the card, or else the first of the results, or of the study.",
        examples=[True],
    )
    section: SectionName = Field(
        "visuals", description="The section that shows it.", examples=["results"]
    )

    @model_validator(mode="after")
    def _one_kind(self) -> "Visual":
        named = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(named) != 1:
            repair = "name the one thing that is shown"
            expected = f"one of {', '.join(KINDS[:-1])} and {KINDS[-1]}"
            raise refuse(expected, repair, found=f"{len(named) or 'none'}")
        if self.gallery is not None and len(self.gallery) < 2:
            repair = "add another, or show the one as `image:` or `figure:`"
            found = f"{len(self.gallery) or 'none'}"
            raise refuse("two pictures or more", repair, at=("gallery",), found=found)
        if self.alt and named[0] in _OWN_ALTS:
            repair = f"write `alt:` at each picture of `{named[0]}`"
            raise refuse("an alternative text of each picture", repair, at=("alt",))
        return self

    @property
    def kind(self) -> str:
        """What it is, by the key that says so."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        content = getattr(self, self.kind)
        parts = content if isinstance(content, list) else [content]
        return [source for part in parts for source in _sources_of(part)]


def _sources_of(part: Source | HasSources) -> list[Source]:
    return [part] if isinstance(part, CellRef | FilePath) else part.sources


# A visual is of one kind: that of the key which says what is shown.
_ABOUT = ("caption", "alt", "brief", "section")
# Their pictures have one each.
_OWN_ALTS = ("compare", "gallery")
KINDS = tuple(name for name in Visual.model_fields if name not in _ABOUT)
