"""A result: what was measured, how much, against what, and what bears it out."""

from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from proofolio.studies.model import Model, Shorthand
from proofolio.studies.permission import Permission
from proofolio.studies.quantity import ChangeForm, Quantity
from proofolio.studies.values import Amount, Cell, Date, Line, NumberFormat, Text, Url, refuse


class Confirmation(Model):
    """Somebody who knows has said so."""

    by: Line = Field(description="Who confirmed it.", examples=["Head of retention"])
    on: Date = Field(description="When it was confirmed.", examples=["2026-03-14"])
    form: Line | None = Field(None, description="In what form.", examples=["by mail"])


class Evidence(Shorthand):
    """What bears a result out: one kind of evidence."""

    notebook: Cell | None = Field(
        None,
        description="The cell of a notebook that computed it.",
        examples=["churn.ipynb#lift"],
    )
    confirmed: Confirmation | None = Field(
        None,
        description="Somebody who confirmed it.",
        examples=[{"by": "Head of retention", "on": "2026-03-14"}],
    )
    estimate: Text | None = Field(
        None,
        description="On what basis it was estimated.",
        examples=["Calls a week times 4 minutes a call"],
    )
    public: Url | None = Field(
        None, description="Where it is published.", examples=["https://example.org/report"]
    )

    @model_validator(mode="after")
    def _one_kind(self) -> "Evidence":
        if len(self.model_fields_set) != 1:
            repair = "keep one of notebook, confirmed, estimate and public"
            raise refuse("one kind of evidence", repair, found=f"{len(self.model_fields_set)}")
        return self


class Baseline(Shorthand):
    """What a result is compared with."""

    value: Amount | None = Field(
        None,
        description="The baseline's value. Left out, it is what the notebook recorded.",
        examples=["26.5 %"],
    )
    name: Line | None = Field(
        None, description="What the baseline is.", examples=["calling at random"]
    )
    evidence: Cell | None = Field(
        None,
        description="What recorded the baseline, if not the record of the result.",
        examples=["churn.ipynb#random_recall"],
    )


class Metric(Model):
    """One number with what a reader needs to judge it."""

    name: Line = Field(
        description="What was measured, in the reader's words.",
        examples=["Leavers among the tenth that is called"],
    )
    value: Amount | None = Field(
        None,
        description="How much. Left out, it is what the notebook recorded.",
        examples=["61.7 %", 0.84, "18 ms"],
    )
    format: NumberFormat | None = Field(
        None,
        description="How the recorded value is written: decimals, and a unit if it is another.",
        examples=[".1 %"],
    )
    baseline: Baseline | None = Field(
        None,
        description="What it was before, or without the work.",
        examples=["26.5 %", {"value": "26.5 %", "name": "calling at random"}],
    )
    change: ChangeForm = Field(
        "auto",
        description="How far it is from the baseline: in points for percentages and else in per "
        "cent (auto), always in per cent, in times, or not at all (none).",
        examples=["times"],
    )
    interval: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Lower and upper end of the uncertainty.", examples=[["58 %", "65 %"]]
    )
    n: Annotated[int, Field(strict=True, ge=1)] | None = Field(
        None, description="How many cases it was measured on.", examples=[1409]
    )
    denominator: Line | None = Field(
        None,
        description="What the value is a share of.",
        examples=["of the 374 customers who left, in the test set"],
    )
    window: Line | None = Field(
        None, description="The period it covers.", examples=["the last month of the data"]
    )
    split: Line | None = Field(
        None, description="The part of the data it was measured on.", examples=["test"]
    )
    higher_is_better: StrictBool = Field(
        True, description="Whether more is better.", examples=[False]
    )
    key: StrictBool = Field(
        False,
        description="A key figure: shown on top of the page and on cards.",
        examples=[True],
    )
    evidence: Evidence | None = Field(
        None, description="What bears it out.", examples=["churn.ipynb#lift"]
    )
    permission: Permission | None = Field(
        None,
        description="Who released the number, and when; never published.",
        examples=[{"by": "Head of retention", "on": "2026-03-14"}],
    )
    note: Text | None = Field(
        None, description="What else must be said.", examples=["Measured on public data."]
    )

    @model_validator(mode="after")
    def _known_value(self) -> "Metric":
        is_recorded = bool(self.evidence and self.evidence.notebook)
        repair = "write `value: 62 %`, or name what recorded it: `evidence: churn.ipynb#recall`"
        if self.value is None and not is_recorded:
            raise refuse("a value", repair, found="none")
        baseline = self.baseline
        if baseline and baseline.value is None and not (baseline.evidence or is_recorded):
            raise refuse("a value", repair, at=("baseline",), found="none")
        return self

    @model_validator(mode="after")
    def _ordered_interval(self) -> "Metric":
        if self.interval and self.value:
            low, high = self.interval
            if not _ordered(low, self.value, high):
                repair = "write [lower, upper]"
                raise refuse(f"an interval around {self.value}", repair, at=("interval",))
        return self


def _ordered(low: Quantity, value: Quantity, high: Quantity) -> bool:
    return low.number <= value.number <= high.number
