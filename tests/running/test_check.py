"""Whether a record still fits, and why not; nothing is executed here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.running import RunState, check_run, digest
from proofolio.running.digest import Digests
from tests.running.conftest import WriteNotebook, mark_as_run

CELLS = (
    "# The data",
    "#| label: load\n#| data: data/declared.csv\nimport nh3\nrows = 1",
    "# The model",
    "fit = rows + 1\nfit",
    "#| eval: false\nnever()",
)


@pytest.fixture
def model(write_notebook: WriteNotebook) -> Path:
    """A notebook that ran a moment ago, with data, a module of its own and requirements."""
    path = write_notebook("churn/model.ipynb", *CELLS)
    folder = path.parent
    (folder / "data" / "parts").mkdir(parents=True)
    for name in ("data/declared.csv", "data/churn.csv", "data/parts/1.csv", "features.py"):
        (folder / name).write_text("1\n")
    (folder / "requirements.txt").write_text("nh3\n")
    mark_as_run(path, opened=("data/churn.csv", "features.py"))
    return path


def edit(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        found = json.loads(path.read_bytes())
        change(found)
        path.write_text(json.dumps(found))

    return apply


def write(name: str, text: str) -> Callable[[Path], Any]:
    return lambda path: (path.parent / name).write_text(text)


def set_source(index: int, source: str | list[str]) -> Callable[[Path], None]:
    return edit(lambda found: found["cells"][index].update(source=source))


def clear(found: dict[str, Any]) -> None:
    for cell in found["cells"]:
        cell.update(outputs=[], execution_count=None)


def new_cell(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}


STALE = {
    "code": (set_source(3, "fit = rows + 2"), "the code of cell 4 changed after it ran"),
    "two cells": (
        lambda path: [set_source(1, "rows = 2")(path), set_source(3, "fit")(path)],
        "the code of cells 2 and 4 changed after it ran",
    ),
    "added": (
        edit(lambda found: found["cells"].insert(2, new_cell("x = 1"))),
        "cell 3 was added after it ran",
    ),
    "removed": (edit(lambda found: found["cells"].pop(3)), "a code cell was removed after it ran"),
    "switched on": (
        set_source(4, "#| eval: true\nnever()"),
        "the code of cell 5 changed after it ran",
    ),
    "opened": (write("data/churn.csv", "2\n"), "data/churn.csv changed after model.ipynb ran"),
    "declared": (
        write("data/declared.csv", "2\n"),
        "data/declared.csv changed after model.ipynb ran",
    ),
    "module": (write("features.py", "X = 2\n"), "features.py changed after model.ipynb ran"),
    "requirements": (
        write("requirements.txt", "nh3>1\n"),
        "requirements.txt changed after model.ipynb ran",
    ),
    "gone": (
        lambda path: (path.parent / "data" / "churn.csv").unlink(),
        "data/churn.csv, which model.ipynb was run with, is gone",
    ),
    "newly declared": (
        edit(lambda found: found["metadata"]["proofolio"].update(data=["data/parts/"])),
        "data/parts was declared after it ran",
    ),
    "cleared": (edit(clear), "its outputs were cleared after it ran"),
    "tampered": (
        edit(lambda found: found["metadata"]["proofolio"]["run"].update(code="sha256:0")),
        "its record was edited",
    ),
}


@pytest.mark.parametrize(("change", "reason"), STALE.values(), ids=STALE)
def test_says_why_a_notebook_is_stale(
    change: Callable[[Path], object], reason: str, model: Path
) -> None:
    assert check_run(model).status == "fresh"

    change(model)

    state = check_run(model)
    assert (state.status, state.reasons) == ("stale", (reason,))


HARMLESS: dict[str, Callable[[Path], Any]] = {
    "a caption": set_source(
        1, "#| label: load\n#| fig-cap: Lines\n#| data: data/declared.csv\nimport nh3\nrows = 1"
    ),
    "another heading": set_source(0, "# Data"),
    "an empty cell": edit(lambda found: found["cells"].insert(0, new_cell("  \n"))),
    "line ends of code": set_source(3, ["fit = rows + 1\r\n", "fit"]),
    "line ends of the file": lambda path: path.write_bytes(
        path.read_bytes().replace(b"\n", b"\r\n")
    ),
    "another file": write("data/other.csv", "1\n"),
    "a new time": lambda path: os.utime(path.parent / "data" / "churn.csv", (1, 1)),
    "saved by nbformat": lambda path: nbformat.write(nbformat.read(path, as_version=4), path),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_stays_fresh_where_nothing_that_counts_changed(
    change: Callable[[Path], Any], model: Path
) -> None:
    change(model)

    assert check_run(model).status == "fresh"


def test_a_declared_folder_stands_for_all_that_is_in_it(write_notebook: WriteNotebook) -> None:
    path = write_notebook("model.ipynb", "1", proofolio={"data": ["parts/"]})
    (path.parent / "parts").mkdir()
    (path.parent / "parts" / "1.csv").write_text("1")
    mark_as_run(path)
    (path.parent / "parts" / ".hidden").write_text("1")
    assert check_run(path).status == "fresh"

    (path.parent / "parts" / "2.csv").write_text("1")

    assert check_run(path).reasons == ("parts changed after model.ipynb ran",)


def test_data_that_changed_during_the_run_makes_it_stale(write_notebook: WriteNotebook) -> None:
    path = write_notebook("model.ipynb", "1")
    mark_as_run(path)
    edit(lambda found: found["metadata"]["proofolio"]["run"].update(data={"a.csv": None}))(path)

    assert check_run(path).reasons == ("a.csv changed while model.ipynb ran",)


@pytest.mark.parametrize(
    "own",
    [
        None,
        "text",
        {"run": None},
        {"run": {"when": 1}},
        {"run": {"data": {"/dev/zero": "sha256:0"}}},
    ],
)
def test_a_notebook_that_ran_elsewhere_has_no_record(
    own: object, write_notebook: WriteNotebook
) -> None:
    path = write_notebook("model.ipynb", "1", proofolio=own)

    state = check_run(path)

    assert (state.status, state.reasons, state.record) == ("unrecorded", (), None)


@pytest.mark.parametrize("name", ["/etc/hostname", "C:/data/a.csv", "\\\\host\\a.csv"])
def test_no_file_is_read_by_an_absolute_path_of_a_record(name: str, model: Path) -> None:
    edit(lambda found: found["metadata"]["proofolio"]["run"]["data"].update({name: "x"}))(model)

    assert check_run(model).status == "unrecorded"


def test_a_broken_notebook_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "model.ipynb"
    path.write_text('{"cells": [')

    with pytest.raises(NotebookError, match="breaks off"):
        check_run(path)


def test_a_large_file_is_hashed_once_as_long_as_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "data" / "large.csv"
    large.parent.mkdir()
    large.write_bytes(b"1" * 1_000_000)
    os.utime(large, (1, 1))
    hashed: list[Path] = []
    hash_file = digest.hash_file
    monkeypatch.setattr(digest, "hash_file", lambda path: hashed.append(path) or hash_file(path))

    def ask() -> list[str]:
        digests = Digests(NotebookStore(tmp_path / "cache"))
        return [digests.of(large), digests.of(large.parent)]

    first = ask()
    assert hashed == [large]
    assert ask() == first
    assert hashed == [large]
    assert first[1] == hash_file(large.parent)
    large.write_bytes(b"2" * 1_000_000)
    os.utime(large, (1, 1))
    assert ask()[0] not in first


def test_what_is_kept_of_a_run_is_what_the_file_says(model: Path, tmp_path: Path) -> None:
    def ask() -> list[RunState]:
        return [check_run(model, NotebookStore(tmp_path / "cache")), check_run(model)]

    fresh, again, now = ask(), ask(), ask()
    assert fresh[0] == fresh[1] == again[0] == now[0]
    edit(lambda found: found["cells"][3].update(source="fit = 2"))(model)
    stale = ask()
    assert stale[0] == stale[1] == ask()[0]
    assert stale[0].reasons == ("the code of cell 4 changed after it ran",)


def test_a_check_imports_nothing_that_executes() -> None:
    code = "import proofolio.running, sys; print(*{m.split('.')[0] for m in sys.modules})"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    heavy = {"nbclient", "nbformat", "jupyter_client", "zmq", "psutil", "distributed", "mkdocs"}
    assert set(result.stdout.split()) & heavy == set()
