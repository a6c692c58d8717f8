"""The model card of a study: `responsible_use` on its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from proofolio.hosts.mkdocs.check import check_site
from tests.site.building import build_site
from tests.site.conftest import MakeSite, write_notebook

SLICE = {"name": "Seniors", "value": "58 %", "n": 220}
CARD = {
    "text": "A person decides.",
    "monitoring": "Monthly **recall**.",
    "out_of_scope": "Prices.",
    "intended_use": "The weekly list.",
    "training_data": "See [Data](#data).",
    "version": "1.2",
    "date": "2026-03",
    "owner": "Head of <retention>",
}


def section(config: Path, folder: Path) -> Tag:
    page = build_site(config, folder).page("case-studies/churn/")
    return page.select(".pf-section--responsible-use")[0]


def build_card(make_site: MakeSite, folder: Path, use: Any, **more: Any) -> Tag:
    return section(make_site({"churn": {"responsible_use": use, "data": "A.", **more}}), folder)


def labels(card: Tag) -> list[str]:
    return [dt.get_text() for dt in card.select("dt")]


def test_a_card_has_the_order_of_the_field(make_site: MakeSite, tmp_path: Path) -> None:
    card = build_card(make_site, tmp_path / "site", CARD)

    assert labels(card) == ["Intended use", "Out of scope", "Learnt from", "Monitoring"]
    assert card.select('dd a[href="#data"]')
    assert card.select("dd strong")[0].get_text() == "recall"
    (about,) = card.select(".pf-model-card > .pf-source")
    assert about.get_text() == "Version 1.2 · March 2026 · Answers for it: Head of <retention>"


def test_a_text_alone_has_no_frame(make_site: MakeSite, tmp_path: Path) -> None:
    evaluation = {"slices": [SLICE]}

    card = build_card(make_site, tmp_path / "site", "A person decides.", evaluation=evaluation)

    assert card.select(".pf-model-card") == []
    assert "A person decides." in card.get_text()


@pytest.mark.parametrize("place", ["responsible_use", "evaluation"])
def test_groups_stand_in_the_card_or_it_leads_to_them(
    place: str, make_site: MakeSite, tmp_path: Path
) -> None:
    own = {"slices": [SLICE]} if place == "responsible_use" else {}
    more = {"evaluation": {"slices": [SLICE]}} if place == "evaluation" else {}

    card = build_card(make_site, tmp_path / "site", {"limits": "None yet.", **own}, **more)

    assert labels(card) == ["By group", "Limits of use"]
    cells = [cell.get_text() for cell in card.select("dd tbody :is(th, td)")]
    assert cells == (["Seniors", "58 %", "220"] if own else [])
    assert len(card.select('dd a[href="#evaluation"]')) == (0 if own else 1)


def test_groups_of_the_card_are_claims_that_are_checked(
    make_site: MakeSite, tmp_path: Path
) -> None:
    shares = [
        {"name": "Seniors", "value": value, "evidence": "a.ipynb#old"} for value in ("58 %", "61 %")
    ]
    config = make_site(
        {"churn": {"responsible_use": {"slices": [*shares, {"name": "Men", "value": "3 h"}]}}}
    )
    write_notebook(tmp_path / "case_studies/churn/a.ipynb", {"old": {"text/plain": "0.58"}})

    result = check_site(config)

    (problem,) = result.problems
    assert problem.found == '"61 %"'
    verdicts = [claim.verdict for claim in result.claims if "slice" in claim.name]
    assert verdicts[1:] == ["to mend", "stated"]
    found = {one.at for one in result.findings if one.code == "stated-only"}
    assert "responsible_use.slices" in found
