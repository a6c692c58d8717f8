"""Files as Pages takes them: names, sizes, and what it leaves out without a word.

Source: docs.github.com, "GitHub Pages limits" and "About large files on GitHub"; the README of
actions/upload-pages-artifact (hidden files).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Sort
from proofolio.guard.repository import Repository
from proofolio.guard.site import BuiltSite

_MB = 1_000_000
# What puts a site on a branch, and a file .nojekyll with it.
_WRITES_IT = re.compile(r"gh-deploy|peaceiris/actions-gh-pages|github-pages-deploy-action", re.I)
MOST_OF_A_FILE, MUCH_OF_A_FILE = 100 * _MB, 25 * _MB
MOST_OF_A_SITE, MUCH_OF_A_SITE = 1_000 * _MB, 500 * _MB

HOME = Sort("no-home", "error", "a file index.html at the top of the site")
LOST = Sort("no-404", "warning", "a file 404.html at the top of the site")
TWINS = Sort("names-by-case", "error", "names that differ in more than upper and lower case")
FILE = Sort("file-too-large", "error", "files of at most 100 MB")
HEAVY = Sort("file-large", "warning", "files below 25 MB")
SITE = Sort("site-too-large", "error", "a site of at most 1 GB")
BULKY = Sort("site-large", "warning", "a site below 500 MB")
JEKYLL = Sort("no-nojekyll", "error", "a file .nojekyll beside names that begin with _")
HIDDEN = Sort("hidden-files", "warning", "an upload with the files whose names begin with a dot")


def check_files(site: BuiltSite, repository: Repository) -> Iterator[Finding]:
    """What Pages refuses, drops or shows to nobody."""
    if "index.html" not in site.files:
        yield HOME.at(site.place(""), "none", "build the site, or name the folder that has it")
    elif "404.html" not in site.files:
        yield LOST.at(site.place(""), "none", "use a theme that has one, such as material")
    yield from _twins(site)
    yield from _sizes(site, repository.deploys_by_actions)
    yield from _left_out(site, repository)


def _twins(site: BuiltSite) -> Iterator[Finding]:
    names = defaultdict(list)
    for name in site.files:
        names[name.lower()].append(name)
    for first, *others in names.values():
        if others:
            repair = "rename one: computers of readers and authors keep only one of them"
            yield TWINS.at(site.place(first), f'"{others[0]}" beside it', repair)


def _sizes(site: BuiltSite, by_actions: bool) -> Iterator[Finding]:
    for name, size in site.files.items():
        if size >= MUCH_OF_A_FILE:
            # It is git that takes none, and a workflow hands the site over without it.
            is_refused = size > MOST_OF_A_FILE and not by_actions
            sort = FILE if is_refused else HEAVY
            repair = "make it smaller, or link to it where it lies, such as a release"
            yield sort.at(site.place(name), f"{size / _MB:,.0f} MB", repair)
    total = sum(site.files.values())
    if total > MUCH_OF_A_SITE:
        sort = SITE if total > MOST_OF_A_SITE else BULKY
        largest = sorted(site.files, key=lambda name: -site.files[name])[:3]
        yield sort.at(site.place(""), f"{total / _MB:,.0f} MB", f"begin with {', '.join(largest)}")


def _left_out(site: BuiltSite, repository: Repository) -> Iterator[Finding]:
    if repository.deploys_by_actions:
        hidden = [name for name in site.files if _begins(name, ".") and name != ".nojekyll"]
        told = any("include-hidden-files" in one.text for one in repository.workflows)
        if hidden and not told:
            repair = "add `include-hidden-files: true` below `with:` of upload-pages-artifact"
            yield HIDDEN.at(site.place(hidden[0]), f"{len(hidden)} left out", repair)
        return
    told = any(_WRITES_IT.search(one.text) for one in repository.workflows)
    if told or ".nojekyll" in site.files:
        return
    for name in site.files:
        if _begins(name, "_"):
            repair = f"`touch {site.name}/.nojekyll` after the build, or publish by GitHub Actions"
            yield JEKYLL.at(site.place(name), "a file that Jekyll leaves out", repair)
            return


def _begins(name: str, sign: str) -> bool:
    return any(part.startswith(sign) for part in name.split("/"))
