"""Sites to look at: the sample site, built once a worker, and small ones made for a test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.building import ROOT, Built, build_site, copy_shared

MakeSite = Callable[..., Path]

STUDY: dict[str, Any] = {
    "title": "Whom to call",
    "summary": "A list of the customers who are about to leave.",
    "problem": "The call team reached the wrong customers.",
    "role": "All of it, alone.",
    "method": "A logistic regression.",
    "results": {"business": [{"name": "Leavers on the list", "value": "62 %", "baseline": "31 %"}]},
}


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample site of this repository."""
    return build_site(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def share_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a page of every kind that is shared, published below a folder of its host."""
    folder = tmp_path_factory.mktemp("shared")
    return build_site(copy_shared(folder), folder / "site")


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write a small site: studies by slug, each with what differs from a plain one."""

    def make(
        studies: dict[str, dict[str, Any]] | None = None,
        pages: dict[str, str] | None = None,
        profile: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
        **config: Any,
    ) -> Path:
        settings = {
            "site_name": "A",
            "site_url": "http://127.0.0.1:8000/",
            "docs_dir": "content",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"proofolio/studies": options or {}}],
        } | config
        write(tmp_path / "mkdocs.yml", yaml.safe_dump(settings))
        for name, text in {"index.md": "# Home\n", **(pages or {})}.items():
            write(tmp_path / "content" / name, text)
        if profile:
            write(tmp_path / "content/profile.yml", yaml.safe_dump(profile))
        for slug, more in (studies or {"churn": {}}).items():
            write_study(tmp_path, slug, more)
        return tmp_path / "mkdocs.yml"

    return make


def write_study(root: Path, slug: str, more: dict[str, Any]) -> Path:
    """Write a study; a value of None leaves a key out."""
    study = {key: value for key, value in (STUDY | more).items() if value is not None}
    path = root / f"case_studies/{slug}/study.yml"
    write(path, yaml.safe_dump(study, sort_keys=False, allow_unicode=True))
    return path


def write_notebook(path: Path, outputs: dict[str, dict[str, str]]) -> None:
    """Write an executed notebook with one cell for each label and its MIME bundle."""
    cells = [
        {
            "cell_type": "code",
            "id": label,
            "execution_count": 1,
            "metadata": {},
            "source": f"#| label: {label}\nshow()",
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": bundle}],
        }
        for label, bundle in outputs.items()
    ]
    write(path, json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
