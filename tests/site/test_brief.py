"""What the brief version of a study shows, by rules and by its author's word."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.site.building import build_site
from tests.site.conftest import MakeSite, write

WORDS = "word " * 500
STUDY: Mapping[str, Any] = {
    "problem": {"text": "P-text", "affected": "P-affected", "cost": "P-cost"},
    "role": {"text": "R-text", "owned": ["R-owned"]},
    "data": {"text": f"D-text {WORDS}", "source": "D-source"},
    "method": {"text": "M-text", "steps": [{"name": "M-step", "text": "M-first of it. M-second."}]},
    "results": {
        "text": "Y-text",
        "business": [{"name": "Y-business", "value": "3 h", "note": "Y-note"}],
        "technical": [{"name": "Y-key", "value": "2 %", "key": True}],
    },
    "challenges": ["C-challenge"],
    "visuals": [
        {"image": "a.svg", "alt": "V-first", "section": "data"},
        {"image": "b.svg", "alt": "V-result", "section": "results"},
        {"image": "c.svg", "alt": "V-other", "section": "results"},
    ],
}
BRIEF = {
    "P-text",
    "P-cost",
    "R-text",
    "M-step",
    "M-first of it.",
    "Y-text",
    "Y-business",
    "V-result",
}
EVERYTHING = BRIEF | {
    "P-affected", "R-owned", "D-text", "D-source", "M-text", "M-second.", "Y-note", "C-challenge",
    "V-first", "V-other",
}  # fmt: skip


def brief(make_site: MakeSite, folder: Path, study: Mapping[str, Any]) -> set[str]:
    """What the brief version shows beside the head of the page."""
    config = make_site({"churn": {**STUDY, **study}})
    for name in "abc":
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h{ord(name)}"/></svg>'
        write(config.parent / f"case_studies/churn/{name}.svg", drawing)
    page = build_site(config, folder / "site").page("case-studies/churn/")
    body = page.select_one(".pf-study__sections")
    assert body
    text = f"{body.get_text()} {[image['alt'] for image in body.select('img')]}"
    assert all(words in text for words in EVERYTHING), "the page lacks something"
    for part in body.select("[data-pf-depth=technical]"):
        part.decompose()
    text = f"{body.get_text()} {[image['alt'] for image in body.select('img')]}"
    return {words for words in EVERYTHING if words in text}


@pytest.mark.parametrize(
    ("study", "more", "less"),
    [
        ({}, set(), set()),
        ({"brief": {"challenges": True}}, {"C-challenge"}, set()),
        ({"brief": {"method": True}}, {"M-text", "M-second."}, set()),
        ({"brief": {"data": True}}, {"D-text", "D-source", "V-first"}, set()),
        ({"brief": {"problem": False}}, set(), {"P-text", "P-cost"}),
        ({"cover": {"image": "c.svg", "alt": "On the card"}}, {"V-other"}, {"V-result"}),
        (
            {"visuals": [{**STUDY["visuals"][0], "brief": True}, *STUDY["visuals"][1:]]},
            {"V-first"},
            {"V-result"},
        ),
    ],
    ids=["usual", "list", "whole", "with-visual", "left-out", "card", "visual"],
)  # fmt: skip
def test_brief_follows_rules_and_the_author(
    make_site: MakeSite, tmp_path: Path, study: Mapping[str, Any], more: set[str], less: set[str]
) -> None:
    assert brief(make_site, tmp_path, study) == (BRIEF | more) - less


def test_contents_leave_out_what_is_technical(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site({"churn": {**STUDY, "visuals": []}})
    page = build_site(config, tmp_path / "site").page("case-studies/churn/")
    technical = page.select(".pf-contents li[data-pf-depth=technical] a")
    assert [link["href"] for link in technical] == ["#data", "#challenges"]


def test_a_short_study_has_one_version(make_site: MakeSite, tmp_path: Path) -> None:
    page = build_site(make_site(), tmp_path / "site").page("case-studies/churn/")
    assert not page.select("[data-pf-view-link], .pf-study script")


@pytest.mark.parametrize("view", ["brief", "technical"])
def test_cards_tell_how_long_the_version_takes_that_opens(
    make_site: MakeSite, tmp_path: Path, view: str
) -> None:
    study = {key: value for key, value in STUDY.items() if key != "visuals"}
    config = make_site(
        {"churn": {**study, "related": ["other"]}, "other": {}}, options={"view": view}
    )
    # The second build finds the pages of studies kept.
    for _ in range(2):
        site = build_site(config, tmp_path / "site")
        minutes = site.page("case-studies/churn/").select_one(f"[data-pf-view-link={view}] > span")
        [first, second] = site.page("case-studies/").select(".pf-card__time")
        assert minutes
        assert f"{minutes.get_text()} read" in first.get_text()
        assert second.get_text() == "1 min read"
