"""Every mistake of a site, in one run: what authors read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from proofolio.cli import main
from proofolio.hosts.mkdocs.check import check_site

WriteSite = Callable[[Mapping[str, Any]], Path]
ERRORS = Path(__file__).parent.parent / "cases" / "errors"


@pytest.mark.parametrize("path", sorted(ERRORS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_mistake_is_told_in_these_words(
    path: Path, write_site: WriteSite, pytestconfig: pytest.Config
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))

    result = check_site(write_site(case))

    said = "".join(f"{problem}\n" for problem in result.problems)
    if pytestconfig.getoption("rewrite"):
        rewrite(path, said)
    assert said == case["expected"]


def rewrite(path: Path, said: str) -> None:
    """Write what was said as the last key of the case."""
    before = path.read_text(encoding="utf-8").partition("\nexpected:")[0]
    lines = "".join(f"  {line}\n" for line in said.splitlines())
    path.write_text(f"{before}\nexpected: |\n{lines}", encoding="utf-8")


def test_a_broken_site_ends_with_status_1(write_site: WriteSite) -> None:
    config = write_site({"added": "team:\nsumary: A list.\n"})

    result = CliRunner().invoke(main, ["check", "--config-file", str(config)])

    assert result.exit_code == 1
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == [
        "case_studies/churn/study.yml:7:6:",
        "case_studies/churn/study.yml:8:1:",
    ]
    assert result.stderr == "\n2 to mend\n"


def test_a_good_site_ends_with_status_0(write_site: WriteSite) -> None:
    config = write_site({"added": "challenges: [A leak from billing.]\n"})

    result = CliRunner().invoke(main, ["check", "--config-file", str(config)])

    assert (result.exit_code, result.stdout) == (0, "1 study, nothing to mend\n")


@pytest.mark.parametrize("config", ["site_name: A\n", "site_name: [\n", None])
def test_what_is_no_site_of_ours_is_said_in_one_line(
    config: str | None, write_site: WriteSite
) -> None:
    path = write_site({"files": {"mkdocs.yml": config}})

    result = CliRunner().invoke(main, ["check", "--config-file", str(path)])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr
