"""The person behind the portfolio: content/profile.yml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from proofolio.studies.model import Model, Shorthand
from proofolio.studies.sections import Period
from proofolio.studies.silence import Silence
from proofolio.studies.study import Slug
from proofolio.studies.testimonial import Testimonial
from proofolio.studies.values import Date, Email, Image, Line, MostShown, Text, Url, check_order


class Language(Model):
    """A language that clients can be served in."""

    name: Line = Field(description="The language.", examples=["German"])
    level: Line | None = Field(None, description="How well.", examples=["native", "C1"])


class Link(Model):
    """An address elsewhere."""

    label: Line = Field(description="What stands on the link.", examples=["Code"])
    url: Url = Field(description="Where it leads.", examples=["https://example.org/me"])


class Skill(Model):
    """Something that the person does well, with the tools for it."""

    name: Line = Field(description="The skill.", examples=["Forecasting"])
    tools: list[Line] = Field([], description="With which tools.", examples=[["statsmodels"]])
    note: Line | None = Field(
        None, description="How deep it goes.", examples=["Daily work since 2018"]
    )
    studies: list[Line] = Field(
        [],
        description="Slugs of studies that show it, beside those whose techniques or technologies "
        "have its name or that of one of its tools.",
        examples=[["rail-ridership"]],
    )


class Certification(Model):
    """A certificate."""

    name: Line = Field(description="What was certified.", examples=["Cloud ML Engineer"])
    issuer: Line = Field(description="Who certified it.", examples=["Example Institute"])
    date: Date = Field(description="When it was issued.", examples=["2025-05"])
    expires: Date | None = Field(None, description="When it ends.", examples=["2027-05"])
    url: Url | None = Field(
        None, description="Where it can be verified.", examples=["https://example.org/cert"]
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Certification":
        check_order(self.date, self.expires, "date", "expires")
        return self


class Education(Model):
    """A degree or a course of study."""

    degree: Line = Field(description="What was earned.", examples=["MSc Statistics"])
    institution: Line = Field(description="Where.", examples=["Example University"])
    period: Period = Field(description="When.", examples=[{"start": "2012", "end": "2014"}])


class Position(Model):
    """A place of work."""

    title: Line = Field(description="The position.", examples=["Data scientist"])
    organisation: Line = Field(description="Where.", examples=["Example Ltd"])
    period: Period = Field(description="When.", examples=[{"start": "2018-02", "end": "2022-06"}])
    text: Text | None = Field(
        None, description="What was done there.", examples=["Forecasts for 40 shops."]
    )


class Engagement(Model):
    """A way to work together."""

    model: Literal["hourly", "project", "retainer", "value-based"] = Field(
        description="How it is paid.", examples=["project"]
    )
    price: Line | None = Field(None, description="What it costs.", examples=["from € 4,800"])
    text: Text | None = Field(
        None, description="What is included.", examples=["Four weeks, fixed price."]
    )


class Service(Model):
    """Something that clients can buy."""

    id: Slug = Field(
        description="Its name in study.yml and in links.", examples=["predictive-modelling"]
    )
    title: Line = Field(description="What it is called.", examples=["Predictive modelling"])
    summary: Line = Field(
        description="What the client gets, in a sentence.",
        examples=["A model that your team can act on, with proof that it works."],
    )
    audience: Line | None = Field(
        None, description="For whom it is.", examples=["Teams with data and no data scientist"]
    )
    text: Text | None = Field(
        None, description="More about it.", examples=["It begins with the decision to improve."]
    )
    deliverables: list[Text] = Field(
        [], description="What is handed over.", examples=[["A model card"]]
    )
    steps: list[Line] = Field(
        [], description="How it runs.", examples=[["Call", "Baseline", "Model", "Hand-over"]]
    )
    engagements: list[Engagement] = Field(
        [], description="Ways to work together.", examples=[[{"model": "project"}]]
    )


class Availability(Shorthand):
    """When the next project can begin."""

    text: Line = Field(
        description="Availability in words.", examples=["Two days a week from January"]
    )
    start: Date | None = Field(None, description="From when.", examples=["2027-01"])
    hours_per_week: Annotated[int, Field(strict=True, ge=1, le=80)] | None = Field(
        None, description="How many hours a week.", examples=[16]
    )


class Photo(Model):
    """A portrait, beside profile.yml."""

    image: Image = Field(
        description="The file, by its path from profile.yml.", examples=["assets/portrait.jpg"]
    )
    alt: Line = Field(description="What it shows.", examples=["Portrait of Sam"])


class Profile(Model):
    """Who offers the work: pages, cards and documents draw from it."""

    name: Line = Field(description="The name.", examples=["Sample Freelancer"])
    headline: Annotated[Line, MostShown(120)] = Field(
        description="What the person does, for whom, with which result; in a line.",
        examples=["Machine learning that earns its keep, with the numbers to prove it"],
    )
    niche: Text | None = Field(
        None,
        description="The niche, in a sentence or two.",
        examples=["Forecasts and rankings for service companies with 50 to 500 people."],
    )
    about: Text | None = Field(
        None, description="The person in brief.", examples=["A statistician who writes software."]
    )
    photo: Photo | None = Field(
        None,
        description="A portrait.",
        examples=[{"image": "assets/portrait.jpg", "alt": "Portrait of Sam"}],
    )
    location: Line | None = Field(None, description="Where.", examples=["Vienna, Austria"])
    time_zone: Line | None = Field(None, description="The time zone.", examples=["CET (UTC+1)"])
    availability: Availability | None = Field(
        None,
        description="When the next project can begin.",
        examples=["Two days a week from January"],
    )
    reply_time: Line | None = Field(
        None, description="How soon mails are answered.", examples=["within a working day"]
    )
    email: Email | None = Field(
        None, description="The mail address for clients.", examples=["sam@example.org"]
    )
    booking: Url | None = Field(
        None, description="Where a call can be booked.", examples=["https://example.org/book"]
    )
    form: Url | None = Field(
        None,
        description="Where a contact form sends what is typed in: a service for static sites that "
        "takes POST requests.",
        examples=["https://example.org/forms/1a2b"],
    )
    languages: list[Language] = Field(
        [], description="Languages for work.", examples=[[{"name": "German", "level": "native"}]]
    )
    links: list[Link] = Field(
        [],
        description="Profiles elsewhere.",
        examples=[[{"label": "Code", "url": "https://example.org/me"}]],
    )
    skills: list[Skill] = Field(
        [], description="What the person does well.", examples=[[{"name": "Forecasting"}]]
    )
    experience: list[Position] = Field(
        [],
        description="Places of work, the latest first.",
        examples=[
            [{"title": "Analyst", "organisation": "Example Ltd", "period": {"start": "2018"}}]
        ],
    )
    certifications: list[Certification] = Field(
        [],
        description="Certificates.",
        examples=[[{"name": "ML Engineer", "issuer": "Example Institute", "date": "2025-05"}]],
    )
    education: list[Education] = Field(
        [],
        description="Education.",
        examples=[
            [{"degree": "MSc", "institution": "Example University", "period": {"start": "2012"}}]
        ],
    )
    services: list[Service] = Field(
        [],
        description="What clients can buy.",
        examples=[[{"id": "review", "title": "Review", "summary": "A second pair of eyes."}]],
    )
    testimonials: list[Testimonial] = Field(
        [],
        description="What clients say, with permission.",
        examples=[
            [
                {
                    "quote": "Clear from day one.",
                    "name": "Ada Example",
                    "permission": {"by": "Ada Example", "on": "2026-03-14"},
                }
            ]
        ],
    )
    silence: list[Silence] = Field(
        [],
        description="Rules of the linter that do not count in this file, and why.",
        examples=[[{"rule": "superlative", "reason": "The words of a prize."}]],
    )
