"""What clients say of the work, with their permission to print it."""

from pydantic import Field, model_validator

from proofolio.studies.model import Model
from proofolio.studies.values import Date, Line, Text, check_order


class Permission(Model):
    """Who allowed a quote or a name to be published."""

    by: Line = Field(description="Who gave it.", examples=["Ada Example"])
    on: Date = Field(description="When it was given.", examples=["2026-03-14"])
    scope: Line | None = Field(
        None, description="For what it was given.", examples=["website and proposals"]
    )
    until: Date | None = Field(None, description="When it ends.", examples=["2028-03"])

    @model_validator(mode="after")
    def _in_order(self) -> "Permission":
        check_order(self.on, self.until, "on", "until")
        return self


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
