"""Who has allowed something to be published."""

from datetime import date

from pydantic import Field, model_validator

from proofolio.studies.model import Model
from proofolio.studies.values import Date, Line, check_order


class Permission(Model):
    """Who allowed a name, a number or a quote to be published."""

    by: Line = Field(description="Who gave it.", examples=["Ada Example"])
    on: Date = Field(description="When it was given.", examples=["2026-03-14"])
    form: Line | None = Field(None, description="In what form.", examples=["by mail"])
    scope: Line | None = Field(
        None, description="For what it was given.", examples=["website and proposals"]
    )
    until: Date | None = Field(
        None, description="Its last day, month or year.", examples=["2028-03"]
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Permission":
        check_order(self.on, self.until, "on", "until")
        return self

    def is_over(self, today: date) -> bool:
        """Whether its last day is past; one until 2026-03 holds to the end of that month."""
        until = self.until or "9999"
        return until < today.isoformat()[: len(until)]
