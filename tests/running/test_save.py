"""A notebook is replaced wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofolio.running.error import NotebookFailed
from proofolio.running.save import replace_notebook


@pytest.mark.parametrize("step", ["replace", "read_bytes"])
def test_a_save_that_fails_leaves_the_old_notebook_alone(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.ipynb"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, fail)
        with pytest.raises(NotebookFailed, match="cannot be saved: no space left on device"):
            replace_notebook(path, b"old", b"new")

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["model.ipynb"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.ipynb", tmp_path / "model.ipynb"
    target.write_bytes(b"old")
    link.symlink_to(target)

    replace_notebook(link, b"old", b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_notebook_that_was_deleted_meanwhile_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "model.ipynb"

    with pytest.raises(NotebookFailed, match="cannot be saved: no such file"):
        replace_notebook(path, b"old", b"new")

    assert list(tmp_path.iterdir()) == []
