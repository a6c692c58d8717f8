"""All studies together: their order, their drafts, their addresses."""

import pytest
from pydantic_core import PydanticCustomError

from proofolio.read import parse_yaml
from proofolio.studies import Study, make_portfolio, make_study
from proofolio.studies.values import check_order

SMALLEST = "title: A\nsummary: A\nproblem: A\nrole: A\nmethod: A\nresults: A\n"


def make(slug: str, more: str = "") -> Study:
    study, problems = make_study(parse_yaml(SMALLEST + more, f"{slug}/study.yml"), slug)
    assert problems == []
    assert study is not None
    return study


def slugs(*studies: Study) -> list[str]:
    portfolio, problems = make_portfolio(studies, None)
    assert problems == []
    return [study.slug for study in portfolio.studies]


def test_weight_comes_before_date_and_the_newest_date_first() -> None:
    assert slugs(
        make("undated"),
        make("old", "date: 2024-12\n"),
        make("new", "date: 2026-03-14\n"),
        make("last", "weight: 20\n"),
        make("first", "weight: -1\ndate: 2020\n"),
    ) == ["first", "last", "new", "old", "undated"]


def test_slug_decides_between_equals() -> None:
    studies = [make("b"), make("a"), make("d", "date: 2026\n"), make("c", "date: 2026\n")]

    assert slugs(*studies) == ["c", "d", "a", "b"]


@pytest.mark.parametrize("more", ["2026-03-14", "2026-03"])
def test_a_date_of_more_precision_comes_before_its_year(more: str) -> None:
    assert slugs(make("a", "date: 2026\n"), make("b", f"date: {more}\n")) == ["b", "a"]


def test_own_slug_wins_over_the_folders_name() -> None:
    assert slugs(make("churn-model", "slug: churn\n")) == ["churn"]


def test_drafts_are_left_out_of_the_published_portfolio() -> None:
    portfolio, _ = make_portfolio([make("a", "visibility: draft\n"), make("b")], None)

    assert [study.slug for study in portfolio.published().studies] == ["b"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026", None),
        ("2026", "2026"),
        ("2026-03-14", "2026-03"),
        ("2026-03", "2026-03-14"),
        ("2026-03-14", "2026"),
        ("2025", "2026-01"),
    ],
)
def test_dates_in_order_of_whatever_precision(start: str, end: str | None) -> None:
    check_order(start, end, "start", "end")


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026", "2025-12-31"), ("2026-03-14", "2026-02"), ("2026-03-14", "2026-03-13")],
)
def test_an_end_before_the_start_is_refused(start: str, end: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_order(start, end, "start", "end")
