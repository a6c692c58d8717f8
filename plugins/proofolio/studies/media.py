"""Visuals of several pictures, and clips."""

from typing import Annotated

from pydantic import Field, StrictBool

from proofolio.studies.model import Model, Shorthand
from proofolio.studies.values import (
    CaptionsPath,
    ClipPath,
    Image,
    Line,
    PictureSource,
    Source,
    Text,
)


class ComparedPicture(Shorthand):
    """One of two pictures that are compared."""

    picture: PictureSource = Field(
        description="An image of the study's folder, or the cell of a notebook with a picture.",
        examples=["images/before.png", "churn.ipynb#before"],
    )
    alt: Line | None = Field(
        None,
        description="What the picture shows, for those who cannot see it. Required, unless the "
        "cell has fig-alt.",
        examples=["A list of customers without any order."],
    )


class Compare(Model):
    """Two pictures of one size, one over the other, with a slider between them."""

    before: ComparedPicture = Field(
        description="The first picture.",
        examples=[{"picture": "images/before.png", "alt": "A list without any order."}],
    )
    after: ComparedPicture = Field(
        description="The second picture, of the same size.",
        examples=[{"picture": "images/after.png", "alt": "The same list, most urgent first."}],
    )
    labels: Annotated[list[Line], Field(min_length=2, max_length=2)] | None = Field(
        None,
        description="What the two are called; Before and After unless given.",
        examples=[["Raw scan", "Cleaned"]],
    )
    start: Annotated[int, Field(strict=True, ge=0, le=100)] = Field(
        50, description="Where the slider stands at first, in percent.", examples=[50]
    )

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [self.before.picture, self.after.picture]


class GalleryPicture(Shorthand):
    """A picture of a gallery."""

    picture: PictureSource = Field(
        description="An image of the study's folder, or the cell of a notebook with a picture.",
        examples=["images/dashboard.png", "churn.ipynb#precision-recall"],
    )
    caption: Text | None = Field(
        None,
        description="The message of this picture; a notebook's fig-cap stands in for it.",
        examples=["The call list of a Monday."],
    )
    alt: Line | None = Field(
        None,
        description="What the picture shows, for those who cannot see it. Required, unless the "
        "cell has fig-alt.",
        examples=["A table of ten customers with a reason beside each name."],
    )

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [self.picture]


class Clip(Shorthand):
    """A video, or a GIF, which becomes one; it plays when the reader wants it to."""

    file: ClipPath = Field(
        description="An MP4, WebM or GIF file of the study's folder.", examples=["media/demo.mp4"]
    )
    poster: Image | None = Field(
        None,
        description="The picture that stands there before it plays; its first frame unless given.",
        examples=["images/demo.png"],
    )
    captions: CaptionsPath | None = Field(
        None,
        description="What is said and heard, as a WebVTT file. A clip with sound needs it.",
        examples=["media/demo.vtt"],
    )
    loop: StrictBool = Field(False, description="Whether it begins again.", examples=[True])
    muted: StrictBool = Field(
        False, description="Whether its sound is off at first.", examples=[True]
    )

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [self.file]


class CardPicture(Shorthand):
    """A picture that stands beside links to the page, in place of the card that is drawn."""

    picture: Image = Field(
        description="A PNG or JPEG file, best of 1200 by 630 pixels; by its path from the study, "
        "or of a page from the folder of the pages.",
        examples=["images/card.png"],
    )
    alt: Line | None = Field(
        None,
        description="What it shows; the title of the page unless given.",
        examples=["A call list with the most urgent customers on top."],
    )
