"""A picture or table of a page, and where it comes from."""

from typing import Literal

from pydantic import Field, model_validator

from proofolio.studies.model import Model
from proofolio.studies.values import Cell, CellRef, FilePath, Image, Line, Text, refuse

SectionName = Literal[
    "problem", "role", "constraints", "data", "method", "evaluation", "visuals", "results",
    "responsible_use", "challenges", "learnings", "next_step", "proof",
]  # fmt: skip


class Visual(Model):
    """A figure or table of a notebook, or an image of the study's folder."""

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
    image: Image | None = Field(
        None, description="A picture of the study's folder.", examples=["images/dashboard.png"]
    )
    caption: Text | None = Field(
        None,
        description="The message of the picture; a notebook's fig-cap stands in for it.",
        examples=["A tenth of the customers holds six of ten leavers."],
    )
    alt: Line | None = Field(
        None,
        description="What the picture shows, for those who cannot see it. Required for pictures, "
        "unless the cell has fig-alt.",
        examples=["Curve of precision against recall, above the baseline throughout."],
    )
    section: SectionName = Field(
        "visuals", description="The section that shows it.", examples=["results"]
    )

    @model_validator(mode="after")
    def _one_source(self) -> "Visual":
        sources = sum(source is not None for source in (self.figure, self.table, self.image))
        if sources != 1:
            repair = "name the one thing that is shown"
            raise refuse("one of figure, table and image", repair, found=f"{sources or 'none'}")
        return self

    @property
    def source(self) -> CellRef | FilePath:
        """Where it comes from."""
        source = self.figure or self.table or self.image
        assert source is not None  # noqa: S101 - the validator saw to it
        return source
