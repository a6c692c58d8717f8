"""What is said of permissions that are over or missing, and what may not show all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.cli.table import write_permissions
from proofolio.hosts.mkdocs.check import Result, check_site
from tests.conftest import SMALLEST

WriteSite = Callable[[Mapping[str, Any]], Path]
CASES = Path(__file__).parent / "cases"
RULES = ("permission-expired", "permission-missing")


def config_of(options: str) -> str:
    return (
        f"site_name: A\ndocs_dir: content\ntheme: mkdocs\nplugins: [proofolio/studies: {options}]\n"
    )


def told(result: Result) -> str:
    """Problems, what the rules on permissions find or say, and the ledger."""
    lines = [*map(str, result.problems)]
    lines += [f"{one.severity}: {one}" for one in result.findings if one.code in RULES]
    lines += [write_permissions(result.permissions)]
    return "".join(f"{line}\n" for line in lines if line)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_it_is_told_in_these_words(
    path: Path,
    write_site: WriteSite,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    added = case.pop("added")
    options = case.get("options", "{permissions: leave-out}")
    files = {"mkdocs.yml": config_of(options), **case.get("files", {})}
    base = SMALLEST
    if "\nresults:" in f"\n{added}":
        base = base.replace("results: Six of ten leavers are on the list.\n", "")

    said = told(check_site(write_site({"study": base + added, "files": files}), case["today"]))

    if pytestconfig.getoption("rewrite"):
        before = path.read_text(encoding="utf-8").partition("\nexpected:")[0]
        lines = "".join(f"  {line}\n" for line in said.splitlines())
        path.write_text(f"{before}\nexpected: |\n{lines}", encoding="utf-8")
    assert said == case["expected"]
