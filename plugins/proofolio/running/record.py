"""What a notebook says of its last run, under `proofolio.run` in its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from proofolio.running.data import is_relative


@dataclass(frozen=True)
class RunRecord:
    """The run that the outputs come from.

    when          UTC, as in 2026-11-22T04:10:56Z
    seconds       from the start of the kernel to its end
    memory        peak of the kernel and its children in MB; None where it was not measured
    language      Python 3.11.7
    platform      Linux x86_64
    packages      name → version of what the code imported
    code, cells   the hash of all code, and of each code cell
    data          path from the notebook → hash; None where the file changed during the run
    requirements  the same for the requirements file
    """

    when: str
    seconds: float
    memory: int | None
    language: str
    platform: str
    packages: Mapping[str, str]
    code: str
    cells: tuple[str, ...] = field(repr=False)
    data: Mapping[str, str | None]
    requirements: Mapping[str, str | None]

    def as_metadata(self) -> dict[str, Any]:
        """Return it as it stands in the notebook."""
        return {**asdict(self), "cells": list(self.cells)}


def read_record(metadata: Mapping[str, Any]) -> RunRecord | None:
    """Return the record in a notebook's metadata; None without one that can be read."""
    own = metadata.get("proofolio")
    found = own.get("run") if isinstance(own, Mapping) else None
    match found:
        case {
            "when": str(when),
            "seconds": int() | float() as seconds,
            "memory": int() | None as memory,
            "language": str(language),
            "platform": str(platform),
            "packages": dict(packages),
            "code": str(code),
            "cells": list(cells),
            "data": dict(data),
            "requirements": dict(requirements),
        } if all(map(is_relative, [*data, *requirements])):
            return RunRecord(
                when, seconds, memory, language, platform,
                {str(name): str(version) for name, version in packages.items()},
                code, tuple(map(str, cells)), data, requirements,
            )  # fmt: skip
    return None
