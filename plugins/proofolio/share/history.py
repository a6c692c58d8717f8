"""When files were changed last, as the history of git has it: one call for all of them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.notebooks.store import mark_used, write_whole

_SECONDS = 30
_MARK = "\x01"


@dataclass(frozen=True)
class History:
    """Days of the last commits by path from `root`; none where there is no history to go by.

    In a `shallow` clone all files seem to be of its first commit.
    """

    root: Path = field(default_factory=Path)
    days: Mapping[str, str] = field(default_factory=dict)
    shallow: bool = False

    def last_day(self, paths: Iterable[Path]) -> str | None:
        """The last day on which one of these files, or of the files in these folders, changed."""
        found = [day for path in paths if self.days for day in self._days(path.resolve())]
        return max(found, default=None)

    def _days(self, path: Path) -> Iterable[str]:
        if not path.is_relative_to(self.root):
            return
        name = path.relative_to(self.root).as_posix()
        if name in self.days:
            yield self.days[name]
        yield from (day for one, day in self.days.items() if one.startswith(f"{name}/"))


def read_history(folders: Sequence[Path], cache: Path) -> History:
    """The history of these folders, kept by its last commit; an empty one without git."""
    state = _git(folders[0], "rev-parse", "--is-shallow-repository", "--show-toplevel", "HEAD")
    lines = (state or "").split("\n")
    if len(lines) < 3:
        return History()
    root = Path(lines[1])
    if lines[0] == "true":
        return History(root, shallow=True)
    inside = sorted(
        path.resolve().relative_to(root).as_posix()
        for path in folders
        if path.is_dir() and path.resolve().is_relative_to(root)
    )
    key = hashlib.sha256("\0".join([lines[2], *inside]).encode()).hexdigest()
    kept = cache / "history" / f"{key}.json"
    try:
        days = json.loads(kept.read_bytes())
        mark_used(kept)
    except (OSError, ValueError):
        days = _read_days(root, inside)
        write_whole(kept, json.dumps(days).encode())
    return History(root, days)


def _read_days(root: Path, folders: Sequence[str]) -> dict[str, str]:
    log = _git(
        root, "-c", "core.quotePath=false", "-c", "log.showSignature=false", "log",
        f"--format={_MARK}%cd", "--date=format-local:%Y-%m-%d", "--name-only", "--no-renames",
        "--", *folders,
    )  # fmt: skip
    days: dict[str, str] = {}
    for commit in (log or "").split(_MARK)[1:]:
        day, *names = commit.strip("\n").split("\n")
        for name in filter(None, names):
            days.setdefault(name, day)
    return days


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; nothing where it is not there, or has no repository."""
    # The day of a commit must not depend on where the site is built.
    known = {**os.environ, "TZ": "UTC", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 - wherever the author has it
            cwd=root,
            env=known,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
