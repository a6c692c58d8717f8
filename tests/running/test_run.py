"""Notebooks that really run, in kernels; few of them, because each kernel takes seconds."""

from __future__ import annotations

import getpass
import json
import os
import re
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import nbformat
import psutil
import pytest

from proofolio.running import check_run
from proofolio.running.local import run_here
from proofolio.running.outcome import CellStarted, Done, Event, Failed, Started
from tests.running.conftest import WriteNotebook, mark_as_run

WORK = """\
import os, sys, warnings
from pathlib import Path
import nh3
import features
rows = open("../data/churn.csv").read()
Path("out.txt").write_text("1"); Path("out.txt").read_text()
Path(".hidden").write_text("1")
print(Path.cwd(), Path.home(), nh3.__file__)
warnings.warn("careful")
import comm
state = {"_model_name": "LabelModel", "_model_module": "m", "value": f"in {Path.cwd()}"}
version = {"version": "2.1.0"}
label = comm.create_comm(target_name="jupyter.widget", data={"state": state}, metadata=version)"""
FAILS = "#| label: rows\nraise ValueError('no rows')"
DIES = "import os; os.kill(os.getpid(), 9)"
CHANGES = "from pathlib import Path; Path('changes.ipynb').write_text('mine')"
OLD = {
    "metadata": {"name": ""},
    "nbformat": 3,
    "nbformat_minor": 0,
    "worksheets": [
        {"cells": [{"cell_type": "code", "input": "1 + 1", "language": "python", "outputs": []}]}
    ],
}
MEETS = """\
from pathlib import Path; import time
Path("here").touch()
while not Path("../{other}/here").exists(): time.sleep(0.05)"""


def test_a_run_saves_outputs_and_a_record_without_a_trace_of_the_machine(
    write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    study = tmp_path / "churn"
    path = write_notebook(
        "churn/notebooks/model.ipynb",
        "# The data",
        WORK,
        "#| eval: false\nraise ValueError",
        "1/0",
        "sorted(set(globals()) - {'os', 'sys'})",
        proofolio={"data": ["../data/declared.csv"], "kept": 1},
    )
    found = json.loads(path.read_text())
    found["cells"][3]["metadata"]["tags"] = ["raises-exception"]
    path.write_bytes(json.dumps(found, indent=1).replace("\n", "\r\n").encode())
    path.chmod(0o640)
    (study / "data").mkdir()
    for name in ("study.yml", "data/churn.csv", "data/declared.csv", "notebooks/features.py"):
        (study / name).write_text("1\n")
    (study / "requirements.txt").write_text("nh3\n")
    events: list[Event] = []

    (outcome,) = run_here([path], jobs=1, timeout=None, on_event=events.append)

    assert isinstance(outcome, Done), outcome
    cells = [CellStarted(path, number, 3) for number in (1, 2, 3)]
    assert events == [Started(path), *cells, outcome]
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 50
    assert path.stat().st_mode & 0o777 == 0o640
    there = {file.name for file in path.parent.iterdir()} - {"__pycache__"}
    assert there == {"model.ipynb", "features.py", "out.txt", ".hidden"}

    saved = json.loads(data)
    assert saved["metadata"]["proofolio"]["kept"] == 1
    text = {output["name"]: "".join(output["text"]) for output in saved["cells"][1]["outputs"]}
    assert text["stdout"] == ". ~ site-packages/nh3/__init__.py\n"
    assert text["stderr"].startswith("cell:9: UserWarning: careful")
    assert saved["cells"][2]["outputs"] == []
    assert saved["cells"][3]["outputs"][0]["ename"] == "ZeroDivisionError"
    names = "".join(saved["cells"][4]["outputs"][0]["data"]["text/plain"])
    assert "features" in names
    assert "probe" not in names

    widgets = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    assert [model["state"]["value"] for model in widgets.values()] == ["in ."]

    record = outcome.record
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.when)
    assert 0 < record.seconds < 120
    assert record.memory is not None
    assert 30 < record.memory < 2_000
    assert record.language == f"Python {python_version()}"
    assert dict(record.packages) == {"nh3": version("nh3")}
    assert sorted(record.data) == ["../data/churn.csv", "../data/declared.csv", "features.py"]
    assert [*record.requirements] == ["../requirements.txt"]
    for machine in {str(tmp_path), str(Path.home()), sys.prefix, os.uname().nodename}:
        assert machine not in text["stdout"] + text["stderr"] + json.dumps(saved["metadata"])
    if len(user := getpass.getuser()) > 4:
        assert user not in json.dumps(saved["metadata"])

    nbformat.write(nbformat.read(path, as_version=4), path)
    assert check_run(path).status == "fresh"
    assert check_run(path).record == record
    (study / "data" / "churn.csv").write_text("2\n")
    assert check_run(path).reasons == ("../data/churn.csv changed after model.ipynb ran",)


