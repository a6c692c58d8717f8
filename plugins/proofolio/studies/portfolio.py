"""All studies and the profile together, and what must hold between them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies.confidential import HiddenName, find_names, hide
from proofolio.studies.problems import suggest, validate
from proofolio.studies.profile import Profile
from proofolio.studies.study import SLUG, CaseStudy

# What a link may lead to, and the repair of one that leads to an unlisted study.
LISTED = "a study that everybody may find"
TAKE_OUT = "take it out: the address is for those to whom you send it"


@dataclass(frozen=True)
class Study:
    """A case study with its address and the document that it was read from.

    `apart` is the folder of the site that an unlisted one has for itself; empty for all others.
    """

    slug: str
    case: CaseStudy
    document: Document
    apart: str = ""


@dataclass(frozen=True)
class Portfolio:
    """Studies in the order of the site, and the person behind them."""

    studies: tuple[Study, ...] = ()
    profile: Profile | None = None
    profile_document: Document | None = None
    withheld: tuple[HiddenName, ...] = ()

    def published(self) -> "Portfolio":
        """The portfolio without its drafts."""
        studies = tuple(study for study in self.studies if study.case.visibility != "draft")
        return replace(self, studies=studies)

    def listed(self) -> "Portfolio":
        """The portfolio without what is unlisted; names that are hidden there stay hidden."""
        studies = tuple(study for study in self.studies if study.case.visibility != "unlisted")
        return replace(self, studies=studies, withheld=self.hidden_names)

    @property
    def unlisted(self) -> tuple[Study, ...]:
        """The studies that are found by their addresses alone."""
        return tuple(study for study in self.studies if study.case.visibility == "unlisted")

    @property
    def hidden_names(self) -> tuple[HiddenName, ...]:
        """The names that aliases stand for, and what is withheld."""
        clients = (study.case.client for study in self.studies)
        aliased = (
            hide(client.name, client.alias)
            for client in clients
            if client and client.name and client.alias
        )
        return (*aliased, *self.withheld)

    @property
    def services(self) -> dict[str, str]:
        """Titles of the services by their ids."""
        return {
            service.id: service.title for service in (self.profile.services if self.profile else ())
        }


def make_study(
    document: Document, folder: str, *, comma: bool = False
) -> tuple[Study | None, list[Problem]]:
    """Make a study of its document; the folder's name is the slug unless the study has one."""
    case, problems = validate(CaseStudy, document, comma=comma)
    if case is None:
        return None, problems
    slug = case.slug or folder
    if not re.fullmatch(SLUG, slug):
        mark = document.mark(())
        expected = "a folder's name of small letters, digits and hyphens"
        repair = "rename the folder, or write the key `slug`"
        problem = Problem(document.name, mark.line, mark.column, expected, f'"{slug}"', repair)
        return None, [problem]
    return Study(slug, case, document), []


def make_portfolio(
    studies: Iterable[Study],
    profile_document: Document | None,
    *,
    broken: Collection[str] = (),
    profile_broken: bool = False,
) -> tuple[Portfolio, list[Problem]]:
    """Put studies and profile together.

    `broken` are the studies that could not be read: naming one of them is no mistake.
    """
    profile: Profile | None = None
    problems: list[Problem] = []
    if profile_document:
        profile, problems = validate(Profile, profile_document)
        profile_broken = profile is None
    good, clashes = _one_of_each_slug(studies)
    portfolio = Portfolio(tuple(sorted(good, key=_order)), profile, profile_document)
    problems += clashes
    if profile and profile_document:
        problems += _double_services(profile, profile_document)
        problems += _unknown_proofs(profile, profile_document, portfolio, broken)
    problems += find_published(portfolio, portfolio.hidden_names)
    for study in portfolio.studies:
        problems += _unknown_services(study, portfolio) if not profile_broken else []
        problems += _unknown_studies(study, portfolio, broken)
    return portfolio, problems


