"""Rules on what others have allowed: names, logos and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.read.document import Loc
from proofolio.studies import FilePath, Permission, Visual, walk
from proofolio.studies.sections import Client

# "A telecom operator" is nobody's name.
_DESCRIPTION = re.compile(r"(?:an?|one|some|several|various)\s", re.IGNORECASE)
_NOBODY = {
    "confidential",
    "anonymous",
    "undisclosed",
    "internal",
    "none",
    "myself",
    "self",
    "own project",
    "side project",
    "personal project",
}
_LOGO = re.compile(r"(?<![a-z])logos?(?![a-z])", re.IGNORECASE)


def _find_missing(subject: Subject) -> Iterator[Hit]:
    study = subject.study
    client = study.client if study else None
    if client and not client.permission and is_named(client):
        yield subject.hit(
            ("client", "name") if ("client", "name") in subject.document.marks else ("client",),
            "a recorded permission to name the client",
            "add `permission: {by: …, on: …}` to `client`, or write an `alias`",
            f'"{client.name}" without one',
        )
    for loc, visual in subject.parts:
        if not isinstance(visual, Visual) or (client and client.permission):
            continue
        for place, logo in find_logos(visual):
            yield subject.hit(
                (*loc, *place),
                "a recorded permission to show the logo",
                "add `permission: {by: …, on: …}` to `client`, or leave the picture out",
                f'"{logo}" without one',
            )


def find_logos(visual: Visual) -> Iterator[tuple[Loc, FilePath]]:
    """The files of a visual whose paths say that they are a logo, with their places in it."""
    for loc, part in walk(visual):
        if isinstance(part, FilePath) and _LOGO.search(part.path):
            yield loc, part


def is_named(client: Client) -> bool:
    """Whether a client stands on the page by name, and not by a description or as nobody."""
    name = client.name or ""
    description = _DESCRIPTION.match(name) or name.lower() in _NOBODY
    return bool(name) and not client.alias and not description


def _find_expired(subject: Subject) -> Iterator[Hit]:
    for loc, value in subject.parts:
        if isinstance(value, Permission) and value.is_over(subject.today):
            yield subject.hit(
                (*loc, "until"),
                "a permission that still holds",
                "have it renewed, or take out what it was given for",
                f'"{value.until}", which is over',
            )


PERMISSION_MISSING = Rule(
    code="permission-missing",
    severity="warning",
    why="Naming a client who did not agree breaks most contracts, and the next client sees it.",
    limits="Looks at clients that are named without an alias, and at pictures with logo in their "
    "path. A client that begins with an article (A telecom operator) is no name. Testimonials "
    "need no rule: they are not accepted without a permission.",
    bad="client: Example Telecom",
    good="client: {name: Example Telecom, permission: {by: Head of retention, on: 2026-03-14}}",
    find=_find_missing,
)
PERMISSION_EXPIRED = Rule(
    code="permission-expired",
    severity="error",
    why="What was allowed until a day may not be published after it.",
    limits="Looks at all permissions with `until`, of clients, results and testimonials, in "
    "studies and profile. One until 2026-03 holds to the end of March.",
    bad="""\
testimonial:
  quote: The list was right from week one.
  name: Ada Example
  permission: {by: Ada Example, on: 2020-03-14, until: 2021-03}""",
    good="""\
testimonial:
  quote: The list was right from week one.
  name: Ada Example
  permission: {by: Ada Example, on: 2020-03-14}""",
    find=_find_expired,
)
