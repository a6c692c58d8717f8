"""The result of a check as text, as JSON, and as annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from proofolio.cli.table import write_claims, write_permissions

if TYPE_CHECKING:
    from proofolio.errors import Problem
    from proofolio.evidence.lint import Finding
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
    found = {
        "problems": [asdict(problem) for problem in result.problems],
        "findings": [_as_values(finding) for finding in result.findings],
        "claims": [asdict(claim) for claim in result.claims],
        "permissions": [asdict(entry) for entry in result.permissions],
        "unlisted": result.unlisted,
    }
    return Told(json.dumps(found, indent=2, ensure_ascii=False) + "\n", _failed(result))


def as_github(result: Result, folder: Path) -> Told:
    """A line for each; paths start from the working directory, which is the repository there."""
    text = "".join(_annotation("error", "proofolio", one, folder) for one in result.problems)
    text += _annotations(result.findings, folder)
    return Told(text, _failed(result), _aside(result))


def findings_as_text(findings: Sequence[Finding], looked: str) -> Told:
    """A line for each, and the sum; `looked` says at what was looked."""
    lines = "".join(f"{_with_severity(str(one), one.severity)}\n" for one in findings)
    if errors := sum(one.severity == "error" for one in findings):
        return Told(lines, True, f"\n{errors} to mend in {looked}")
    told = ", ".join([looked, "nothing to mend", *_counts(findings)])
    return Told("\n".join(filter(None, [lines, f"{told}\n"])), False)


def findings_as_json(findings: Sequence[Finding], looked: str) -> Told:
    """An object with the findings, whose keys are those of a check."""
    found = {"findings": [_as_values(finding) for finding in findings]}
    failed = findings_as_text(findings, looked).failed
    return Told(json.dumps(found, indent=2, ensure_ascii=False) + "\n", failed)


def findings_as_github(findings: Sequence[Finding], looked: str) -> Told:
    """A line for each; paths start from the working directory already."""
    told = findings_as_text(findings, looked)
    return Told(_annotations(findings, Path()), told.failed, told.aside)


def _as_values(finding: Finding) -> dict[str, Any]:
    values = {"code": finding.code, "severity": finding.severity, "at": finding.at}
    return asdict(finding.problem) | values


def _annotations(findings: Iterable[Finding], folder: Path) -> str:
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    return "".join(
        _annotation(levels[one.severity], one.code, one.problem, folder) for one in findings
    )


def _annotation(level: str, title: str, one: Problem, folder: Path) -> str:
    said = _escape(f"expected {one.expected}, found {one.found}; {one.repair}")
    return f"::{level} {_properties(folder, one.path, one.line, one.column, title)}::{said}\n"


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
    unlisted = [f"{result.unlisted} unlisted"] if result.unlisted else []
    return ", ".join([studies, *unlisted, "nothing to mend", *_counts(result.findings)])


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    for severity, one, many in (("warning", "warning", "warnings"), ("info", "note", "notes")):
        if number := sum(finding.severity == severity for finding in findings):
            yield _count(number, one, many)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


FORMATS: Mapping[str, Callable[[Result, Path], Told]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github}
)
FINDING_FORMATS: Mapping[str, Callable[[Sequence[Finding], str], Told]] = MappingProxyType(
    {"text": findings_as_text, "json": findings_as_json, "github": findings_as_github}
)
