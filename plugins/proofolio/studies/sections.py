"""The sections of a study that hold more than one text."""

from pydantic import Field, model_validator

from proofolio.studies.metric import Metric
from proofolio.studies.model import Model, Shorthand
from proofolio.studies.permission import Permission
from proofolio.studies.values import (
    Amount,
    Cell,
    Date,
    Line,
    NotebookPath,
    NumberFormat,
    Text,
    Url,
    check_order,
    refuse,
)
from proofolio.studies.visual import Visual


class Client(Shorthand):
    """Whom the work was for."""

    name: Line | None = Field(
        None,
        description="The client's name. With an alias it is never published.",
        examples=["Example Telecom"],
    )
    alias: Line | None = Field(
        None,
        description="What stands on the page in place of the name.",
        examples=["A European telecom operator"],
    )
    permission: Permission | None = Field(
        None,
        description="Who allowed the client to be named, and when; never published.",
        examples=[{"by": "Head of retention", "on": "2026-03-14"}],
    )
    alias_after: Line | None = Field(
        None,
        description="What stands in place of the name where the permission is over, on sites with "
        "`permissions: leave-out`.",
        examples=["A European telecom operator"],
    )

    @property
    def shown(self) -> str | None:
        """What may be published."""
        return self.alias or self.name


class Period(Model):
    """From when to when."""

    start: Date = Field(description="When the work began.", examples=["2025-11"])
    end: Date | None = Field(
        None, description="When it ended; absent while it goes on.", examples=["2026-01"]
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        check_order(self.start, self.end, "start", "end")
        return self


class Problem(Shorthand):
    """What was wrong, in the client's workflow."""

    text: Text | None = Field(
        None, description="The problem.", examples=["Retention calls went to the wrong people."]
    )
    affected: Text | None = Field(
        None, description="Who was hurt by it.", examples=["The call team of 12"]
    )
    cost: Text | None = Field(
        None, description="What it cost.", examples=["Nine of ten calls reached somebody loyal"]
    )
    tried: Text | None = Field(
        None, description="What was tried before.", examples=["Calling the longest contracts first"]
    )
    decision: Text | None = Field(
        None, description="The decision at stake.", examples=["Whom to call this week"]
    )
    success: Text | None = Field(
        None,
        description="The success criterion agreed beforehand.",
        examples=["Twice as many leavers among those called"],
    )
    baseline: Text | None = Field(
        None,
        description="The baseline that was measured.",
        examples=["26.5 % of customers called at random would have left"],
    )


class Role(Shorthand):
    """Who did what."""

    text: Text | None = Field(
        None, description="My role.", examples=["Sole data scientist, from data to hand-over."]
    )
    owned: list[Text] = Field([], description="What I owned.", examples=[["The model"]])
    shared: list[Text] = Field(
        [], description="What I shared with others.", examples=[["The labels, with the call team"]]
    )
    not_mine: list[Text] = Field(
        [], description="What was not mine.", examples=[["The dialler's integration"]]
    )


class Data(Shorthand):
    """What the work was made with."""

    text: Text | None = Field(
        None, description="The data.", examples=["One row a customer, 20 columns."]
    )
    source: Text | None = Field(
        None, description="Where the data comes from.", examples=["IBM sample data"]
    )
    licence: Text | None = Field(
        None, description="The licence of the data.", examples=["Apache 2.0"]
    )
    link: Url | None = Field(
        None, description="Where the data can be found.", examples=["https://example.org/data"]
    )
    volume: Text | None = Field(
        None, description="How much there was.", examples=["7,043 customers"]
    )
    period: Text | None = Field(
        None, description="The time that the data covers.", examples=["One quarter"]
    )
    quality: Text | None = Field(
        None, description="What was wrong with it.", examples=["11 rows without total charges"]
    )
    privacy: Text | None = Field(
        None, description="How people are protected.", examples=["No names, no addresses"]
    )


class Step(Model):
    """One step of the method."""

    name: Line = Field(description="The step, in a few words.", examples=["Baseline first"])
    text: Text | None = Field(
        None, description="What was done.", examples=["A rule that the team could have used."]
    )
    tools: list[Line] = Field([], description="With which tools.", examples=[["scikit-learn"]])
    start: Date | None = Field(
        None,
        description="When it began. With the dates of all steps, a timeline is drawn.",
        examples=["2026-03"],
    )
    end: Date | None = Field(None, description="When it ended.", examples=["2026-05"])

    @model_validator(mode="after")
    def _in_order(self) -> "Step":
        if self.start:
            check_order(self.start, self.end, "start", "end")
        return self


class Rejected(Model):
    """An option that was turned down."""

    option: Line = Field(description="What was not done.", examples=["A neural network"])
    why: Text = Field(description="For what reason.", examples=["No better, and no reasons given"])


class Method(Shorthand):
    """How it was solved."""

    text: Text | None = Field(
        None, description="The method.", examples=["Gradient boosting with calibrated scores."]
    )
    steps: list[Step] = Field(
        [], description="Steps or phases, in order.", examples=[[{"name": "Baseline first"}]]
    )
    rejected: list[Rejected] = Field(
        [],
        description="What was turned down, and why.",
        examples=[[{"option": "A neural network", "why": "No better"}]],
    )
    architecture: Visual | None = Field(
        None,
        description="One picture of the whole.",
        examples=[{"image": "images/architecture.svg", "alt": "Data flows to a list of calls."}],
    )


class Slice(Model):
    """The result for a part of the data."""

    name: Line = Field(description="Which part.", examples=["Month-to-month contracts"])
    value: Amount | None = Field(
        None,
        description="The metric there. Left out, it is what the notebook recorded.",
        examples=["58 %"],
    )
    format: NumberFormat | None = Field(
        None, description="How the recorded value is written.", examples=[".0 %"]
    )
    evidence: Cell | None = Field(
        None, description="What recorded it.", examples=["churn.ipynb#recall_seniors"]
    )
    n: int | None = Field(None, strict=True, ge=1, description="How many cases.", examples=[775])

    @model_validator(mode="after")
    def _known_value(self) -> "Slice":
        if self.value is None and self.evidence is None:
            repair = "write `value: 58 %`, or name what recorded it with `evidence`"
            raise refuse("a value", repair, found="none")
        return self


class Evaluation(Shorthand):
    """How it was judged."""

    text: Text | None = Field(
        None, description="The evaluation.", examples=["Judged once, on customers never seen."]
    )
    split: Text | None = Field(
        None, description="How the data was split.", examples=["60/20/20, by customer"]
    )
    metric: Text | None = Field(
        None, description="The metric that decides.", examples=["Recall in the top tenth"]
    )
    why: Text | None = Field(
        None, description="Why that metric.", examples=["The team can call a tenth"]
    )
    baseline: Text | None = Field(
        None, description="What it was compared with.", examples=["Calling at random"]
    )
    uncertainty: Text | None = Field(
        None, description="How sure the numbers are.", examples=["95 % bootstrap intervals"]
    )
    slices: list[Slice] = Field(
        [],
        description="The metric for parts of the data.",
        examples=[[{"name": "Seniors", "value": "58 %", "n": 220}]],
    )


class Results(Shorthand):
    """What came of it: for the business, then in technical terms."""

    text: Text | None = Field(
        None, description="The results.", examples=["Twice as many leavers are reached."]
    )
    business: list[Metric] = Field(
        [],
        description="What changed for the business.",
        examples=[[{"name": "Leavers reached", "value": "62 %", "baseline": "31 %"}]],
    )
    technical: list[Metric] = Field(
        [],
        description="The technical metrics.",
        examples=[[{"name": "ROC AUC", "value": 0.84, "baseline": 0.5}]],
    )

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """All of them, business first."""
        return (*self.business, *self.technical)


class ResponsibleUse(Shorthand):
    """What to mind in use: a short model card."""

    text: Text | None = Field(
        None, description="Responsible use.", examples=["A person decides about every offer."]
    )
    intended_use: Text | None = Field(
        None,
        description="What it was made for, and for whom.",
        examples=["The weekly list of the retention team"],
    )
    out_of_scope: Text | None = Field(
        None, description="What it was not made for.", examples=["Prices and credit"]
    )
    training_data: Text | None = Field(
        None, description="What it has learnt from.", examples=["4,225 customers of one quarter"]
    )
    evaluation_data: Text | None = Field(
        None, description="What it was judged on.", examples=["1,409 customers never seen"]
    )
    slices: list[Slice] = Field(
        [],
        description="The metric for groups of people or cases, beside those of `evaluation`.",
        examples=[[{"name": "Seniors", "value": "58 %", "n": 220}]],
    )
    fairness: Text | None = Field(
        None,
        description="Who may be treated worse, and how that was checked.",
        examples=["Recall by age group"],
    )
    limits: Text | None = Field(
        None, description="Where it fails or must not be used.", examples=["Business customers"]
    )
    oversight: Text | None = Field(
        None, description="What stays with people.", examples=["Every call is made by a person"]
    )
    guardrails: Text | None = Field(
        None, description="What keeps it within bounds.", examples=["At most one call a quarter"]
    )
    monitoring: Text | None = Field(
        None,
        description="How its decay is noticed.",
        examples=["Monthly recall against a hold-out"],
    )
    owner: Line | None = Field(
        None, description="Who answers for it.", examples=["Head of retention"]
    )
    version: Line | None = Field(
        None, description="The version that this card is about.", examples=["1.2"]
    )
    date: Date | None = Field(
        None, description="When this card was last right.", examples=["2026-03"]
    )


class Run(Model):
    """When and with what the notebooks ran."""

    date: Date = Field(description="When they ran.", examples=["2026-03-14"])
    environment: Line | None = Field(
        None, description="With what.", examples=["Python 3.11, scikit-learn 1.6"]
    )


class Proof(Model):
    """What a reader can check."""

    code: Url | None = Field(
        None, description="The code repository.", examples=["https://example.org/code"]
    )
    demo: Url | None = Field(
        None, description="A live demo.", examples=["https://example.org/demo"]
    )
    recording: Url | None = Field(
        None, description="A recording of the demo.", examples=["https://example.org/film"]
    )
    notebooks: list[NotebookPath] = Field(
        [],
        description="Notebooks that are published with a page and for download, beside those that "
        "figures, tables and evidence name.",
        examples=[["churn.ipynb"]],
    )
    run: Run | None = Field(
        None, description="When and with what they ran.", examples=[{"date": "2026-03-14"}]
    )
