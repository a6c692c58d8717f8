"""`proofolio run`: which notebooks are meant, what is said, and the exit status."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from proofolio.cli import main
from proofolio.cli.progress import Progress
from proofolio.running import RunError
from proofolio.running.error import NotebookFailed
from proofolio.running.find import find_notebooks
from proofolio.running.outcome import CellStarted, Failed, Started
from tests.conftest import WriteSite
from tests.running.conftest import WriteNotebook, mark_as_run

STUDIES = {
    "churn/study.yml": "title: A\n",
    "churn/model.ipynb": "",
    "churn/more/eda.ipynb": "",
    "churn/.ipynb_checkpoints/model.ipynb": "",
    "rail/study.yml": "title: B\nslug: rail-ridership\n",
    "rail/rail.ipynb": "",
    "_draft/study.yml": "title: C\n",
    "_draft/draft.ipynb": "",
    "notes/notes.ipynb": "",
}


@pytest.fixture
def studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in STUDIES.items():
        path = tmp_path / "case_studies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path / "case_studies")
    return tmp_path / "case_studies"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], ["churn/model.ipynb", "churn/more/eda.ipynb", "rail/rail.ipynb"]),
        (["churn"], ["churn/model.ipynb", "churn/more/eda.ipynb"]),
        (["rail-ridership"], ["rail/rail.ipynb"]),
        (["churn/model.ipynb", "churn"], ["churn/model.ipynb", "churn/more/eda.ipynb"]),
        (["notes"], ["notes/notes.ipynb"]),
        (["_draft/draft.ipynb"], ["_draft/draft.ipynb"]),
    ],
)
def test_words_name_notebooks(names: list[str], found: list[str], studies: Path) -> None:
    paths = [path.resolve() for path in find_notebooks(names, studies)]

    assert [path.relative_to(studies).as_posix() for path in paths] == found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("curn", "expected a study or a notebook, found curn; studies: churn, rail"),
        ("lost.ipynb", "expected a notebook, found no file lost.ipynb; mend the path"),
    ],
)
def test_a_word_that_names_nothing_is_an_error(name: str, words: str, studies: Path) -> None:
    with pytest.raises(RunError) as caught:
        find_notebooks([name], studies)

    assert str(caught.value) == words


def test_only_what_is_stale_runs_and_a_failure_ends_with_status_1(
    write_site: WriteSite, write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    config = write_site({})
    folder = "case_studies/churn"
    fresh, stale, new = (
        write_notebook(f"{folder}/{name}.ipynb", "x = 1", "raise ValueError('no rows')")
        for name in ("fresh", "stale", "new")
    )
    for path in (fresh, stale):
        mark_as_run(path)
    stale.write_text(stale.read_text().replace("x = 1", "x = 2"))
    before = {path: path.read_bytes() for path in (fresh, stale, new)}

    result = CliRunner().invoke(main, ["run", "--config-file", str(config), "--stale"])

    lines = result.stdout.splitlines()
    place = f"{tmp_path.as_posix()}/{folder}"
    assert lines[:2] == [
        f"stale   {place}/new.ipynb: no record of a run",
        f"stale   {place}/stale.ipynb: the code of cell 1 changed after it ran",
    ]
    assert f"failed  {place}/new.ipynb: cell 2: ValueError: no rows" in lines
    assert "ValueError: no rows" in lines
    assert "\x1b" not in result.stdout
    assert lines[-1] == "0 notebooks run, 2 failed, 1 fresh"
    assert result.exit_code == 1
    assert {path: path.read_bytes() for path in before} == before


def test_nothing_stale_is_said_and_starts_no_kernel(write_notebook: WriteNotebook) -> None:
    path = write_notebook("model.ipynb", "x = 1")
    mark_as_run(path)

    result = CliRunner().invoke(main, ["run", "--stale", str(path)])

    assert (result.exit_code, result.stdout) == (0, "nothing to run: 1 notebook fresh\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lost.ipynb"], "Error: expected a notebook, found no file lost.ipynb"),
        (["churn", "-f", "lost.yml"], "Error: Config file 'lost.yml' does not exist"),
        (["--jobs", "2", "--dask", "tcp://a:1"], "exclude each other"),
        (["--jobs", "0"], "--jobs"),
        (["--timeout", "0"], "--timeout"),
    ],
)
def test_what_cannot_run_is_said_in_one_line(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, ["run", *arguments])

    assert result.exit_code in (1, 2)
    assert words in result.stderr


def test_an_extra_that_is_not_installed_is_named(
    write_notebook: WriteNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_notebook("model.ipynb", "x = 1")
    for name in [name for name in sys.modules if name.startswith("proofolio.running.")]:
        if name.split(".")[-1] in {"local", "execute", "kernel"}:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nbclient", None)

    result = CliRunner().invoke(main, ["run", str(path)])

    expected = "Error: running needs nbclient: python -m pip install 'proofolio[run]'\n"
    assert (result.exit_code, result.stderr) == (1, expected)


def test_a_terminal_shows_how_far_each_notebook_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.chdir(tmp_path)
    one, two = tmp_path / "one.ipynb", tmp_path / "two.ipynb"

    with Progress() as progress:
        for event in (Started(one), Started(two), CellStarted(one, 3, 12)):
            progress(event)
        progress(Failed(one, NotebookFailed("E: no", 4, "\x1b[31mred\x1b[0m")))

    said = terminal.getvalue()
    assert "one.ipynb cell 3/12 · two.ipynb start" in said
    assert "failed  one.ipynb: cell 4: E: no\n\x1b[31mred\x1b[0m\n" in said
    assert progress.failed == 1
