"""Recorded values on the pages of a site, and claims that their notebooks do not bear out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from proofolio.hosts.mkdocs.check import check_site
from proofolio.recording import MIME
from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite, write

RECALL = {
    "kind": "metric", "name": "recall", "value": 0.6174, "unit": "ratio", "n": 1409,
    "interval": [0.58, 0.65], "baseline": 0.265, "higher_is_better": True,
}  # fmt: skip


def recorded(*payloads: dict[str, Any]) -> str:
    """A notebook with a cell for each record."""
    cells = [
        {
            "cell_type": "code", "id": f"c{index}", "execution_count": 1, "metadata": {},
            "source": "record(…)",
            "outputs": [{"output_type": "display_data", "metadata": {},
                         "data": {MIME: payload, "text/plain": "line"}}],
        }
        for index, payload in enumerate(payloads)
    ]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def study(**metric: Any) -> dict[str, Any]:
    """A study with one result."""
    return {"results": {"business": [{"name": "Reached", "key": True, **metric}]}}


def build(make_site: MakeSite, root: Path, more: dict[str, Any], **site: Any) -> Built:
    """A built site with the study `churn` and its notebook."""
    write(root / "case_studies/churn/churn.ipynb", recorded(RECALL))
    return build_site(make_site({"churn": more}, **site), root / "site")


def test_value_of_the_notebook_stands_everywhere(make_site: MakeSite, tmp_path: Path) -> None:
    named = "{{ churn.ipynb#recall }}"
    site = build(
        make_site,
        tmp_path,
        study(evidence="churn.ipynb#recall")
        | {"headline": f"We reach {named}", "problem": f"They reached `{named}`, not {named}."},
        pages={
            "index.md": "# Home\n\n{{ churn/churn.ipynb#recall | .0 % }} and {{ other }}.\n",
            "case-studies/index.md": "# All\n\n<!-- proofolio: index -->\n",
        },
    )

    page = site.page("case-studies/churn/")
    assert page.select_one("h1").text.strip().replace("\xa0", " ") == "We reach 61.7 %"
    text = page.select_one("article").text.replace("\xa0", " ")
    assert f"They reached {named}, not 61.7 %." in text
    for shown in ("26.5 %", "58 %", "65 %", "1,409"):
        assert shown in text
    assert "62 % and {{ other }}." in site.page("").text
    assert "61.7\xa0%" in site.page("case-studies/").text


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        ({"value": "58 %"}, '62 % as churn.ipynb#recall recorded it (cell 1), found "58 %"'),
        ({"value": "62 %", "baseline": "30 %"}, "expected 26 % as churn.ipynb#recall recorded it"),
        ({"value": "62 %", "interval": ["57 %", "65 %"]}, 'found "57 %"'),
        ({"value": "62 %", "n": 1408}, "expected 1409 as churn.ipynb#recall recorded it"),
        ({"value": "62 %", "higher_is_better": False}, "expected true as churn.ipynb#recall"),
        ({"value": "62 points", "evidence": "churn.ipynb#gain"}, 'did you mean "recall"?'),
    ],
)  # fmt: skip
def test_claim_that_its_notebook_does_not_bear_out_stops_the_build(
    make_site: MakeSite,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    metric: dict[str, Any],
    message: str,
) -> None:
    with pytest.raises(Abort):
        build(make_site, tmp_path, study(**{"evidence": "churn.ipynb#recall"} | metric))

    if "did you mean" not in message:
        assert message in caplog.text
    assert "case_studies/churn/study.yml:" in caplog.text
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("value", "baseline", "interval"),
    [("0.617", "0.265", "0.580 to 0.650"), ("62 %", "26 %", "58 % to 65 %")],
)
def test_what_is_filled_in_is_written_like_what_is_stated(
    make_site: MakeSite, tmp_path: Path, value: str, baseline: str, interval: str
) -> None:
    page = build(make_site, tmp_path, study(evidence="churn.ipynb#recall", value=value)).page(
        "case-studies/churn/"
    )

    text = page.select_one("#results").find_parent("section").text.replace("\xa0", " ")
    assert f"from {baseline}" in text
    assert f"interval {interval}" in text


def test_slice_is_filled_in_with_its_cases(make_site: MakeSite, tmp_path: Path) -> None:
    parts = [{"name": "Seniors", "format": ".0 %", "evidence": "churn.ipynb#recall"}]
    more = study(value=1) | {"evaluation": {"slices": parts}}

    page = build(make_site, tmp_path, more).page("case-studies/churn/")

    shown = page.select_one("#evaluation").find_parent("section").text.replace("\xa0", " ")
    assert "62 %" in shown
    assert "1,409" in shown


def test_slice_of_other_cases_than_recorded_stops_the_build(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    parts = [{"name": "Seniors", "n": 1408, "evidence": "churn.ipynb#recall"}]
    with pytest.raises(Abort):
        build(make_site, tmp_path, study(value=1) | {"evaluation": {"slices": parts}})

    assert 'expected 1409 as churn.ipynb#recall recorded it, found "1408"' in caplog.text


def test_altered_record_stops_the_next_build(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(make_site, tmp_path, study(evidence="churn.ipynb#recall", value="62 %"))
    altered = recorded(RECALL | {"value": 0.58})
    write(tmp_path / "case_studies/churn/churn.ipynb", altered)

    with pytest.raises(Abort):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site")

    assert 'expected 58 % as churn.ipynb#recall recorded it (cell 1), found "62 %"' in caplog.text


def test_unknown_value_on_a_page_has_its_place(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = "# Home\n\n`{{ churn/churn.ipynb#recal }}` {{ churn/churn.ipynb#recal }}\n"
    with pytest.raises(Abort):
        build(make_site, tmp_path, study(value=1), pages={"index.md": page})

    assert "content/index.md:3:33: expected a number or cell named" in caplog.text
    assert 'did you mean "recall"?' in caplog.text


@pytest.mark.parametrize(
    "more",
    [
        study(evidence="churn.ipynb#recall"),
        {"problem": "They reached {{ churn.ipynb#recall }}."},
        {"visuals": [{"chart": "churn.ipynb#recall", "caption": "The model reaches more."}]},
    ],
)
def test_record_that_has_not_run_is_told(
    make_site: MakeSite, tmp_path: Path, more: dict[str, Any]
) -> None:
    notebook = json.loads(recorded(RECALL | {"name": "auc"}))
    code = '#| label: recall\n# record("auc", 1)\nrecord(\n    "recall", 0.6)'
    notebook["cells"].append(notebook["cells"][0] | {"source": code, "outputs": [], "id": "new"})
    write(tmp_path / "case_studies/churn/churn.ipynb", json.dumps(notebook))

    (problem,) = check_site(make_site({"churn": more})).problems

    assert 'expected what cell 2 of churn.ipynb records as "recall"' in str(problem)
    assert str(problem).endswith("run the notebook, and save it")


def test_studies_name_values_of_each_other(make_site: MakeSite, tmp_path: Path) -> None:
    studies = {
        slug: {"headline": f"There {{{{ {other}/n.ipynb#recall | .0 % }}}}"}
        for slug, other in (("churn", "rail"), ("rail", "churn"))
    }
    config = make_site(studies)
    for slug in studies:
        write(tmp_path / f"case_studies/{slug}/n.ipynb", recorded(RECALL))

    site = build_site(config, tmp_path / "site")

    for slug in studies:
        assert "There 62" in site.page(f"case-studies/{slug}/").select_one("h1").text


def test_caption_and_alternative_text_name_values(make_site: MakeSite, tmp_path: Path) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "bars.png")
    visual = {
        "image": "bars.png",
        "caption": "Reached: {{ churn.ipynb#recall | .0 % }}.",
        "alt": "Bars at {{ churn.ipynb#recall }} and {{ churn.ipynb#recall.baseline }}.",
    }
    config = make_site({"churn": {"visuals": [visual]}})
    (tmp_path / "bars.png").rename(tmp_path / "case_studies/churn/bars.png")
    write(tmp_path / "case_studies/churn/churn.ipynb", recorded(RECALL))

    page = build_site(config, tmp_path / "site").page("case-studies/churn/")

    assert "Reached: 62" in page.select_one("figcaption").text
    assert {image["alt"] for image in page.select("article figure img")} == {
        "Bars at 61.7 % and 26.5 %."
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("recall.hi", "its parts are .baseline, .low, .high, .n"),
        ("roc", 'found "{{ churn.ipynb#roc }}", which is a curve; record the number itself'),
    ],
)
def test_what_is_no_number_is_told_where_it_is_named(
    make_site: MakeSite, tmp_path: Path, name: str, told: str
) -> None:
    curve = {"kind": "curve", "name": "roc", "curve": "roc", "x": [0, 1], "y": [0, 1]}
    write(tmp_path / "case_studies/churn/churn.ipynb", recorded(RECALL, curve))
    config = make_site({"churn": {"problem": f"We found {{{{ churn.ipynb#{name} }}}}."}})

    (problem,) = check_site(config).problems

    assert told in str(problem)


def test_two_records_of_one_name_are_told(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site({"churn": study(evidence="churn.ipynb#recall")})
    write(tmp_path / "case_studies/churn/churn.ipynb", recorded(RECALL, RECALL))
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")

    assert 'churn.ipynb:1:1: expected one record named "recall"' in caplog.text


@pytest.mark.parametrize(
    ("record", "metric", "found"),
    [
        (RECALL, {"baseline": "26.5 %", "interval": ["58 %", "65 %"], "n": 1409}, []),
        ({"kind": "metric", "name": "recall", "value": 0.6174, "unit": "ratio"},
         {"baseline": "26.5 %", "interval": ["58 %", "65 %"], "n": 1409},
         ["baseline", "interval", "n"]),
        ({"kind": "metric", "name": "recall", "value": 0.6174, "unit": "ratio"},
         {"baseline": {"value": "61.7 %", "evidence": "churn.ipynb#recall"}}, []),
    ],
)  # fmt: skip
def test_check_tells_what_the_notebook_says_nothing_of(
    make_site: MakeSite,
    tmp_path: Path,
    record: dict[str, Any],
    metric: dict[str, Any],
    found: list[str],
) -> None:
    write(tmp_path / "case_studies/churn/churn.ipynb", recorded(record))
    more = study(evidence="churn.ipynb#recall", value="62 %", **metric)

    findings = check_site(make_site({"churn": more})).findings

    told = [str(one) for one in findings if one.code == "stated-only"]
    assert [f"the {name} in what churn.ipynb#recall says" in text
            for name, text in zip(found, told, strict=True)] == [True] * len(found)  # fmt: skip


def test_posts_name_values_in_their_excerpts_too(make_site: MakeSite, tmp_path: Path) -> None:
    post = (
        "---\ndate: 2026-03-14\n---\n\n# Post\n\nFound {{ churn/churn.ipynb#recall | .0 % }}.\n\n"
        "<!-- more -->\n\nAgain {{ churn/churn.ipynb#recall }}.\n"
    )
    plugins = ["search", {"blog": {"authors": False}}, {"proofolio/studies": {}}]
    site = build(
        make_site,
        tmp_path,
        study(value=1),
        pages={"blog/index.md": "# Blog\n", "blog/posts/post.md": post},
        plugins=plugins,
    )

    assert "Found 62 %." in site.page("blog/").text
    page = site.page("blog/2026/03/14/post/").text
    assert "Found 62 %." in page
    assert "Again 61.7 %." in page


@pytest.mark.parametrize(
    ("more", "change", "message"),
    [
        (study(evidence="churn.ipynb#recall", value="62 %"), {"value": 0.58},
         'expected 58 % as churn.ipynb#recall recorded it (cell 1), found "62 %"'),
        (study(evidence="churn.ipynb#recall", baseline="26.5 %"), {"baseline": 0.3},
         'expected 30.0 % as churn.ipynb#recall recorded it (cell 1), found "26.5 %"'),
        (study(evidence="churn.ipynb#recall", interval=["58 %", "65 %"]),
         {"interval": [0.5, 0.65]}, 'expected 50 % as churn.ipynb#recall recorded it'),
        (study(evidence="churn.ipynb#recall", n=1409), {"n": 1410}, "expected 1410 as"),
        (study(evidence="churn.ipynb#recall", higher_is_better=True),
         {"higher_is_better": False}, "expected false as churn.ipynb#recall recorded it"),
        (study(value=1, baseline={"value": "62 %", "evidence": "churn.ipynb#recall"}),
         {"value": 0.58}, 'expected 58 % as churn.ipynb#recall recorded it (cell 1), found "62 %"'),
        ({"evaluation": {"slices": [{"name": "All", "value": "62 %",
                                     "evidence": "churn.ipynb#recall"}]}},
         {"value": 0.58}, 'expected 58 % as churn.ipynb#recall recorded it (cell 1), found "62 %"'),
        ({"problem": "Found {{ churn.ipynb#recall }}."}, {"name": "found"},
         'expected a number or cell named "recall" in churn.ipynb'),
    ],
)  # fmt: skip
def test_each_kind_of_claim_fails_once_its_record_is_altered(
    make_site: MakeSite,
    tmp_path: Path,
    more: dict[str, Any],
    change: dict[str, Any],
    message: str,
) -> None:
    notebook = tmp_path / "case_studies/churn/churn.ipynb"
    config = make_site({"churn": more})
    write(notebook, recorded(RECALL))
    assert check_site(config).problems == ()

    write(notebook, recorded(RECALL | change))

    assert message in "\n".join(map(str, check_site(config).problems))
