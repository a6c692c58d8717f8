"""Before a permission ends and after: what stands in the built site, in each of its bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from pypdf import PdfReader

from proofolio.hosts.mkdocs.studies import plugin
from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite

UNTIL = {"by": "Ada", "on": "2025", "until": "2026-03"}
STUDY: dict[str, Any] = {
    "featured": True,
    "client": {
        "name": "Zyxtel Fernmelde",
        "alias_after": "A telecom operator",
        "permission": UNTIL,
    },
    "team": "Two, with a bow",
    "techniques": ["Calibration"],
    "results": {
        "business": [
            {"name": "Leavers qreached", "value": "61.73 %", "key": True, "permission": UNTIL},
            {"name": "Hours saved", "value": "43.21 h", "evidence": {"estimate": "By hand."}},
        ]
    },
    "testimonial": {"quote": "Zright from week one.", "name": "Zada", "permission": UNTIL},
}
PROFILE = {
    "name": "Sam",
    "headline": "Models",
    "testimonials": [{"quote": "Zclear from day one.", "name": "Zbo", "permission": UNTIL}],
}
PAGES = {
    "index.md": "# Home\n\n<!-- proofolio: key-figures -->\n\n<!-- proofolio: featured -->\n\n"
    "<!-- proofolio: testimonials -->\n"
}
GONE = (b"Zyxtel", b"zyxtel", b"61.73", b"Leavers qreached", b"Zright", b"Zada", b"Zclear", b"Zbo")
LAST, NEXT = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def build_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Build as on a day; several builds share the cache, as they do on an author's machine."""

    def built_on(config: Path, day: date, **more: Any) -> Built:
        today = type("Today", (date,), {"today": classmethod(lambda cls: day)})
        monkeypatch.setattr(plugin, "date", today)
        return build_site(config, tmp_path / f"site-{day}", **more)

    return built_on


def bytes_of(built: Built) -> bytes:
    # The theme's own scripts know many numbers.
    files = {name: data for name, data in built.files().items() if "assets/" not in name}
    assert {"search/search_index.json", "sitemap.xml"} <= {*files}
    return b"\n".join([*map(str.encode, built.files()), *files.values()])


@pytest.mark.parametrize("serving", [False, True])
def test_from_the_next_day_on_nothing_of_it_is_in_the_site(
    serving: bool, make_site: MakeSite, build_on: Any
) -> None:
    config = make_site(
        {"churn": STUDY}, PAGES, PROFILE, {"permissions": "leave-out"}, markdown_extensions=["toc"]
    )

    before = bytes_of(build_on(config, LAST, serving=serving))
    after = build_on(config, NEXT, serving=serving)

    said = [text for text in GONE if text in before]
    assert said == [text for text in GONE if text != b"zyxtel"]
    assert [text for text in GONE if text in bytes_of(after)] == []
    page = after.page("case-studies/churn/")
    assert "A telecom operator" in page.select(".pf-snapshot")[0].get_text()
    assert [one.get_text() for one in page.select(".pf-result__name")] == ["Hours saved"]
    assert len(page.select(".pf-result .pf-evidence--estimate")) == 1
    assert [one.get_text() for one in page.select(".pf-numbers tbody th")] == ["Hours saved"]
    assert "43.21" in page.select(".pf-key__value")[0].get_text()
    assert "43.21" in after.page("").select(".pf-key__value")[0].get_text()
    assert page.select(".pf-quote") == []
    assert page.select(".pf-problems") == []


def test_documents_and_cards_know_what_the_page_knows(make_site: MakeSite, build_on: Any) -> None:
    plugins = ["search", {"proofolio/studies": {"permissions": "leave-out"}}, "proofolio/share"]
    config = make_site(
        {"churn": STUDY}, PAGES, PROFILE, plugins=plugins, site_url="https://ada.example/"
    )

    before, after = build_on(config, LAST), build_on(config, NEXT)

    study, portfolio = (words_of(before, name) for name in PDFS)
    for words in (study, portfolio):
        assert {"Zright", "Zada", "61.73", "Leavers qreached", "Zyxtel"} <= found_in(words)
    assert {"Zclear", "Zbo"} <= found_in(portfolio)
    for name in PDFS:
        words = words_of(after, name)
        assert found_in(words) == set()
        assert "A telecom operator" in words
        assert "43.21 h" in words
    told = [tag["content"] for tag in after.page("case-studies/churn/").select("meta[content]")]
    assert found_in(" ".join(map(str, told))) == set()


PDFS = ("case-studies/churn/churn.pdf", "portfolio.pdf")


def words_of(built: Built, name: str) -> str:
    pages = PdfReader(built.folder / name).pages
    text = "\n".join(page.extract_text() for page in pages).replace("-\n", "")
    return " ".join(text.split()).replace("\u00a0", " ")


def found_in(words: str) -> set[str]:
    return {text for one in GONE if (text := one.decode()) in words}


def test_what_is_left_out_is_said_in_a_strict_build_that_passes(
    make_site: MakeSite, build_on: Any, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site({"churn": STUDY}, None, PROFILE, {"permissions": "leave-out"})

    build_on(config, NEXT)  # sets the level of the log
    caplog.set_level("INFO", "mkdocs")
    caplog.clear()
    build(load_config(str(config), strict=True, site_dir=str(config.parent / "site")))

    told = [record.getMessage() for record in caplog.records]
    assert (
        sum(message.endswith("until it is renewed [permission-expired]") for message in told) == 4
    )


def test_a_section_whose_only_result_is_left_out_leaves_no_trace(
    make_site: MakeSite, build_on: Any
) -> None:
    only = {"results": {"business": STUDY["results"]["business"][:1]}}
    config = make_site({"churn": only}, options={"permissions": "leave-out"})

    page = build_on(config, NEXT).page("case-studies/churn/")

    assert page.select("#results, #numbers, .pf-keys") == []
    assert page.select("#problem")


def test_a_build_stops_on_the_next_day_unless_told_otherwise(
    make_site: MakeSite, build_on: Any, tmp_path: Path
) -> None:
    config = make_site({"churn": STUDY}, None, PROFILE)

    build_on(config, LAST)
    with pytest.raises(Abort):
        build_on(config, NEXT)
    assert not (tmp_path / f"site-{NEXT}").exists()


def test_a_name_in_another_text_stops_the_build_in_its_place(
    make_site: MakeSite, build_on: Any
) -> None:
    study = STUDY | {"problem": "Zyxtel Fernmelde called the wrong customers."}
    config = make_site({"churn": study}, None, PROFILE, {"permissions": "leave-out"})

    build_on(config, LAST)
    with pytest.raises(Abort) as raised:
        build_on(config, NEXT)
    assert 'found "Zyxtel Fernmelde", which may not be named' in str(raised.value.__context__)
