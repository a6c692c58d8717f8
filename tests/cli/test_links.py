"""`proofolio links`: the addresses of what is unlisted, and the key that they are made with."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proofolio.cli import main
from tests.conftest import WriteSite

Run = Callable[..., Result]
SITE = "site_name: A\nsite_url: https://name.example/work\ndocs_dir: content\ntheme: mkdocs\n"
UNLISTED = {
    "added": "visibility: unlisted\nproof: {notebooks: [a.ipynb]}\n",
    "files": {
        "mkdocs.yml": f"{SITE}plugins: [proofolio/notebooks, proofolio/studies]\n",
        "case_studies/churn/a.ipynb": {"notebook": [{"label": "a"}]},
    },
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the site of the test, without a key in the environment."""
    monkeypatch.delenv("PROOFOLIO_KEY", raising=False)

    def run_links(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["links", "-f", str(tmp_path / "mkdocs.yml"), *arguments])

    return run_links


def test_a_key_is_made_once_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("site/", encoding="utf-8")

    assert run("--new-key").exit_code == 0
    path = tmp_path / ".proofolio-key"
    key = path.read_text("ascii")
    again = run("--new-key")

    assert len(key.strip()) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / ".gitignore").read_text("utf-8") == "site/\n.proofolio-key\n"
    assert again.exit_code == 1
    assert "every address would change" in again.stderr
    assert path.read_text("ascii") == key


def test_addresses_are_whole_and_those_of_a_build(
    run: Run, write_site: WriteSite, tmp_path: Path
) -> None:
    write_site(UNLISTED)
    run("--new-key")

    told, as_json = run(), json.loads(run("--format", "json").stdout)

    address = r"https://name\.example/work/p/[a-z2-7]{26}/"
    assert re.fullmatch(
        rf"study: Whom to call\n  {address}\nnotebook: a\n  {address}notebooks/a/\n", told.stdout
    )
    assert [page["address"] for page in as_json] == re.findall(r"https://.*", told.stdout)
    check = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert "1 study, 1 unlisted, nothing to mend" in check.stdout


def test_without_a_key_it_says_what_to_do(run: Run, write_site: WriteSite) -> None:
    write_site(UNLISTED)

    result = run()

    assert (result.exit_code, result.stdout) == (1, "")
    assert "proofolio links --new-key" in result.stderr


def test_a_site_without_any_says_so(run: Run, write_site: WriteSite) -> None:
    write_site({})

    assert run().stdout == "nothing is unlisted\n"
    assert run("--format", "json").stdout == "[]\n"
