"""The person behind a site, and what they offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proofolio.share.site import SharedSite
from proofolio.share.structured.ids import Ids, describe_image, reference
from proofolio.studies.profile import Certification, Profile, Service


def name_person(site: SharedSite) -> dict[str, Any]:
    """Who it is, for pages that are about something else."""
    person = {"@type": "Person", "@id": Ids(site).person, "name": site.author}
    return {**person, "url": site.url}


def describe_person(site: SharedSite, profile: Profile) -> dict[str, Any]:
    """All that the profile says of the person."""
    positions = [one.title for one in profile.experience if not one.period.end]
    return {
        **name_person(site),
        "description": profile.headline,
        "image": _portrait(site),
        "jobTitle": positions[0] if positions else None,
        "email": profile.email,
        "address": profile.location,
        "knowsAbout": [skill.name for skill in profile.skills],
        "knowsLanguage": [
            {"@type": "Language", "name": language.name} for language in profile.languages
        ],
        "alumniOf": [
            {"@type": "EducationalOrganization", "name": one.institution}
            for one in profile.education
        ],
        "hasCredential": [_credential(one) for one in profile.certifications],
        "sameAs": [link.url for link in profile.links],
    }


def _portrait(site: SharedSite) -> dict[str, Any] | None:
    photo = site.profile_view and site.profile_view.photo
    return describe_image(site, photo.uri, photo.alt) if photo else None


def _credential(certification: Certification) -> dict[str, Any]:
    return {
        "@type": "EducationalOccupationalCredential",
        "name": certification.name,
        "url": certification.url,
        "recognizedBy": {"@type": "Organization", "name": certification.issuer},
    }


def describe_services(site: SharedSite, profile: Profile) -> Iterator[dict[str, Any]]:
    """What clients can buy."""
    ids = Ids(site)
    for service in profile.services:
        yield {
            **name_service(ids, service),
            "description": service.summary,
            "provider": reference(ids.person),
            "audience": service.audience
            and {"@type": "Audience", "audienceType": service.audience},
            "offers": [
                {"@type": "Offer", "description": engagement.price}
                for engagement in service.engagements
                if engagement.price
            ],
        }


def name_service(ids: Ids, service: Service) -> dict[str, Any]:
    """A service, for pages that are about something else."""
    id_ = ids.service(service.id)
    return {"@type": "Service", "@id": id_, "name": service.title, "url": id_}
