"""Files of an earlier build that are still in the folder.

A build records what it wrote, with what tells that folder from others. Where there is no record,
pages that the sitemap does not name are looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Sort
from proofolio.guard.site import BuiltSite, find_locations
from proofolio.notebooks.store import write_whole

_SHOWN = 10
_REPAIR = "delete it, or the whole folder, and build without --dirty"

LEFT = Sort("left-behind", "error", "only files of the last build")
UNKNOWN = Sort("not-in-sitemap", "warning", "pages that sitemap.xml names")


@dataclass(frozen=True)
class Record:
    """What a build wrote into a folder, and when it began, in nanoseconds since 1970."""

    names: frozenset[str]
    since: int


def record_build(cache: Path, folder: Path, record: Record) -> None:
    """Write down which files a build has made."""
    data = {"mark": _mark(folder), "since": record.since, "files": sorted(record.names)}
    write_whole(_path(cache, folder), json.dumps(data).encode())


def read_record(cache: Path, folder: Path) -> Record | None:
    """What the last build of a folder wrote; nothing where that is not known."""
    try:
        data = json.loads(_path(cache, folder).read_bytes())
        known = data["mark"] == _mark(folder)
        return Record(frozenset(data["files"]), int(data["since"])) if known else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_leftovers(site: BuiltSite, record: Record | None) -> Iterator[Finding]:
    """What a build would not make today; what was put there after it has its reasons."""
    if record is not None:
        left = [
            name
            for name in site.files
            if name not in record.names
            and not name.startswith(".")
            and (site.folder / name).stat().st_mtime_ns < record.since
        ]
        for name in left[:_SHOWN]:
            yield LEFT.at(site.place(name), "a file of an earlier one", _REPAIR)
        if more := left[_SHOWN:]:
            yield LEFT.at(site.place(more[0]), f"{len(more)} more of an earlier one", _REPAIR)
        return
    locations = find_locations(site.read("sitemap.xml"))
    named = {location.removesuffix("index.html") for location in locations}
    if not site.url or not named:
        return
    for name, page in site.pages.items():
        address = urljoin(site.url, name.removesuffix("index.html"))
        if name != "404.html" and not page.is_hidden and address not in named:
            repair = "delete the folder and build again, if no page of today makes it"
            yield UNKNOWN.at(site.place(name), "one that it does not", repair)


def _path(cache: Path, folder: Path) -> Path:
    name = hashlib.sha256(folder.resolve().as_posix().encode()).hexdigest()[:16]
    return cache / "built" / f"{name}.json"


def _mark(folder: Path) -> str:
    """What changes when another build has written the folder."""
    digest = hashlib.sha256()
    for name in ("index.html", "sitemap.xml"):
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
