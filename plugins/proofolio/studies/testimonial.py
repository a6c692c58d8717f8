"""What clients say of the work, with their permission to print it."""

from pydantic import Field

from proofolio.studies.model import Model
from proofolio.studies.permission import Permission
from proofolio.studies.values import Line, Text


class Testimonial(Model):
    """What a client says, with permission to print it."""

    __test__ = False  # pytest takes classes with this name for tests

    quote: Text = Field(description="The words.", examples=["The list was right from week one."])
    name: Line = Field(description="Who said it.", examples=["Ada Example"])
    position: Line | None = Field(
        None, description="In what position.", examples=["Head of retention"]
    )
    organisation: Line | None = Field(
        None, description="For whom.", examples=["A telecom operator"]
    )
    permission: Permission = Field(
        description="Who allowed it, and when.",
        examples=[{"by": "Ada Example", "on": "2026-03-14"}],
    )
