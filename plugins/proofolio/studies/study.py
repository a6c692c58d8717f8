"""A case study, as its author writes it."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from proofolio.studies import sections
from proofolio.studies.media import CardPicture
from proofolio.studies.model import Model
from proofolio.studies.silence import Silence
from proofolio.studies.testimonial import Testimonial
from proofolio.studies.values import Date, Line, MostShown, Text, refuse
from proofolio.studies.visual import SectionName, Visual

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
Slug = Annotated[str, Field(pattern=rf"^{SLUG}$")]
Short = Annotated[Line, MostShown(90)]


class CaseStudy(Model):
    """One piece of work: the problem, my role, the method, the results, and what bears them out."""

    title: Short = Field(description="The study's name in menus and cards.", examples=["Churn"])
    headline: Annotated[Line, MostShown(160)] | None = Field(
        None,
        description="The outcome: who, what changed, by how much, over which period.",
        examples=["Six of ten leavers reached with a tenth of the calls"],
    )
    summary: Annotated[Line, MostShown(300)] = Field(
        description="One or two sentences for cards, search and previews.",
        examples=["A model that tells the call team whom to call this week."],
    )
    notice: Text | None = Field(
        None,
        description="What a reader must know first; shown on top.",
        examples=["Made with public data; the client is invented."],
    )
    slug: Slug | None = Field(
        None, description="The page's address; the folder's name unless given.", examples=["churn"]
    )
    visibility: Literal["public", "unlisted", "draft"] = Field(
        "public",
        description="Who finds it: everybody; those to whom you send its secret address; or, while "
        "you write, nobody but you.",
        examples=["unlisted"],
    )
    date: Date | None = Field(
        None, description="When the work ended; the newest comes first.", examples=["2026-03"]
    )
    weight: Annotated[int, Field(strict=True)] | None = Field(
        None, description="Place in the order: smaller comes first, before dates.", examples=[10]
    )
    featured: StrictBool = Field(
        False, description="Whether the home page shows it.", examples=[True]
    )
    tags: list[Line] = Field([], description="Tags of the page.", examples=[["retention"]])
    brief: dict[SectionName, StrictBool] = Field(
        {},
        description="Sections that the brief version of the page shows as a whole, or not at all.",
        examples=[{"data": True, "role": False}],
    )
    cover: Visual | None = Field(
        None,
        description="The picture on the study's card.",
        examples=[{"figure": "churn.ipynb#precision-recall"}],
    )
    card: CardPicture | None = Field(
        None,
        description="A picture of yours for links to the page, in place of the card that is drawn.",
        examples=["images/card.png"],
    )
    client: sections.Client | None = Field(
        None,
        description="Whom the work was for.",
        examples=["Example Telecom", {"name": "Example Telecom", "alias": "A telecom operator"}],
    )
    industry: Line | None = Field(
        None, description="The client's industry.", examples=["Telecommunications"]
    )
    techniques: list[Line] = Field(
        [], description="What was done, in the field's terms.", examples=[["Classification"]]
    )
    technologies: list[Line] = Field(
        [], description="With which tools.", examples=[["Python", "scikit-learn"]]
    )
    team: Line | None = Field(None, description="Who worked on it.", examples=["Two, with me"])
    period: sections.Period | None = Field(
        None,
        description="From when to when.",
        examples=[{"start": "2025-11", "end": "2026-01"}],
    )
    duration: Line | None = Field(None, description="How long it took.", examples=["6 weeks"])
    stage: Literal["prototype", "pilot", "production", "research", "retired"] | None = Field(
        None, description="How far it came.", examples=["pilot"]
    )
    confidentiality: Line | None = Field(
        None, description="What is held back, and why.", examples=["Numbers are scaled"]
    )
    problem: sections.Problem = Field(
        description="What was wrong, in the client's workflow.",
        examples=["Retention calls went to the wrong people."],
    )
    role: sections.Role = Field(
        description="What I owned, what I shared, what was not mine.",
        examples=["Sole data scientist, from data to hand-over."],
    )
    constraints: list[Text] = Field(
        [], description="What limited the work.", examples=[["Scores within a minute"]]
    )
    data: sections.Data | None = Field(
        None, description="What the work was made with.", examples=["7,043 customers, 20 columns."]
    )
    method: sections.Method = Field(
        description="How it was solved.", examples=["Gradient boosting with calibrated scores."]
    )
    glossary: dict[Line, Line] = Field(
        {},
        description="Terms that are explained wherever they stand in a text.",
        examples=[{"churn": "a customer's leaving"}],
    )
    evaluation: sections.Evaluation | None = Field(
        None,
        description="How it was judged.",
        examples=["Judged once, on 1,409 customers never seen."],
    )
    visuals: list[Visual] = Field(
        [],
        description="Pictures and tables, each with its source.",
        examples=[[{"figure": "churn.ipynb#precision-recall"}]],
    )
    results: sections.Results = Field(
        description="What came of it.",
        examples=[{"business": [{"name": "Leavers reached", "value": "62 %"}]}],
    )
    responsible_use: sections.ResponsibleUse | None = Field(
        None,
        description="What stays with people, limits and monitoring.",
        examples=["A person decides about every offer."],
    )
    challenges: list[Text] = Field(
        [], description="What was hard.", examples=[["A leak from billing data"]]
    )
    learnings: list[Text] = Field(
        [], description="What was learnt.", examples=[["Calibrate before you rank"]]
    )
    next_step: Text | None = Field(
        None, description="What should come next.", examples=["A test against a control group."]
    )
    proof: sections.Proof | None = Field(
        None,
        description="What a reader can check: code, notebooks, demo, run.",
        examples=[{"notebooks": ["churn.ipynb"]}],
    )
    testimonial: Testimonial | None = Field(
        None,
        description="What the client says.",
        examples=[
            {
                "quote": "The list was right from week one.",
                "name": "Ada Example",
                "permission": {"by": "Ada Example", "on": "2026-03-14"},
            }
        ],
    )
    service: Line | None = Field(
        None,
        description="The id of the service in profile.yml that this study shows.",
        examples=["predictive-modelling"],
    )
    related: list[Line] = Field(
        [], description="Slugs of studies to read next.", examples=[["rail-ridership"]]
    )
    silence: list[Silence] = Field(
        [],
        description="Rules of the linter that do not count in this study, and why.",
        examples=[[{"rule": "no-baseline", "reason": "The first of its kind."}]],
    )

    @model_validator(mode="after")
    def _few_key_figures(self) -> "CaseStudy":
        keys = [
            ("results", kind, index, "key")
            for kind in ("business", "technical")
            for index, metric in enumerate(getattr(self.results, kind))
            if metric.key
        ]
        if len(keys) > 4:
            repair = "keep `key: true` for the strongest"
            raise refuse("at most 4 key figures", repair, at=keys[4], found=f"{len(keys)}")
        return self
