"""The cache: right, safe and quick, or not there at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import NotebookError, NotebookStore, RenderOptions, render, store
from proofolio.pages.store import prune_cache

TABLE = {"html": "<table><tr><td>1</td></tr></table>"}


@pytest.fixture
def notebook(tmp_path: Path, build: Callable[[Any], bytes]) -> Path:
    cells = [
        {"code": "#| label: roc\n#| fig-alt: A curve", "outputs": [{"png": "40x30"}]},
        {"code": "#| label: scores", "outputs": [TABLE]},
        {"code": "#| label: flow", "outputs": [{"svg": "<svg width='4' height='3'><rect/></svg>"}]},
    ]
    file = tmp_path / "churn.ipynb"
    file.write_bytes(build(cells))
    return file


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a warm call does the work again")

    for name in ("parse_notebook", "pick_picture", "pick_table", "check_image"):
        monkeypatch.setattr(store, name, refuse)


def test_a_warm_answer_equals_a_cold_one(
    notebook: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = notebook.with_name("a.svg")
    image.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')

    def ask() -> list[object]:
        asked = NotebookStore(cache)
        pictures = [asked.picture(notebook, "roc"), asked.picture(notebook, "flow")]
        return [*pictures, asked.table(notebook, "scores"), asked.image(image)]

    cold = ask()
    forbid(monkeypatch)
    assert ask() == cold


def test_a_picture_is_a_file_for_the_site_generator(notebook: Path, cache: Path) -> None:
    found = NotebookStore(cache).picture(notebook, "roc")
    assert found.path is not None
    assert found.path.read_bytes() == found.data
    assert found.path.suffix == ".png"
    assert (found.width, found.alt, found.label) == (40, "A curve", "roc")


def test_a_warm_process_imports_neither_pillow_nor_nh3_and_reads_no_json_of_the_notebook(
    notebook: Path, cache: Path
) -> None:
    NotebookStore(cache).picture(notebook, "roc")
    NotebookStore(cache).table(notebook, "scores")
    code = (
        "import sys; from pathlib import Path; from proofolio.notebooks import NotebookStore\n"
        "store = NotebookStore(Path(sys.argv[1])); path = Path(sys.argv[2])\n"
        "store.picture(path, 'roc'); store.table(path, 'scores')\n"
        "assert not store._parsed\n"
        "print(sorted({'PIL', 'nh3', 'nbformat', 'difflib'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(cache), str(notebook)]
    assert subprocess.run(command, check=True, capture_output=True).stdout.strip() == b"[]"


def test_a_changed_notebook_is_read_again(
    notebook: Path, cache: Path, build: Callable[[Any], bytes]
) -> None:
    before = NotebookStore(cache).picture(notebook, "roc")
    notebook.write_bytes(build([{"code": "#| label: roc", "outputs": [{"png": "50x30"}]}]))
    after = NotebookStore(cache).picture(notebook, "roc")
    assert (before.width, after.width) == (40, 50)


def test_a_notebook_saved_during_a_build_is_kept_under_its_own_key(
    notebook: Path, cache: Path, build: Callable[[Any], bytes]
) -> None:
    old = notebook.read_bytes()
    first = NotebookStore(cache)
    first._read(notebook, "picture")  # hashed, not yet parsed
    notebook.write_bytes(build([{"code": "#| label: roc", "outputs": [{"png": "50x30"}]}]))
    assert first.picture(notebook, "roc").width == 50
    assert NotebookStore(cache).picture(notebook, "roc").width == 50
    notebook.write_bytes(old)
    assert NotebookStore(cache).picture(notebook, "roc").width == 40


def test_each_notebook_is_read_once_for_a_build(
    notebook: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    NotebookStore(cache).picture(notebook, "roc")
    NotebookStore(cache).table(notebook, "scores")
    reads: list[Path] = []
    read_bytes = store.read_bytes
    monkeypatch.setattr(store, "read_bytes", lambda *a: reads.append(a[0]) or read_bytes(*a))
    warm = NotebookStore(cache)
    for _ in range(3):
        warm.picture(notebook, "roc")
        warm.table(notebook, "scores")
    assert reads == [notebook]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"html": 1, "x": 2}', b"\xff", b"[" * 9999]
)
def test_a_damaged_entry_is_made_again(notebook: Path, cache: Path, damage: bytes) -> None:
    def ask() -> tuple[object, object]:
        asked = NotebookStore(cache)
        return asked.picture(notebook, "roc"), asked.table(notebook, "scores")

    before = ask()
    for entry in cache.glob("*/*.json"):
        entry.write_bytes(damage)
    assert ask() == before
    assert not [entry for entry in cache.glob("*/*.json") if entry.read_bytes() == damage]


def test_an_entry_changed_by_any_hand_is_made_again(notebook: Path, cache: Path) -> None:
    before = NotebookStore(cache).picture(notebook, "roc")
    (entry,) = cache.glob("*/*.json")
    for old, new in ((b"40", b"41"), (b".png", b"/../"), (b"A curve", b"\xff curve")):
        entry.write_bytes(entry.read_bytes().replace(old, new))
        assert NotebookStore(cache).picture(notebook, "roc") == before


def test_a_truncated_or_missing_picture_is_made_again(notebook: Path, cache: Path) -> None:
    found = NotebookStore(cache).picture(notebook, "roc")
    data = found.data
    assert found.path is not None
    found.path.write_bytes(data[:20])
    assert NotebookStore(cache).picture(notebook, "roc").data == data
    found.path.unlink()
    assert NotebookStore(cache).picture(notebook, "roc").data == data


@pytest.mark.parametrize("package", ["pillow", "nh3"])
def test_another_package_version_makes_other_entries(
    package: str, notebook: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    NotebookStore(cache).picture(notebook, "roc")
    monkeypatch.setattr(store, "version", lambda name: "99" if name == package else version(name))
    NotebookStore(cache).picture(notebook, "roc")
    assert len(list(cache.glob("*/*.json"))) == 2


def test_a_picture_and_a_table_of_one_cell_do_not_meet(
    tmp_path: Path,
    cache: Path,
    build: Callable[[Any], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "both.ipynb"
    file.write_bytes(build([{"code": "#| label: both", "outputs": [TABLE, {"png": "4x3"}]}]))
    cold = NotebookStore(cache)
    answers = cold.picture(file, "both"), cold.table(file, "both")
    forbid(monkeypatch)
    warm = NotebookStore(cache)
    assert (warm.picture(file, "both"), warm.table(file, "both")) == answers


def test_a_write_that_breaks_off_leaves_nothing(
    notebook: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", break_off)
        with pytest.raises(OSError, match="no space left"):
            NotebookStore(cache).picture(notebook, "roc")
    assert not [file for file in cache.rglob("*") if file.is_file()]


def test_an_error_is_not_kept(notebook: Path, cache: Path) -> None:
    with pytest.raises(NotebookError, match='"roc", "scores", "flow"'):
        NotebookStore(cache).picture(notebook, "missing")
    assert not list(cache.glob("*/*"))


def test_old_files_are_pruned_and_used_ones_stay(notebook: Path, cache: Path) -> None:
    NotebookStore(cache).picture(notebook, "roc")
    NotebookStore(cache).picture(notebook, "flow")
    (cache / "files" / ".left-by-a-kill.tmp").touch()
    long_ago = time.time() - 100 * 86_400
    for file in cache.glob("*/*"):
        os.utime(file, (long_ago, long_ago))
    kept = NotebookStore(cache).picture(notebook, "roc")
    assert prune_cache(cache, days=90) == 3
    assert prune_cache(cache, days=0) == 0  # it has looked today
    assert kept.path is not None
    assert {file.name for file in (cache / "files").iterdir()} == {kept.path.name}


def test_nothing_temporary_is_left(notebook: Path, cache: Path) -> None:
    NotebookStore(cache).picture(notebook, "roc")
    assert not list(cache.rglob("*.tmp"))


def ask_all(folder: str) -> list[str]:
    path = Path(folder)
    digests = []
    for turn in range(30):
        asked = NotebookStore(path / "cache")
        digests += [asked.picture(path / "churn.ipynb", name).digest for name in ("roc", "flow")]
        if turn % 5 == 0:
            for file in (path / "cache").glob("*/*.json"):
                file.unlink(missing_ok=True)
    return digests


def test_processes_may_share_a_folder(notebook: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(ask_all, [str(notebook.parent)] * 3))
    assert answers[0] == answers[1] == answers[2]
    assert len(set(answers[0])) == 2


PAGE = [
    {
        "markdown": "---\ntitle: A page\ndate: 2026-03-01\nnested: {at: 2026-03-01T10:00:00}\n---\n"
        "# Heading\n\n[a link](other.ipynb) $x^2$"
    },
    {"code": "#| label: roc", "outputs": [{"png": "4x3"}]},
    {"code": "fig", "outputs": [{"data": {"application/vnd.plotly.v1+json": {}}}]},
]


@pytest.fixture
def page_file(tmp_path: Path, build: Callable[[Any], bytes]) -> Path:
    file = tmp_path / "page.ipynb"
    file.write_bytes(build(PAGE))
    return file


def test_a_warm_page_equals_a_cold_one(
    page_file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = NotebookStore(cache).page(page_file)
    forbid(monkeypatch)
    monkeypatch.setattr(render, "render_page", store.parse_notebook)
    warm = NotebookStore(cache).page(page_file)
    assert warm == cold
    assert warm.front_matter["date"].isoformat() == "2026-03-01"
    assert [asset.data[:4] for asset in warm.assets] == [b"\x89PNG"]
    assert (warm.links, warm.problems, warm.needs, warm.headings) != ((), (), frozenset(), ())


def test_a_page_depends_on_options_name_and_content(
    page_file: Path, cache: Path, build: Callable[[Any], bytes]
) -> None:
    pages = NotebookStore(cache)
    first = pages.page(page_file)
    assert pages.page(page_file, RenderOptions(asset_base="../a/")).html != first.html
    other = page_file.with_name("other.ipynb")
    other.write_bytes(page_file.read_bytes())
    assert pages.page(other).assets[0].name.startswith("other-roc.")
    page_file.write_bytes(build(PAGE[:1]))
    assert NotebookStore(cache).page(page_file).assets == ()


@pytest.mark.parametrize("what", ["entry", "asset", "asset-cut"])
def test_half_a_page_in_the_cache_is_no_page(page_file: Path, cache: Path, what: str) -> None:
    cold = NotebookStore(cache).page(page_file)
    for file in cache.glob("*/*"):
        if what == "entry" and file.suffix == ".json":
            file.write_bytes(file.read_bytes()[:-9])
        elif file.suffix == ".png":
            file.write_bytes(b"") if what == "asset-cut" else file.unlink()
    assert NotebookStore(cache).page(page_file).assets[0].data
    assert NotebookStore(cache).page(page_file) == cold


def test_a_warm_page_imports_neither_converter_nor_sanitiser(page_file: Path, cache: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from proofolio.notebooks import NotebookStore\n"
        f"NotebookStore(Path({str(cache)!r})).page(Path({str(page_file)!r}))\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    cold, warm = (
        {*subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        .stdout.split()}
        for _ in range(2)
    )  # fmt: skip
    heavy = {"nh3", "pygments", "markdown_it", "math_core", "PIL", "jinja2"}
    assert heavy <= cold
    assert warm & (heavy | {"nbconvert", "nbformat"}) == set()
