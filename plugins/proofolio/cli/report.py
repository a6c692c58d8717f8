"""The result of a check as text, as JSON, and as annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from proofolio.cli.table import write_claims, write_permissions

if TYPE_CHECKING:
    from proofolio.hosts.mkdocs.check import Result


@dataclass(frozen=True, slots=True)
class Told:
    """What goes to the output and, aside, to the error output; and whether the check failed."""

    text: str
    failed: bool
    aside: str = ""


def as_text(result: Result, folder: Path) -> Told:
    """Problems, findings, the tables of claims and permissions; the sum is the last line."""
    lines = [*map(str, result.problems)]
    lines += [_with_severity(str(finding), finding.severity) for finding in result.findings]
    blocks = [
        "\n".join(lines),
        write_claims(result.claims),
        write_permissions(result.permissions),
        "" if _failed(result) else _sum(result),
    ]
    text = "\n\n".join(filter(None, blocks))
    return Told(f"{text}\n" if text else "", _failed(result), _aside(result))


def as_json(result: Result, folder: Path) -> Told:
    """An object with problems, findings, claims and permissions; its keys stay as they are."""
    findings = [
        {**asdict(finding.problem), "code": finding.code, "severity": finding.severity,
         "at": finding.at}
        for finding in result.findings
    ]  # fmt: skip
    found = {
        "problems": [asdict(problem) for problem in result.problems],
        "findings": findings,
        "claims": [asdict(claim) for claim in result.claims],
        "permissions": [asdict(entry) for entry in result.permissions],
    }
    return Told(json.dumps(found, indent=2, ensure_ascii=False) + "\n", _failed(result))


def as_github(result: Result, folder: Path) -> Told:
    """A line for each; paths start from the working directory, which is the repository there."""
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    lines = [("error", "proofolio", problem) for problem in result.problems]
    lines += [
        (levels[finding.severity], finding.code, finding.problem) for finding in result.findings
    ]
    text = "".join(
        f"::{level} {_properties(folder, one.path, one.line, one.column, title)}::"
        f"{_escape(f'expected {one.expected}, found {one.found}; {one.repair}')}\n"
        for level, title, one in lines
    )
    return Told(text, _failed(result), _aside(result))


def _properties(folder: Path, path: str, line: int, column: int, title: str) -> str:
    values = {"file": (folder / path).as_posix(), "line": line, "col": column, "title": title}
    return ",".join(
        f"{key}={_escape(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in values.items()
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _with_severity(finding: str, severity: str) -> str:
    return finding.replace(": expected ", f": {severity}: expected ", 1)


def _failed(result: Result) -> bool:
    return bool(result.problems) or any(one.severity == "error" for one in result.findings)


def _aside(result: Result) -> str:
    return f"\n{_sum(result)}" if _failed(result) else ""


def _sum(result: Result) -> str:
    studies = _count(result.studies, "study", "studies")
    errors = [one for one in result.findings if one.severity == "error"]
    if wrong := len(result.problems) + len(errors):
        # A study that cannot be read is none yet.
        return f"{wrong} to mend in {studies}" if result.studies else f"{wrong} to mend"
    return ", ".join([studies, "nothing to mend", *_counts(result)])


def _counts(result: Result) -> Iterator[str]:
    for severity, one, many in (("warning", "warning", "warnings"), ("info", "note", "notes")):
        if number := sum(finding.severity == severity for finding in result.findings):
            yield _count(number, one, many)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


FORMATS: Mapping[str, Callable[[Result, Path], Told]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github}
)
