"""Workflows that publish: permissions, environment, pins, history.

Source: docs.github.com, "Using custom workflows with GitHub Pages" and "Security hardening for
GitHub Actions".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Any

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Place, Sort
from proofolio.guard.repository import Repository
from proofolio.read import Document
from proofolio.read.document import Loc

_PUBLISHES = re.compile(r"actions/(?:deploy-pages|upload-pages-artifact)|gh-deploy")
_PINNED = re.compile(r"@[0-9a-f]{40}$|^\./|^docker://.*@sha256:")
_NEEDED = ("pages", "id-token")
_UPLOADED = "_site"

PERMISSION = Sort("workflow-permissions", "error", "`pages: write` and `id-token: write`")
ENVIRONMENT = Sort("workflow-environment", "error", "`environment: github-pages` of the job")
PIN = Sort("action-not-pinned", "warning", "an action that is pinned to a commit")
SHALLOW = Sort("shallow-clone", "warning", "`fetch-depth: 0`, for the dates of pages")
UPLOAD = Sort("workflow-folder", "error", "an upload of the folder that is built")
ADDRESS = Sort("workflow-address", "error", "SITE_URL, which the configuration reads")


def check_workflows(repository: Repository) -> Iterator[Finding]:
    """What stops a publication, or takes the dates out of it."""
    for document in repository.workflows:
        if _PUBLISHES.search(document.text):
            yield from _check(document, repository)


def _check(document: Document, repository: Repository) -> Iterator[Finding]:
    if "SITE_URL" in repository.text and "SITE_URL" not in document.text:
        repair = (
            "give the step that builds `env: {SITE_URL: "
            '"${{ steps.pages.outputs.base_url }}/"}`, after actions/configure-pages'
        )
        yield ADDRESS.at(Place(document.name), "none", repair)
    jobs = _mapping(document.data.get("jobs"))
    for name, job in jobs.items():
        if not isinstance(job, Mapping):
            continue
        loc: Loc = ("jobs", name)
        steps = [step for step in job.get("steps") or () if isinstance(step, Mapping)]
        uses = {index: str(step.get("uses") or "") for index, step in enumerate(steps)}
        if any("actions/deploy-pages" in action for action in uses.values()):
            yield from _deployment(document, loc, job)
        yield from _pins(document, loc, uses)
        if any(_PUBLISHES.search(str(step)) for step in steps):
            yield from _depth(document, loc, steps, uses)
            yield from _upload(document, loc, steps, uses, repository.folder)


def _deployment(document: Document, loc: Loc, job: Mapping[str, Any]) -> Iterator[Finding]:
    given = job.get("permissions", document.data.get("permissions"))
    allowed = _mapping(given)
    lacking = [name for name in _NEEDED if allowed.get(name) != "write"]
    if lacking and given != "write-all":
        write = " and ".join(f"`{name}: write`" for name in lacking)
        repair = f"add {write} below `permissions:` of the job"
        yield PERMISSION.at(_place(document, (*loc, "permissions")), f"{write} missing", repair)
    named = job.get("environment")
    if (named.get("name") if isinstance(named, Mapping) else named) != "github-pages":
        repair = "add `environment: {name: github-pages}` to the job"
        found = f'"{named}"' if named else "none"
        yield ENVIRONMENT.at(_place(document, (*loc, "environment")), found, repair)


def _pins(document: Document, loc: Loc, uses: Mapping[int, str]) -> Iterator[Finding]:
    for index, action in uses.items():
        if action and not _PINNED.search(action):
            repair = "write the commit of that release after the @, and the release as a comment"
            place = _place(document, (*loc, "steps", index, "uses"))
            yield PIN.at(place, f'"{action}"', repair)


def _depth(
    document: Document, loc: Loc, steps: list[Mapping[str, Any]], uses: Mapping[int, str]
) -> Iterator[Finding]:
    for index, action in uses.items():
        depth = _mapping(steps[index].get("with")).get("fetch-depth")
        if action.startswith("actions/checkout@") and str(depth) != "0":
            repair = "add `fetch-depth: 0` below `with:` of this step"
            found = "the last commit alone" if depth is None else f"{depth}"
            yield SHALLOW.at(_place(document, (*loc, "steps", index, "uses")), found, repair)


def _upload(
    document: Document,
    loc: Loc,
    steps: list[Mapping[str, Any]],
    uses: Mapping[int, str],
    folder: str,
) -> Iterator[Finding]:
    for index, action in uses.items():
        if not folder or not action.startswith("actions/upload-pages-artifact@"):
            continue
        given = _mapping(steps[index].get("with")).get("path")
        path = normpath(str(given or _UPLOADED).removeprefix("${{ github.workspace }}/"))
        built_there = re.search(rf"(?:-d|--site-dir)[ =]\S*{re.escape(path)}\b", document.text)
        if path != folder and "${{" not in path and not built_there:
            found = f'"{given}"' if given else f'"{_UPLOADED}", which is its default'
            place = _place(document, (*loc, "steps", index, "uses"))
            yield UPLOAD.at(place, found, f"write `path: {folder}` below `with:` of this step")


def _place(document: Document, loc: Loc) -> Place:
    mark = document.mark(loc)
    return Place(document.name, mark.line, mark.column)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
