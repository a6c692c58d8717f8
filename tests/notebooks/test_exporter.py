"""The page through nbconvert is the page that builds make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbconvert.utils.exceptions import ConversionException

from proofolio.notebooks import render_notebook
from proofolio.notebooks.exporter import ProofolioExporter


def test_nbconvert_makes_the_same_page(tmp_path: Path, build: Callable[[Any], bytes]) -> None:
    cells = [{"markdown": "# A", "id": "a"}, {"code": "#| fig-alt: x", "id": "b",
             "outputs": [{"png": "4x3"}]}]  # fmt: skip
    file = tmp_path / "churn.ipynb"
    file.write_bytes(build(cells))
    html, resources = ProofolioExporter().from_filename(str(file))
    page = render_notebook(file.read_bytes(), file.name)
    assert html == page.html
    assert resources["outputs"] == {asset.name: asset.data for asset in page.assets}


def test_nbconvert_tells_every_mistake(tmp_path: Path, build: Callable[[Any], bytes]) -> None:
    file = tmp_path / "churn.ipynb"
    cells = [{"markdown": "$\\frac{$", "id": "a"}, {"markdown": "$\\nothing$", "id": "b"}]
    file.write_bytes(build(cells))
    with pytest.raises(ConversionException, match=r"cell 1 of churn[^\n]*\n[^\n]*cell 2 of churn"):
        ProofolioExporter().from_filename(str(file))
