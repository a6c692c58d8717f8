"""A note of what a build wrote, by which files of an earlier one are told."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from proofolio.guard import Record, record_build

# Clocks of file systems are coarse.
_SLACK = 1_000_000_000
_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


class Recorder:
    """Made before a build writes anything, asked once it has written all."""

    def __init__(self) -> None:
        self.files: Iterable[File] = ()
        self._since = time.time_ns() - _SLACK

    def record(self, config: MkDocsConfig, cache: Path) -> None:
        """Keep the names of the build's files; MkDocs does not know those of plugins and themes."""
        folder = Path(config.site_dir)
        names = {file.dest_uri for file in self.files if file.inclusion not in _LEFT_OUT}
        names |= {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and path.stat().st_mtime_ns >= self._since
        }
        record_build(cache, folder, Record(frozenset(names), self._since))
