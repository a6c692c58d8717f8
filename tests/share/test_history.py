import os
import subprocess
from pathlib import Path

import pytest

from proofolio.share.history import read_history


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits; the second changes one file of a study."""
    folder = tmp_path / "site"
    for name in ("content/about.md", "case_studies/churn/study.yml", "case_studies/churn/a b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("one")
    git(folder, "init", "-q")
    commit(folder, "2026-01-06T03:00:00+0500")
    (folder / "case_studies/churn/a b.txt").write_text("two")
    commit(folder, "2026-03-04T12:00:00+0000")
    return folder


def git(folder: Path, *arguments: str, **environment: str) -> None:
    who = {
        f"GIT_{role}_{key}": "a@b.c"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, env=os.environ | who | environment, check=True)


def commit(folder: Path, when: str) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)


def test_last_day_is_that_of_the_newest_file(repository: Path, tmp_path: Path) -> None:
    folders = [repository / "content", repository / "case_studies"]
    history = read_history(folders, tmp_path / "cache")
    # In UTC, wherever somebody committed.
    assert history.last_day([repository / "content/about.md"]) == "2026-01-05"
    assert history.last_day([repository / "case_studies/churn"]) == "2026-03-04"
    assert history.last_day([repository / "content/new.md"]) is None
    assert read_history(folders, tmp_path / "cache") == history


def test_a_shallow_clone_has_no_days(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    history = read_history([tmp_path / "clone/content"], tmp_path / "cache")
    assert history.shallow
    assert history.last_day([tmp_path / "clone/content/about.md"]) is None


def test_without_a_repository_there_are_no_days(tmp_path: Path) -> None:
    history = read_history([tmp_path], tmp_path / "cache")
    assert (history.shallow, history.days) == (False, {})
