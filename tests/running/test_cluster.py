"""The same on a Dask cluster."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from proofolio.running import RunError, check_run
from proofolio.running.outcome import Done, Failed
from tests.running.conftest import WriteNotebook

pytest.importorskip("distributed", reason="needs the extra dask")

MEETS = """\
import os, time
from pathlib import Path
Path("pid").write_text(str(os.getppid()))
while not Path("../{other}/pid").exists(): time.sleep(0.05)"""


def test_two_workers_run_notebooks_of_a_shared_folder(
    write_notebook: WriteNotebook, tmp_path: Path
) -> None:
    from distributed import LocalCluster

    from proofolio.running.cluster import run_on_cluster, run_on_worker
    from proofolio.running.error import NotebookFailed

    good = [
        write_notebook("a/meets.ipynb", MEETS.format(other="b"), "open('data.csv').read()"),
        write_notebook("b/meets.ipynb", MEETS.format(other="a")),
    ]
    (tmp_path / "a" / "data.csv").write_text("1\n")
    bad = write_notebook("fails.ipynb", "raise ValueError('no rows')")
    before = bad.read_bytes()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Dask, about itself
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            outcomes = run_on_cluster(
                [*good, bad], cluster.scheduler_address, timeout=60, on_event=lambda _: None
            )

    assert [type(outcome) for outcome in outcomes] == [Done, Done, Failed], outcomes
    assert len({(path.parent / "pid").read_text() for path in good}) == 2
    assert [check_run(path).status for path in good] == ["fresh", "fresh"]
    assert [*outcomes[0].record.data] == ["data.csv"]
    assert str(outcomes[2].error) == "cell 1: ValueError: no rows"
    assert "no rows" in outcomes[2].error.traceback
    assert bad.read_bytes() == before

    with pytest.raises(NotebookFailed, match="a worker does not see this notebook"):
        run_on_worker(str(bad), b"{}", None)


def test_a_cluster_that_is_not_there_is_said(
    write_notebook: WriteNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proofolio.running import cluster

    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    path = write_notebook("model.ipynb", "1")

    with pytest.raises(RunError, match=r"expected a Dask scheduler at tcp://127\.0\.0\.1:9"):
        cluster.run_on_cluster([path], "tcp://127.0.0.1:9", timeout=None, on_event=lambda _: None)