def _order(study: Study) -> tuple[float, list[int], str]:
    weight = study.case.weight
    newest_first = [*(-ord(character) for character in study.case.date or ""), 1]
    return (weight if weight is not None else float("inf"), newest_first, study.slug)


def _one_of_each_slug(studies: Iterable[Study]) -> tuple[list[Study], list[Problem]]:
    seen: dict[str, Study] = {}
    problems = []
    # Of two studies, the one that chose the slug is told, not the one whose folder has the name.
    for study in sorted(studies, key=lambda study: study.case.slug is not None):
        first = seen.setdefault(study.slug, study)
        if first is not study:
            repair = f"{first.document.name} has it already: give one of them another `slug`"
            loc = ("slug",) if study.case.slug else ()
            expected = "a slug that no other study has"
            problems.append(study.document.problem(loc, expected, repair, f'"{study.slug}"'))
    return list(seen.values()), problems


def _unknown_services(study: Study, portfolio: Portfolio) -> list[Problem]:
    services, service = portfolio.services, study.case.service
    if service is None or service in services:
        return []
    repair = suggest(service, services, "the services of profile.yml are")
    return [study.document.problem(("service",), "the id of a service", repair)]


def _unknown_studies(study: Study, portfolio: Portfolio, broken: Collection[str]) -> list[Problem]:
    slugs = {other.slug for other in portfolio.studies} - {study.slug}
    repairs = {
        ("related", index): suggest(slug, slugs, "the other studies are")
        for index, slug in enumerate(study.case.related)
        if slug not in slugs and slug not in broken
    }
    expected = "the slug of another study"
    return [
        *(study.document.problem(loc, expected, repair) for loc, repair in repairs.items()),
        *_unlisted_studies(study.document, portfolio, {
            ("related", index): slug for index, slug in enumerate(study.case.related)
        }),
    ]  # fmt: skip


def _unlisted_studies(
    document: Document, portfolio: Portfolio, named: Mapping[Loc, str]
) -> list[Problem]:
    """Links to what is unlisted: whoever follows one has the address."""
    unlisted = {study.slug for study in portfolio.unlisted}
    return [
        document.problem(loc, LISTED, TAKE_OUT, f'"{slug}", which is unlisted')
        for loc, slug in named.items()
        if slug in unlisted
    ]


def _unknown_proofs(
    profile: Profile, document: Document, portfolio: Portfolio, broken: Collection[str]
) -> list[Problem]:
    slugs = {study.slug for study in portfolio.studies}
    named: dict[Loc, str] = {
        ("skills", index, "studies", place): slug
        for index, skill in enumerate(profile.skills)
        for place, slug in enumerate(skill.studies)
    }
    expected = "the slug of a study"
    return [
        *(
            document.problem(loc, expected, suggest(slug, slugs, "the studies are"))
            for loc, slug in named.items()
            if slug not in slugs and slug not in broken
        ),
        *_unlisted_studies(document, portfolio, named),
    ]


def _double_services(profile: Profile, document: Document) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for index, service in enumerate(profile.services):
        if first.setdefault(service.id, index) != index:
            line = document.mark(("services", first[service.id], "id")).line
            repair = f"line {line} has it already: choose another"
            loc = ("services", index, "id")
            problems.append(document.problem(loc, "an id that no other service has", repair))
    return problems


def find_published(portfolio: Portfolio, names: Collection[HiddenName]) -> list[Problem]:
    """Hidden names wherever in the studies or the profile they stand."""
    problems = []
    for study in portfolio.studies if names else ():
        problems += find_names(study.case, study.document, names)
        for name in names:
            if not study.case.slug and name.find(study.slug):
                expected = f"a folder's name without {name.what}"
                repair = "rename the folder, or write the key `slug`"
                problems.append(study.document.problem((), expected, repair, f'"{study.slug}"'))
    if names and portfolio.profile and portfolio.profile_document:
        problems += find_names(portfolio.profile, portfolio.profile_document, names)
    return problems
