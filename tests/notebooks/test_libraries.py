"""The scripts of charts: which files a page gets, and what its author is told."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from proofolio.notebooks.libraries import Libraries

BOKEH = version("bokeh")


def stems(libraries: Libraries, *needs: str) -> dict[str, list[str]]:
    found = libraries.find(needs, "work.ipynb")
    return {name: [file.path.name for file in files] for name, files in found.items()}


def test_a_page_gets_each_part_of_bokeh_that_one_of_its_charts_needs(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path)
    assert stems(libraries, f"bokeh {BOKEH}") == {"bokeh": ["bokeh.min.js"]}
    found = stems(libraries, f"bokeh {BOKEH} gl", f"bokeh {BOKEH} tables widgets")
    # Tables stand on widgets, and all on bokeh.min.js.
    names = ["bokeh.min.js", "bokeh-gl.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js"]
    assert found == {"bokeh": names}
    assert libraries.warnings() == []


def test_another_bokeh_than_the_notebooks_is_not_used(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path)
    assert stems(libraries, "bokeh 2.4.3", "bokeh 2.4.3 widgets") == {}
    assert libraries.warnings() == [
        f"work.ipynb: expected bokeh 2.4.3 for its charts, found {BOKEH}, so they stay still; "
        "pip install bokeh==2.4.3, or set `charts: still`"
    ]


def test_vega_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Libraries(tmp_path).find(["vega 6.4.1", "vega 5"], "work.ipynb")
    (made,) = first["vega"]
    assert "vegaEmbed" in made.path.read_text(encoding="utf-8")
    monkeypatch.setattr("vl_convert.javascript_bundle", None)  # would not be called again
    assert Libraries(tmp_path).find(["vega"], "work.ipynb") == first
