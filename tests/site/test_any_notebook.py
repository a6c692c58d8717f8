"""Notebooks as accidents leave them: all wrong ones are told in one run, and no page is half."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import build_site
from tests.site.conftest import MakeSite, write

PLUGINS = ["search", {"proofolio/notebooks": {"cache_dir": "cache"}}]


def notebook(*cells: dict[str, Any], **more: Any) -> str:
    made = [{"cell_type": "code", "metadata": {}, "source": "", "outputs": []} | c for c in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made} | more)


WORDS = {"cell_type": "markdown", "source": "# Fine\n\nIt is."}
GOOD = notebook(WORDS)
BAD: dict[str, bytes] = {
    "empty": b"",
    "truncated": GOOD.encode()[:60],
    "conflict": b'{"cells": [\n<<<<<<< HEAD\n{},\n=======\n{}\n>>>>>>> main\n], "nbformat": 4}',
    "utf-16": GOOD.encode("utf-16"),
    "latin": '{"cells": [], "name": "é"}'.encode("latin-1"),
    "script": b"import os\n",
    "package": b'{"name": "a", "version": "1"}',
    "list": b"[]",
    "number": b"1",
    "binary": bytes(range(256)) * 99,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "old": b'{"nbformat": 1, "cells": []}',
    "new": b'{"nbformat": 5, "cells": []}',
    "deep": b'{"cells": ' + b"[" * 200_000,
    "cells": b'{"nbformat": 4, "cells": [1]}',
    "failed": notebook({"outputs": [{"output_type": "error", "ename": "KeyError"}]}).encode(),
    "maths": notebook({"cell_type": "markdown", "source": "$\\frac{1$"}).encode(),
    "attachment": notebook({"cell_type": "markdown", "source": "![x](attachment:a.png)"}).encode(),
    "link": notebook({"cell_type": "markdown", "source": "[x](gone.ipynb)"}).encode(),
    "image": notebook({"outputs": [{"output_type": "display_data", "data": {"image/png": "!"}}]})
    .encode(),
    "front": notebook({"cell_type": "raw", "source": "---\ntitle: [a\n---\n"}).encode(),
}  # fmt: skip


def test_all_bad_notebooks_are_told_in_one_run(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site(plugins=PLUGINS)
    write(tmp_path / "content/good.ipynb", GOOD)
    for name, data in BAD.items():
        (tmp_path / f"content/{name}.ipynb").write_bytes(data)
    (tmp_path / "content/dangling.ipynb").symlink_to("nowhere.ipynb")
    (tmp_path / "content/folder.ipynb").mkdir()
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    lines = [line for line in caplog.text.splitlines() if ".ipynb:1:1: expected " in line]
    told = {line.partition(".ipynb:1:1")[0].rpartition("/")[2] for line in lines}
    assert told == {*BAD, "dangling"}
    assert "Traceback" not in caplog.text
    # Expected, found, and a remedy.
    assert all(", found " in line and "; " in line for line in lines)
    assert not (tmp_path / "site").exists()


RESULT = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "a result"}}
CODE = {"source": "x <- 1", "execution_count": 1, "outputs": [RESULT]}
ODD: dict[str, bytes] = {
    **{f"minor-{n}": notebook(WORDS, CODE, nbformat_minor=n).encode() for n in range(6)},
    "minor-9": notebook(WORDS, CODE, nbformat_minor=9).encode(),
    "three": json.dumps({"nbformat": 3, "metadata": {"name": ""}, "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 1, "source": "Fine"},
        {"cell_type": "code", "input": "1", "prompt_number": 1, "language": "python",
         "outputs": [{"output_type": "pyout", "text": "a result"}]}]}]}).encode(),
    "ids-twice": notebook(WORDS | {"id": "a"}, CODE | {"id": "a"}, CODE | {"id": "a"}).encode(),
    "ids-odd": notebook(WORDS | {"id": ""}, CODE | {"id": 'a" b'}, CODE | {"id": 7}).encode(),
    "ids-none": notebook(WORDS, CODE).encode(),
    "r": notebook(WORDS, CODE, metadata={"kernelspec": {"language": "R"}}).encode(),
    "julia": notebook(WORDS, CODE, metadata={"language_info": {"name": "julia"}}).encode(),
    "unheard-of": notebook(WORDS, CODE, metadata={"language_info": {"name": "zz9"}}).encode(),
    "windows": notebook(WORDS, CODE).replace(", ", ",\r\n").encode(),
    "bom": notebook(WORDS, CODE).encode("utf-8-sig"),
    "nan": notebook(WORDS, CODE).replace('"nbformat": 4', '"auc": NaN, "nbformat": 4').encode(),
    "half-pair": notebook(WORDS, CODE).replace("It is", "\\ud83d It is").encode(),
    "no-metadata": json.dumps({"nbformat": 4, "cells": [WORDS, CODE]}).encode(),
    "no-format": json.dumps({"cells": [WORDS, CODE]}).encode(),
    "fine name ü & <b> 'q' #1 50%": notebook(WORDS, CODE).encode(),
}  # fmt: skip


def test_odd_notebooks_are_whole_pages(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(plugins=PLUGINS)
    for name, data in ODD.items():
        (tmp_path / f"content/{name}.ipynb").write_bytes(data)
    write(tmp_path / "content/folder.ipynb/inside.ipynb", GOOD)
    site = build_site(config, tmp_path / "site")
    pages = site.html()
    assert "folder.ipynb/inside/index.html" in pages
    for name in ODD:
        page = pages[f"{name}/index.html"]
        body = page.select_one(".pf-notebook")
        assert body
        assert body.h1
        assert body.h1.get_text() == "Fine"
        assert "a result" in body.get_text()
        ids = [str(tag["id"]) for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
    for name, language in (
        ("r", "r"),
        ("julia", "julia"),
        ("unheard-of", "zz9"),
        ("bom", "python"),
    ):
        assert pages[f"{name}/index.html"].select(f".language-{language}")
    # A lexer that knows the language has coloured it.
    assert pages["r/index.html"].select(".language-r span[class]")


def test_what_a_site_excludes_is_not_published(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(plugins=PLUGINS, exclude_docs="secret.ipynb\n", draft_docs="draft.ipynb\n")
    for name in ("secret.ipynb", "draft.ipynb", ".ipynb_checkpoints/a.ipynb", ".hidden/b.ipynb"):
        write(tmp_path / "content" / name, GOOD)
    write(tmp_path / "content/open.ipynb", GOOD)
    write(tmp_path / "content/secret.ipynb", BAD["failed"].decode())
    site = build_site(config, tmp_path / "site")
    made = [name for name in site.files() if "ipynb" in name or name.endswith("/index.html")]
    assert sorted(made) == ["assets/notebooks/open.ipynb", "open/index.html"]


def test_notebooks_behind_a_linked_folder_are_pages(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/work.ipynb", GOOD)
    config = make_site(plugins=PLUGINS)
    (tmp_path / "content/linked").symlink_to(tmp_path / "elsewhere")
    site = build_site(config, tmp_path / "site")
    assert site.page("linked/work/").select(".pf-notebook h1")
    assert "linked/work.ipynb" not in site.files()


def test_titles_are_text_where_the_theme_prints_them(make_site: MakeSite, tmp_path: Path) -> None:
    text = "\\<img src=x onerror=alert(1)> & co"
    config = make_site(plugins=PLUGINS)
    headings = {"cell_type": "markdown", "source": f"# A\n\n## {text}\n"}
    front = {"cell_type": "raw", "source": '---\ntitle: "<img src=y> \\ud83d"\n---\n'}
    write(tmp_path / "content/work.ipynb", notebook(front, headings))
    page = build_site(config, tmp_path / "site").page("work/")
    assert page.select("img") == []
    assert page.select_one(".md-nav--secondary .md-nav__link .md-ellipsis")
    texts = [link.get_text(strip=True) for link in page.select(".md-nav--secondary .md-nav__link")]
    assert {*texts} == {"<img src=x onerror=alert(1)> & co"}  # for wide and for narrow pages
    assert page.title
    assert page.title.get_text().startswith("<img src=y> \ufffd")


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAA"
    "AABJRU5ErkJggg=="
)


def shown(**data: str) -> dict[str, Any]:
    return {"outputs": [{"output_type": "display_data", "metadata": {}, "data": data}]}


def test_notes_are_told_and_end_no_strict_build(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site(plugins=PLUGINS)
    write(tmp_path / "content/work.ipynb", notebook(*[shown(**{"image/png": PIXEL})] * 12))
    with caplog.at_level("INFO", "mkdocs.plugins.proofolio"):
        build_site(config, tmp_path / "site")
    notes = [record.getMessage() for record in caplog.records if "fig-alt" in record.getMessage()]
    assert len(notes) == 10
    assert "content/work.ipynb: expected a description of the picture in cell 1 " in notes[0]
    assert "and 2 more notes" in caplog.text


@pytest.mark.parametrize("tags", [[], ["remove-output"]])
def test_what_readers_miss_ends_a_strict_build(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, tags: list[str]
) -> None:
    config = make_site(plugins=PLUGINS)
    cell = shown(**{"application/x-thing": "x"}) | {"metadata": {"tags": tags}}
    write(tmp_path / "content/work.ipynb", notebook(cell))
    if tags:
        build_site(config, tmp_path / "site")
        return
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    told = (
        "content/work.ipynb: expected an output that pages can show in cell 1 of work.ipynb, found"
    )
    assert told in caplog.text


@pytest.mark.parametrize("line", ["template: none.html", "icon: material/none", "template: ../x"])
def test_what_the_theme_has_not_is_told(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    config = make_site(plugins=PLUGINS)
    for name, text in (("fine", "template: main.html\nicon: material/notebook"), ("work", line)):
        front = {"cell_type": "raw", "source": f"---\n{text}\n---\n"}
        write(tmp_path / f"content/{name}.ipynb", notebook(front))
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    key, _, value = line.partition(": ")
    told = f'content/work.ipynb:1:1: expected the `{key}` of a page, found "{value}"; name '
    assert told in caplog.text
    assert "fine.ipynb" not in caplog.text
    assert "Traceback" not in caplog.text