def test_notebooks_run_at_once_and_a_bad_one_stops_no_other(
    write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    good = [
        write_notebook("a/meets.ipynb", MEETS.format(other="b")),
        write_notebook("b/meets.ipynb", MEETS.format(other="a")),
    ]
    good += [write_notebook("old.ipynb")]
    good[2].write_bytes(b"\xef\xbb\xbf" + json.dumps(OLD).encode())
    bad = {
        write_notebook("fails.ipynb", "# A", "x = 1", FAILS): r"cell 3: ValueError: no rows",
        write_notebook("dies.ipynb", DIES): r"cell 1: its kernel died",
        write_notebook("changes.ipynb", CHANGES): r"was changed while it ran",
        write_notebook("lacks.ipynb", "1", proofolio={"data": "lost.csv"}): (
            r"expected the declared data lost\.csv, found no such file"
        ),
        write_notebook("absolute.ipynb", "#| data: /etc/hostname\n1"): r"found an absolute path",
        write_notebook("other.ipynb", "1", kernelspec={"name": "no-such"}): (
            r'expected the kernel "no-such", found only: .*python3'
        ),
        write_notebook("locked.ipynb", "1"): r"is read-only",
        write_notebook("broken.ipynb", "1"): r"a file that breaks off",
        tmp_path / "lost.ipynb": r"cannot be read: no such file",
    }
    (tmp_path / "broken.ipynb").write_text('{"cells": [')
    (tmp_path / "locked.ipynb").chmod(0o444)
    before = {path: path.read_bytes() for path in bad if path.exists()}
    before[tmp_path / "changes.ipynb"] = b"mine"

    outcomes = run_here([*good, *bad], jobs=2, timeout=90, on_event=lambda _: None)

    assert [type(outcome) for outcome in outcomes[:3]] == [Done, Done, Done]
    assert [check_run(path).status for path in good] == ["fresh", "fresh", "fresh"]
    (cell,) = json.loads(good[2].read_bytes())["cells"]
    assert cell["outputs"][0]["data"]["text/plain"] == ["2"]
    for outcome, (path, words) in zip(outcomes[3:], bad.items(), strict=True):
        assert isinstance(outcome, Failed)
        assert outcome.notebook == path
        assert re.search(words, str(outcome.error)), outcome.error
    failed = outcomes[3]
    assert isinstance(failed, Failed)
    assert "ValueError" in failed.error.traceback
    assert {path: path.read_bytes() for path in before} == before
    assert [file.name for file in tmp_path.rglob("*.tmp")] == []


def test_a_notebook_ends_at_its_time_limit_with_all_that_it_started(
    write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    code = (
        "import subprocess, pathlib, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        "pathlib.Path('child').write_text(str(child.pid))\n"
        "time.sleep(60)"
    )
    path = write_notebook("slow.ipynb", code)
    before = path.read_bytes()
    start = time.monotonic()

    (outcome,) = run_here([path], jobs=1, timeout=8, on_event=lambda _: None)

    assert time.monotonic() - start < 30
    assert isinstance(outcome, Failed)
    assert str(outcome.error) == "cell 1: stopped at the time limit of 8 s"
    assert path.read_bytes() == before
    assert_ended(int((tmp_path / "child").read_text()))


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 130)],
    ids=["kill -9", "Ctrl-C", "kill"],
)
def test_an_interrupted_run_leaves_the_notebook_and_no_kernel(
    number: signal.Signals, status: int, write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    code = (
        "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    path = write_notebook("slow.ipynb", "'an output'", code)
    mark_as_run(path)
    before = path.read_bytes()
    command = [sys.executable, "-c", "from proofolio.cli import main; main()", "run", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    pid = tmp_path / "pid"
    wait_until(lambda: pid.exists() and bool(pid.read_text()))

    process.send_signal(number)
    _, said = process.communicate(timeout=30)

    assert process.returncode == status
    assert "Traceback" not in said
    assert path.read_bytes() == before
    assert_ended(int(pid.read_text()))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["pid", "slow.ipynb"]


def wait_until(is_so: object, seconds: float = 40) -> None:
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def assert_ended(pid: int) -> None:
    def has_ended() -> bool:
        try:
            return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    wait_until(has_ended)
