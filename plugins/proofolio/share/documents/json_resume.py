"""The profile and its studies as JSON Resume 1.0.0, which other tools read: jsonresume.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from proofolio.share.documents.address import is_published, whole_address
from proofolio.share.documents.content import plain, read_blocks
from proofolio.share.site import SharedSite


def write_json_resume(site: SharedSite, words: Mapping[str, Any]) -> str:
    """The résumé of a site with a profile; it has what pages show, and nothing else."""
    profile, view = site.profile, site.profile_view
    assert profile  # noqa: S101 - the caller saw to it
    resume = {
        "basics": {
            "name": profile.name,
            "label": profile.headline,
            "email": profile.email,
            "url": site.url if is_published(site) else None,
            "summary": _text(site, view.about or view.niche),
            "location": {"address": profile.location} if profile.location else None,
            "profiles": [
                {"network": link.label, "url": link.url}
                for link in profile.links
                if not link.url.startswith("mailto:")
            ],
        },
        "work": [
            {
                "name": one.organisation,
                "position": one.title,
                "startDate": one.period.start,
                "endDate": one.period.end,
                "summary": _text(site, seen.text),
            }
            for one, seen in zip(profile.experience, view.experience, strict=True)
        ],
        "education": [
            {
                "institution": one.institution,
                "area": one.degree,
                "startDate": one.period.start,
                "endDate": one.period.end,
            }
            for one in profile.education
        ],
        "certificates": [
            {"name": one.name, "issuer": one.issuer, "date": one.date, "url": one.url}
            for one in profile.certifications
        ],
        "skills": [
            {"name": one.name, "level": one.note, "keywords": one.tools} for one in profile.skills
        ],
        "languages": [
            {"language": one.name, "fluency": one.level} for one in profile.languages
        ],
        "references": [
            {"name": one.name, "reference": _text(site, seen.quote)}
            for one, seen in zip(profile.testimonials, view.testimonials, strict=True)
        ],
        "projects": [*_projects(site)],
        "meta": {"version": "v1.0.0"},
    }  # fmt: skip
    return json.dumps(_filled(resume), ensure_ascii=False, indent=2) + "\n"


def _projects(site: SharedSite) -> Iterator[dict[str, Any]]:
    address = whole_address(site, "")
    for slug, study in site.studies.items():
        if page := site.find("study", slug):
            case, results = study.study.case, study.study.case.results
            metrics = [metric for metric in results.metrics if metric.key and metric.value]
            yield {
                "name": case.title,
                "description": case.headline or case.summary,
                "highlights": [f"{metric.name}: {metric.value}" for metric in metrics],
                "keywords": [*case.techniques, *case.technologies],
                "startDate": case.period.start if case.period else None,
                "endDate": case.period.end if case.period else case.date,
                "url": address(f"/{page.uri}") or None,
                "entity": case.client.shown if case.client else None,
            }


def _text(site: SharedSite, html: Any) -> str | None:
    if not html:
        return None
    blocks = read_blocks(html, whole_address(site, ""))
    return "\n\n".join(filter(None, (plain(block) for block in blocks))) or None


def _filled(value: Any) -> Any:
    """Without what is empty: a key that is there has a value."""
    if isinstance(value, dict):
        kept = {name: _filled(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in (None, "", [], {})}
    return [_filled(item) for item in value] if isinstance(value, list) else value
