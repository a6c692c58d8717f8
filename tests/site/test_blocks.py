"""What the profile and the studies bring into hand-written pages."""

from __future__ import annotations

from pathlib import Path

from tests.site.building import build_site
from tests.site.conftest import MakeSite

PROFILE = {"name": "Sam", "headline": "Models that earn their keep", "email": "sam@example.org"}
HOME = "# Home\n\n<!-- proofolio: hero -->\n\n<!-- proofolio: key-figures -->\n"


def result(name: str, value: str, baseline: str | None) -> dict[str, object]:
    metric = {"name": name, "value": value, "baseline": baseline}
    return {"business": [{key: text for key, text in metric.items() if text}]}


def test_hero_shows_the_first_result_with_a_baseline(make_site: MakeSite, tmp_path: Path) -> None:
    studies = {
        "alone": {"featured": True, "weight": 1, "results": result("Calls", "90", None)},
        "other": {"featured": True, "weight": 2, "results": result("Errors", "607", "823")},
        "quiet": {"weight": 0, "results": result("Hidden", "2", "1")},
    }
    config = make_site(studies, {"index.md": HOME}, PROFILE)
    page = build_site(config, tmp_path / "site").page("")
    claim = page.select_one(".pf-claim")
    assert claim
    assert "Errors" in claim.text
    assert claim.select_one(".pf-change").text == "−26 %"
    before, now = claim.select(".pf-bar")
    assert (before["style"], now["style"]) == ("--pf-share: 1.000", "--pf-share: 0.738")
    assert claim.select_one(".pf-evidence--stated")
    assert claim.select_one("a[href='case-studies/other/']")
    assert "Hidden" not in page.text
    # Beside the hero, styles hide the figure that it shows.
    assert [key.dt.text for key in page.select(".pf-keys > .pf-key--lead")] == ["Errors"]


def test_hero_stands_alone_without_a_result(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        {"churn": {"featured": True, "results": "Done."}}, {"index.md": HOME}, PROFILE
    )
    page = build_site(config, tmp_path / "site").page("")
    assert page.select_one(".pf-hero h1").text == PROFILE["headline"]
    assert not page.select(".pf-claim")


def test_skills_lead_to_the_studies_that_show_them(make_site: MakeSite, tmp_path: Path) -> None:
    studies = {
        "churn": {"title": "Churn", "techniques": ["Gradient boosting"]},
        "rail": {"title": "Rail", "technologies": ["DuckDB"]},
        "film": {"title": "Film"},
    }
    skills = [
        {"name": "Scores", "tools": ["gradient boosting"]},
        {"name": "duckdb", "studies": ["film"]},
        {"name": "Talks"},
    ]
    config = make_site(
        studies, {"a.md": "<!-- proofolio: resume -->"}, PROFILE | {"skills": skills}
    )
    page = build_site(config, tmp_path / "site").page("a/")
    shown = [
        [link.text for link in skill.select(".pf-shown-in a")] for skill in page.select(".pf-skill")
    ]
    assert shown == [["Churn"], ["Film", "Rail"], []]


def test_contact_is_a_form_only_where_somebody_takes_it(
    make_site: MakeSite, tmp_path: Path
) -> None:
    pages = {"contact.md": "<!-- proofolio: contact -->"}
    config = make_site(pages=pages, profile=PROFILE)
    page = build_site(config, tmp_path / "plain").page("contact/")
    assert not page.select(".pf-contact form")
    assert page.select("a.pf-button[href='mailto:sam@example.org']")
    config = make_site(pages=pages, profile=PROFILE | {"form": "https://example.org/f/1?a=1&b=2"})
    form = build_site(config, tmp_path / "form").page("contact/").select_one(".pf-contact form")
    assert (form["action"], form["method"]) == ("https://example.org/f/1?a=1&b=2", "post")
    fields = {field["name"]: field for field in form.select("input, textarea")}
    assert [name for name, field in fields.items() if field.has_attr("required")] == [
        "name",
        "email",
        "message",
    ]
    for name in ("name", "email", "message"):
        assert form.select_one(f"label[for='{fields[name]['id']}']").text
    assert fields["_gotcha"]["tabindex"] == "-1"


def test_blocks_of_a_profile_that_says_nothing_leave_no_trace(
    make_site: MakeSite, tmp_path: Path
) -> None:
    names = ("about", "about-full", "contact", "resume", "services", "services-full")
    page = "# A\n" + "".join(f"\n<!-- proofolio: {name} -->\n" for name in (*names, "testimonials"))
    profile = {"name": "Sam", "headline": "I forecast demand."}
    site = build_site(make_site(pages={"all.md": page}, profile=profile), tmp_path / "site")

    article = site.page("all/").select_one("article")
    assert article.get_text(strip=True).removesuffix("¶") == "A"
    assert not article.select(".pf-cta, dl, img")


def test_tags_that_differ_in_case_are_one(make_site: MakeSite, tmp_path: Path) -> None:
    studies = {
        "churn": {"techniques": ["Ranking"], "tags": ["ranking", "calls"]},
        "film": {"tags": ["ranking"]},
    }
    config = make_site(
        studies,
        {"tags.md": "# Topics\n\n<!-- material/tags -->\n"},
        plugins=["search", "tags", "proofolio/studies"],
    )
    page = build_site(config, tmp_path / "site").page("tags/")
    assert [tag.text for tag in page.select("h2 .md-tag")] == ["Ranking", "calls"]
