"""Charts of recorded values on the pages of a site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite, write
from tests.site.test_studies import without_times
from tests.site.test_values import RECALL, recorded

ROC = {
    "kind": "curve", "name": "roc", "curve": "roc", "series": "model", "x": [0, 0.1, 1],
    "y": [0, 0.7, 1], "x_label": "False alarms", "y_label": "Found",
}  # fmt: skip
GROUPS = {
    "kind": "table", "name": "groups", "columns": ["name", "value", "n"],
    "rows": [["Monthly <b>", 0.3, 414], ["Yearly", 0.1, 40]], "unit": "ratio",
}  # fmt: skip
CHARTS = [
    {"chart": "churn.ipynb#roc", "caption": "The model finds seven of ten.", "section": "results"},
    {"chart": {"record": "churn.ipynb#groups", "kind": "slices", "title": "By contract",
               "reference": "churn.ipynb#recall"}},
    {"chart": {"records": ["churn.ipynb#recall"], "labels": {"recall": "Leavers found"}}},
]  # fmt: skip


def build(make_site: MakeSite, root: Path, visuals: list[dict[str, Any]], **study: Any) -> Built:
    """A built site with the study `churn`, its notebook and these visuals."""
    write(root / "case_studies/churn/churn.ipynb", recorded(RECALL, ROC, GROUPS))
    return build_site(make_site({"churn": {"visuals": visuals, **study}}), root / "site")


def test_records_are_drawn_with_their_data(make_site: MakeSite, tmp_path: Path) -> None:
    site = build(make_site, tmp_path, CHARTS)

    page = site.page("case-studies/churn/")
    titles = [title.text for title in page.select(".pf-graphic__title")]
    assert titles == ["By contract", "Recall", "Roc"]
    assert [row.text for row in page.select("#visuals-1-chart tbody th")] == [
        "Monthly <b>", "Yearly", "recall",
    ]  # fmt: skip
    assert "Leavers found" in page.select_one("#visuals-2-chart").text
    assert "The model finds seven of ten." in page.text
    assert len(page.select("svg[role=img]")) == 6  # one for wide pages, one for phones
    again = build_site(tmp_path / "mkdocs.yml", tmp_path / "again")
    assert without_times(again.files()) == without_times(site.files())


def test_steps_with_dates_are_a_timeline(make_site: MakeSite, tmp_path: Path) -> None:
    steps = [
        {"name": "Baseline", "start": "2026-01", "end": "2026-02"},
        {"name": "Model", "start": "2026-03-09", "end": "2026-05"},
    ]
    page = build(make_site, tmp_path, [], method={"steps": steps}).page("case-studies/churn/")

    assert [row.text for row in page.select("#method-steps tbody th")] == ["Baseline", "Model"]


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        ("churn.ipynb#rock", 'did you mean "roc"?'),
        ("churn.ipynb#groups", "add `kind: slices`, or what it is"),
        ({"record": "churn.ipynb#roc", "kind": "confusion"}, "found a recorded curve"),
        ({"record": "churn.ipynb#roc", "series": ["rule"]}, "rule"),
        ({"record": "churn.ipynb#groups", "kind": "slices", "reference": "churn.ipynb#roc"},
         "found a curve"),
        ({"kind": "roc"}, "one of record and records"),
    ],
)  # fmt: skip
def test_chart_with_a_wrong_record_stops_the_build(
    make_site: MakeSite,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    chart: object,
    message: str,
) -> None:
    with pytest.raises(Abort):
        build(make_site, tmp_path, [{"chart": chart}])

    assert message in caplog.text
    assert "case_studies/churn/study.yml:" in caplog.text


def test_name_that_an_alias_hides_is_in_no_chart(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chart = {"record": "churn.ipynb#groups", "kind": "slices", "title": "Groups"}
    client = {"name": "Yearly", "alias": "A shop"}
    with pytest.raises(Abort):
        build(make_site, tmp_path, [{"chart": chart}], client=client)

    assert "expected a chart without the client's name" in caplog.text
