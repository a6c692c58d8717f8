"""Whether the plugins have done their work, and stand where they can do it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Place, Seen, Sort, gather
from proofolio.guard.page import BuiltPage
from proofolio.guard.repository import Repository
from proofolio.guard.site import BuiltSite

_BLOCK = re.compile(r"proofolio:\s*[\w-]+\Z")
_SHARE = "proofolio/share"
# What makes pages, or says which of them are drafts.
_BEFORE = ("proofolio/studies", "proofolio/notebooks", "blog", "tags")
_SOURCES = ("profile.yml", "study.yml")
_BUILD = "build with `mkdocs build` or `properdocs build`"

UNFILLED = Sort("block-unfilled", "error", "a block that the plugin proofolio/studies has filled")
STRANGER = Sort("other-generator", "error", "MkDocs or ProperDocs, which run plugins")
NO_STUDIES = Sort("no-study-pages", "error", "pages of the studies")
SOURCE = Sort("source-published", "error", "no source of a study or profile among the files")
ORDER = Sort("plugin-order", "error", "proofolio/share after all that make pages")


def check_generator(site: BuiltSite, repository: Repository) -> Iterator[Finding]:
    """What tells that the plugins were not run: some generators ignore them without a word."""
    yield from gather(
        seen
        for page in site.pages.values()
        for seen in check_page(page, partial(site.place, page.name))
    )
    if repository.studies and site.pages and not any(one.is_ours for one in site.pages.values()):
        repair = f"name proofolio/studies among the plugins, and {_BUILD}"
        found = f"none, though there are {repository.studies} studies"
        yield NO_STUDIES.at(site.place("index.html"), found, repair)
    for name in site.files:
        if name.rpartition("/")[2] in _SOURCES:
            repair = f"delete it, since it may name what pages leave out, and {_BUILD}"
            yield SOURCE.at(site.place(name), f'"{name}"', repair)


def check_page(page: BuiltPage, place: Callable[[int, int], Place]) -> Iterator[Seen]:
    """What a single page tells; `place` makes one of line and column."""
    for line, column, text in page.comments:
        if _BLOCK.match(text):
            yield Seen(UNFILLED, place(line, column), f"<!-- {text} -->", _BUILD)
    generator = page.named.get("generator", "")
    if "zensical" in generator.lower():
        yield Seen(STRANGER, place(1, 1), f'"{generator}"', _BUILD)


def check_plugins(repository: Repository) -> Iterator[Finding]:
    """Plugins of one site see what those before them have made."""
    names = [name.removeprefix("material/") for name in repository.plugins]
    if _SHARE not in names:
        return
    late = [name for name in names[names.index(_SHARE) :] if name in _BEFORE]
    if late:
        place = repository.place(rf"(?<=- )[\"']?{_SHARE}")
        yield ORDER.at(place, f"{', '.join(late)} after it", "move `- proofolio/share` to the end")
