"""What is kept between builds must not outlive what it was made of, whatever is edited."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.site.building import build_site
from tests.site.conftest import MakeSite, write, write_notebook, write_study
from tests.site.test_studies import PIXEL, TABLE, svg, without_times

VISUALS = [
    {"figure": "churn.ipynb#lift", "alt": "A curve", "caption": "It *rises*."},
    {"table": "churn.ipynb#scores", "caption": "Scores"},
]
CHURN = {
    "visuals": VISUALS,
    "problem": "A $x^2$ and a [link](../other/) and a [page](/about.md).",
    "glossary": {"link": "a way"},
    "techniques": ["Ranking"],
}
Edit = Callable[[Path], object]


def configure(**changes: object) -> Edit:
    """An edit of mkdocs.yml."""

    def edit(root: Path) -> None:
        path = root / "mkdocs.yml"
        path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | changes))

    return edit


def notebook(root: Path, picture: dict[str, str]) -> None:
    """Save the notebook with another picture."""
    outputs = {"lift": picture, "scores": {"text/html": TABLE}}
    write_notebook(root / "case_studies/churn/churn.ipynb", outputs)


EDITS: dict[str, Edit] = {
    "nothing": lambda root: None,
    "text": lambda root: write_study(root, "churn", CHURN | {"problem": "Another $y$."}),
    "title of a neighbour": lambda root: write_study(root, "other", {"title": "Renamed"}),
    "order": lambda root: write_study(root, "other", {"weight": 1}),
    "new study": lambda root: write_study(root, "third", {"title": "Third"}),
    "figure": lambda root: notebook(root, {"image/svg+xml": svg("red")}),
    "tags": lambda root: write_study(root, "churn", CHURN | {"tags": ["new"]}),
    "page's title": lambda root: write(root / "content/about.md", "# About me\n"),
    "new page": lambda root: write(root / "content/more.md", "# More\n"),
    "page's address": lambda root: (root / "content/about.md").write_text(
        "---\ntitle: Who\n---\n# Who\n"
    ),
    "profile": lambda root: write(
        root / "content/profile.yml", "name: Sam\nheadline: Works\nemail: other@example.org\n"
    ),
    "name of the site": configure(site_name="Another"),
    "address of the site": configure(site_url="https://name.example/portfolio/"),
    "navigation": configure(nav=[{"Start": "index.md"}, {"Me": "about.md"}]),
    "extra": configure(extra={"generator": False}),
    "theme": configure(theme={"name": "material", "font": False, "features": ["navigation.top"]}),
    "language": configure(theme={"name": "material", "font": False, "language": "de"}),
    "extension": configure(markdown_extensions=["pymdownx.tilde", "smarty"]),
    "own template": lambda root: write(
        root / "mine/sections/role.html", "<p class='mine'>{{ value.text }}</p>"
    ),
    "template of the theme": lambda root: write(
        root / "overrides/main.html", '{% extends "base.html" %}{% block footer %}End{% endblock %}'
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_build_after_an_edit_is_a_build_without_caches(
    make_site: MakeSite, tmp_path: Path, edit: str
) -> None:
    for folder in ("mine", "overrides"):
        (tmp_path / folder).mkdir()
    notebook(tmp_path, {"image/png": PIXEL})
    config = make_site(
        {"churn": CHURN, "other": {}},
        {"about.md": "# About\n", "tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        profile={"name": "Sam", "headline": "Works", "email": "sam@example.org"},
        options={"templates": "mine"},
        plugins=["search", "tags", {"proofolio/studies": {"templates": "mine"}}],
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
    )
    build_site(config, tmp_path / "before")
    EDITS[edit](tmp_path)
    after = without_times(build_site(config, tmp_path / "after").files())
    shutil.rmtree(tmp_path / ".cache")
    assert after == without_times(build_site(config, tmp_path / "fresh").files())
