"""What stands on the card of each kind of page."""

from pathlib import Path
from typing import Any

import pytest

from proofolio.read import parse_yaml
from proofolio.share import Kind, SharedPage, SharedSite, SharedStudy
from proofolio.share.card_text import CardText, CardWriter, shorten
from proofolio.studies import make_study
from proofolio.studies.profile import Profile
from proofolio.words import read_words

STUDY = """\
title: Whom to call
summary: A list of the customers who are about to leave.
problem: Wrong calls.
role: All of it.
method: A regression.
client: {name: Example Telecom, alias: A telecom operator}
industry: Telecommunications
results:
  business:
    - {name: Hours saved, value: 40 h, key: true, evidence: {estimate: Calls times minutes}}
    - {name: Leavers on the list, value: 62 %, baseline: {value: 31 %, name: at random}, key: true,
       evidence: churn.ipynb#lift}
"""
PROFILE = Profile.model_validate(
    {
        "name": "Ada Example",
        "headline": "Models that earn their keep",
        "niche": "Forecasts for **small** [shops](https://example.org).",
        "services": [{"id": "review", "title": "Review", "summary": "A second pair of eyes."}],
        "email": "ada@example.org",
    },
    context={"comma": False},
)


def site(study: str = STUDY, profile: Profile | None = PROFILE, **more: Any) -> SharedSite:
    made, problems = make_study(parse_yaml(study, "study.yml"), "churn")
    assert (problems, made is not None) == ([], True)
    assert made
    studies = {"churn": SharedStudy(made, Path(), {}, {})}
    author = profile.name if profile else ""
    values = {"url": "https://ada.example/work/", "language": "en", "author": author} | more
    return SharedSite(name="Portfolio", description="", studies=studies, profile=profile, **values)


def write(kind: Kind, of: SharedSite | None = None, **more: Any) -> CardText:
    slug = "churn" if kind in ("study", "notebook") else None
    values = {"uri": "a/", "source": "a.md", "title": "Page", "slug": slug} | more
    of = of or site()
    return CardWriter(of, read_words(of.language)).write(SharedPage(kind, **values))


def test_study_shows_the_first_key_figure_that_has_a_baseline() -> None:
    card = write("study")

    assert (card.title, card.kicker) == ("Whom to call", "Case study · Telecommunications")
    assert (card.client, card.by) == ("A telecom operator", "Ada Example")
    assert card.result
    assert (card.result.name, card.result.value) == ("Leavers on the list", "62 %")
    assert [(bar.name, bar.share, bar.now) for bar in card.result.bars] == [
        ("at random", 0.5, False),
        ("With this work", 1.0, True),
    ]


def test_alternative_text_says_what_the_card_says() -> None:
    assert write("study").alt == (
        "Whom to call. Leavers on the list: 62 % (at random: 31 %). Ada Example"
    )


def test_headline_stands_in_place_of_title_and_summary() -> None:
    card = write("study", site(f"headline: Twice the leavers\n{STUDY}"))

    assert (card.title, card.text) == ("Twice the leavers", "")


def test_an_estimate_says_that_it_is_one() -> None:
    card = write("study", site(STUDY.replace("31 %, name: at random", "31 h")))

    assert card.result
    assert (card.result.name, card.result.bars) == ("Hours saved (estimate)", ())


@pytest.mark.parametrize("baseline", ["-3 %", "31 ms", "62 %"])
def test_what_two_bars_from_zero_cannot_tell_has_none(baseline: str) -> None:
    card = write("study", site(STUDY.replace("{value: 31 %, name: at random}", f'"{baseline}"')))

    assert card.result
    assert card.result.bars == ()


def test_notebook_shows_the_figures_that_it_computed() -> None:
    card = write("notebook", notebook="churn.ipynb")
    other = write("notebook", notebook="other.ipynb")

    assert card.kicker == "Notebook · Whom to call"
    assert [figure.value for figure in card.figures] == ["62 %"]
    assert other.figures == ()


def test_pages_about_the_person_show_the_profile() -> None:
    home, about, services, contact = map(write, ("home", "about", "services", "contact"))

    assert (home.title, home.text) == ("Models that earn their keep", "Forecasts for small shops.")
    assert (home.result is not None, home.by) == (True, "Ada Example")
    assert (about.kicker, about.title, about.photo) == ("Page", "Ada Example", True)
    assert (services.items, contact.items) == (("Review",), ("ada@example.org",))


def test_site_without_a_profile_has_cards_too() -> None:
    cards = [
        write(kind, site(profile=None)) for kind in ("home", "about", "services", "index", "page")
    ]

    assert {card.by for card in cards} == {"Portfolio"}
    assert cards[0].title == "Portfolio"


def test_post_has_its_day_in_the_sites_language() -> None:
    card = write("post", site(language="de"), created="2026-11-02")

    assert card.kicker == "Beitrag · 2. November 2026"


@pytest.mark.parametrize("days", [["2026-11-02"], ["2026-10-01", "2026-11-02"]])
def test_blog_shows_its_posts_the_newest_first(days: list[str]) -> None:
    posts = tuple(SharedPage("post", f"{day}/", f"{day}.md", day, created=day) for day in days)

    assert write("blog", site(pages=posts)).items == tuple(sorted(days, reverse=True))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.ada.example/", "ada.example"),
        ("https://ada.github.io/work/", "ada.github.io/work"),
        ("http://127.0.0.1:8000/", ""),
        ("", ""),
    ],
)
def test_domain_is_that_of_the_published_site(url: str, domain: str) -> None:
    assert write("page", site(url=url)).domain == domain


def test_title_that_is_too_long_is_cut_and_told() -> None:
    card = write("page", title="word " * 80)

    assert card.cut == ("title",)
    assert card.title.endswith("word…")
    assert len(card.title) <= 301


def test_wide_letters_count_twice() -> None:
    assert shorten("漢" * 20, 30) == "漢" * 15 + "…"
    assert shorten("a" * 20, 30) == "a" * 20


def test_direction_is_that_of_the_title() -> None:
    assert write("page", title="26 % أقل").rtl
    assert not write("page", title="Less by 26 %, أقل").rtl
