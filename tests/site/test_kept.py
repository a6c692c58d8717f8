"""What is kept between builds must not outlive what it was made of, whatever is edited."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.pages.kept import StudyPages
from proofolio.recording import MIME
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write, write_notebook, write_study
from tests.site.test_studies import PIXEL, TABLE, svg, without_times

VISUALS = [
    {"figure": "churn.ipynb#lift", "alt": "A curve", "caption": "It *rises*."},
    {"table": "churn.ipynb#scores", "caption": "Scores"},
    {"chart": "churn.ipynb#roc", "alt": "A curve"},
]
CURVE = {"kind": "curve", "name": "roc", "curve": "roc", "x": [0, 0.5, 1], "y": [0, 0.7, 1]}
RECALL = {"kind": "metric", "name": "recall", "value": 0.6174, "unit": "ratio", "n": 1409}
CHURN = {
    "visuals": VISUALS,
    "problem": 'A $x^2$ and a [link](../other/), a [page](/about.md) and a ~~gone~~ "word".',
    # Long enough for a brief version.
    "evaluation": "Held out. " * 250,
    "glossary": {"link": "a way"},
    "techniques": ["Ranking"],
    "related": ["other"],
    "results": {
        "text": "Of all, {{ churn.ipynb#recall | .0 % }} left.",
        "technical": [{"name": "Recall", "evidence": "churn.ipynb#recall"}],
    },
}
PROFILE = {
    "name": "Sam", "headline": "Works", "email": "sam@example.org", "skills": [{"name": "Ranking"}],
    "services": [{"id": "audit", "title": "An audit", "summary": "Of a week."}],
}  # fmt: skip
QUOTE = {"quote": "Good.", "name": "Ada", "permission": {"by": "Ada", "on": "2026-03-14"}}
Edit = Callable[[Path], object]


def configure(**changes: object) -> Edit:
    """An edit of mkdocs.yml."""

    def edit(root: Path) -> None:
        path = root / "mkdocs.yml"
        path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | changes))

    return edit


def notebook(
    root: Path, picture: dict[str, str] | None = None, table: str = TABLE, **records: object
) -> None:
    """Save the notebook with another picture, table or record."""
    outputs: dict[str, dict[str, Any]] = {
        "lift": picture or {"image/png": PIXEL},
        "scores": {"text/html": table},
        "roc": {MIME: records.get("curve", CURVE)},
        "recall": {MIME: records.get("number", RECALL)},
    }
    write_notebook(root / "case_studies/churn/churn.ipynb", outputs)


EDITS: dict[str, Edit] = {
    "nothing": lambda root: None,
    "text": lambda root: write_study(root, "churn", CHURN | {"problem": "Another $y$."}),
    "headline": lambda root: write_study(root, "churn", CHURN | {"headline": "Of ten, six."}),
    "title of a neighbour": lambda root: write_study(root, "other", {"title": "Renamed"}),
    "order": lambda root: write_study(root, "other", {"weight": 1}),
    "new study": lambda root: write_study(root, "fourth", {"title": "Fourth"}),
    "text of a study that is related": lambda root: write_study(
        root, "other", {"summary": "Of another day.", "techniques": ["Forecasting"]}
    ),
    "figure": lambda root: notebook(root, {"image/svg+xml": svg("red")}),
    "table": lambda root: notebook(root, table=TABLE.replace("</td>", "!</td>")),
    "points of a curve": lambda root: notebook(root, curve=CURVE | {"y": [0, 0.9, 1]}),
    "recorded number": lambda root: notebook(root, number=RECALL | {"value": 0.7174}),
    "recorded count": lambda root: notebook(root, number=RECALL | {"n": 1410}),
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
    "view": configure(plugins=["search", "tags", {"proofolio/studies": {"view": "technical"}}]),
    "order of sections": configure(
        plugins=["search", "tags", {"proofolio/studies": {"look": {"sections": ["results"]}}}]
    ),
    "own template": lambda root: write(
        root / "mine/sections/role.html", "<p class='mine'>{{ value }}</p>"
    ),
    "study that an own template asks for": lambda root: write_study(
        root, "third", {"title": "Third", "summary": "Another."}
    ),
    "template of the theme": lambda root: write(
        root / "overrides/main.html", '{% extends "base.html" %}{% block footer %}End{% endblock %}'
    ),
}


# A template of the site's own may ask for anything; ours are known to ask for less.
OWN = ("own template", "study that an own template asks for")
ASKING = "{{ value }}{% for study in studies %}<i>{{ study.summary }}</i>{% endfor %}"


@pytest.mark.parametrize("edit", EDITS)
def test_build_after_an_edit_is_a_build_without_caches(
    make_site: MakeSite, tmp_path: Path, edit: str
) -> None:
    (tmp_path / "overrides").mkdir()
    write(tmp_path / "mine/sections/role.html", ASKING)
    notebook(tmp_path)
    options = {"templates": "mine"} if edit in OWN else {}
    config = make_site(
        {"churn": CHURN, "other": {}, "third": {"title": "Third"}, "last": {}},
        {"about.md": "# About\n", "tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        profile={"name": "Sam", "headline": "Works", "email": "sam@example.org"},
        options=options,
        plugins=["search", "tags", {"proofolio/studies": options}],
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
    )
    compare(config, tmp_path, edit)


def compare(config: Path, root: Path, edit: str) -> None:
    """Build before the edit, after it, and without what was kept."""
    before = without_times(build_site(config, root / "before").files())
    EDITS[edit](root)
    after = without_times(build_site(config, root / "after").files())
    shutil.rmtree(root / ".cache")
    assert after == without_times(build_site(config, root / "fresh").files())
    assert (after == before) is (edit == "nothing")


@pytest.mark.parametrize("edit", ["nothing", "headline", "recorded number", "name of the site"])
def test_shared_links_after_an_edit_are_those_without_caches(
    make_site: MakeSite, tmp_path: Path, edit: str
) -> None:
    notebook(tmp_path)
    share = {"proofolio/share": {"documents": []}}
    config = make_site(
        {"churn": CHURN, "other": {}},
        {"about.md": "# About\n"},
        profile=PROFILE,
        plugins=["search", {"proofolio/studies": {}}, share],
        site_url="https://sam.example/",
    )
    compare(config, tmp_path, edit)


def test_warm_build_renders_no_page_of_a_study(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook(tmp_path)
    more = {"proof": {"notebooks": ["churn.ipynb"]}, "service": "audit", "testimonial": QUOTE}
    config = make_site(
        {"churn": CHURN | more, "other": {}},
        {"about.md": "# About\n"},
        profile=PROFILE,
        plugins=["search", "proofolio/notebooks", {"proofolio/studies": {}}],
    )
    build_site(config, tmp_path / "cold")
    monkeypatch.delattr(StudyPages, "_render")
    build_site(config, tmp_path / "warm")
