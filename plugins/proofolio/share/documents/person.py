"""A profile → what documents show of a person: about, services, the résumé."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from proofolio.share.documents.address import whole_address
from proofolio.share.documents.content import Node, read_blocks
from proofolio.share.documents.study import sign
from proofolio.share.site import SharedSite
from proofolio.words import write_date


class PersonWriter:
    """Writes what the documents of a site show of the person behind it."""

    def __init__(self, site: SharedSite, words: Mapping[str, Any]) -> None:
        self._site, self._words = site, words
        self._profile: SimpleNamespace | None = site.profile_view
        self._address = whole_address(site, "")

    @property
    def has_resume(self) -> bool:
        """Whether there is what a résumé consists of."""
        person = self._profile
        return bool(person and (person.experience or person.education or person.certifications))

    @property
    def photo_alt(self) -> str:
        """What the portrait shows."""
        photo = self._site.profile.photo if self._site.profile else None
        return photo.alt if photo else ""

    def by(self) -> dict[str, str]:
        """Who signs each document."""
        person = self._profile
        if not person:
            name = self._site.author or self._site.name
            return {"name": name, "headline": "", "email": "", "booking": ""}
        return {
            "name": person.name,
            "headline": person.headline,
            "email": person.email or "",
            "booking": str(person.booking or ""),
        }

    def about(self) -> dict[str, Any] | None:
        """The person in the portfolio."""
        person = self._profile
        if not person:
            return None
        return {
            "name": person.name,
            "headline": person.headline,
            "niche": self._blocks(person.niche),
            "about": self._blocks(person.about),
            "facts": [*self._facts(person)],
            "skills": self._skills(person),
            "testimonials": [
                {"blocks": self._blocks(said.quote), "by": sign(said)}
                for said in person.testimonials
            ],
        }

    def services(self) -> list[dict[str, Any]]:
        """What clients can buy."""
        words = self._words
        return [
            {
                "title": one.title,
                "summary": one.summary,
                "text": self._blocks(one.text),
                "facts": [
                    [label, text]
                    for label, text in (
                        (words["for_whom"], one.audience or ""),
                        (words["steps"], " → ".join(one.steps)),
                    )
                    if text
                ],
                "deliverables": {
                    "label": words["deliverables"],
                    "items": [self._blocks(item) for item in one.deliverables],
                },
                "engagements": [
                    {
                        "name": " · ".join(
                            filter(None, (words["engagements"][way.model], way.price))
                        ),
                        "text": self._blocks(way.text),
                    }
                    for way in one.engagements
                ],
            }
            for one in (self._profile.services if self._profile else ())
        ]

    def resume(self) -> dict[str, Any]:
        """The résumé, with the studies as projects."""
        person = self._profile
        assert person  # noqa: S101 - `has_resume` says so
        return {
            "name": person.name,
            "headline": person.headline,
            "contact": [*self._contact(person)],
            "summary": self._blocks(person.niche or person.about),
            "skills": self._skills(person),
            "experience": [
                self._entry(one.title, one.organisation, one.period, one.text)
                for one in person.experience
            ],
            "projects": [*self._projects()],
            "education": [
                self._entry(one.degree, one.institution, one.period) for one in person.education
            ],
            "certifications": [
                {
                    "name": one.name, "where": one.issuer, "text": [], "url": str(one.url or ""),
                    "when": self._span(one.date, one.expires, open_end=False),
                }
                for one in person.certifications
            ],
            "languages": [
                f"{one.name} ({one.level})" if one.level else one.name for one in person.languages
            ],
        }  # fmt: skip

    def _blocks(self, text: Any) -> list[Node]:
        return read_blocks(text, self._address) if text else []

    def _skills(self, person: SimpleNamespace) -> list[dict[str, Any]]:
        return [
            {"name": one.name, "note": one.note or "", "tools": one.tools} for one in person.skills
        ]

    def _facts(self, person: SimpleNamespace) -> Iterator[list[str]]:
        words = self._words
        languages = [
            f"{one.name} ({one.level})" if one.level else one.name for one in person.languages
        ]
        available = person.availability.text if person.availability else ""
        for label, text in (
            (words["location"], person.location),
            (words["availability"], available),
            (words["reply_time"], person.reply_time),
            (words["time_zone"], person.time_zone),
            (words["languages"], ", ".join(languages)),
        ):
            if text:
                yield [label, text]

    def _contact(self, person: SimpleNamespace) -> Iterator[Node]:
        if person.location:
            yield person.location
        if person.email:
            yield {"t": "link", "url": f"mailto:{person.email}", "c": [person.email]}
        if home := self._address("/"):
            shown = home.partition("://")[2].rstrip("/")
            yield {"t": "link", "url": home, "c": [shown]}
        for link in person.links:
            yield {"t": "link", "url": str(link.url), "c": [link.label]}

    def _projects(self) -> Iterator[dict[str, Any]]:
        for slug, study in self._site.studies.items():
            case, page = study.study.case, self._site.find("study", slug)
            if page:
                date = write_date(case.date, self._words) if case.date else ""
                yield {
                    "name": case.title, "where": (case.client and case.client.shown) or "",
                    "when": date, "url": self._address(f"/{page.uri}"),
                    "text": [{"t": "p", "c": [case.headline or case.summary]}],
                }  # fmt: skip

    def _entry(self, name: str, where: str, period: Any, text: Any = None) -> dict[str, Any]:
        when = self._span(period.start, period.end, open_end=True)
        return {"name": name, "where": where, "when": when, "text": self._blocks(text), "url": ""}

    def _span(self, start: str, end: str | None, *, open_end: bool) -> str:
        began = write_date(start, self._words)
        if not end:
            return f"{began} – {self._words['present']}" if open_end else began
        return f"{began} – {write_date(end, self._words)}"
