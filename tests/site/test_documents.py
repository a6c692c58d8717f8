"""Documents of built sites: what they say, what they hide, and what is said where one cannot be."""

import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mkdocs.exceptions import Abort
from PIL import Image
from pypdf import PdfReader

from proofolio.share import typst
from tests.site.building import ROOT, Built, build_site, copy_german, loaded_by_build
from tests.site.conftest import MakeSite, write

URL = "https://ada.example/work/"
PLUGINS = ["search", "proofolio/studies", "proofolio/share"]
PROFILE: dict[str, Any] = {
    "name": "Ada Example",
    "headline": "Models that decide",
    "email": "ada@example.org",
    "about": "A **statistician**, see [the list](/index.md).",
    "experience": [
        {"title": "Analyst", "organisation": "Example Ltd", "period": {"start": "2018-02"}}
    ],
    "services": [{"id": "models", "title": "Models", "summary": "A model that decides."}],
}
STUDY = "case-studies/churn/churn.pdf"


def read(site: Built, name: str) -> PdfReader:
    return PdfReader(io.BytesIO((site.folder / name).read_bytes()))


def text_of(pdf: PdfReader) -> str:
    """All text, in one line; words divided at the end of a line are whole again."""
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(re.sub(r"[-\u2010\u00ad]\n(?=[a-z])", "", text).split())


def links_of(pdf: PdfReader) -> set[str]:
    notes = [note.get_object() for page in pdf.pages for note in page.annotations or []]
    actions = [note["/A"] for note in notes if "/A" in note]
    return {str(action["/URI"]) for action in actions if "/URI" in action}


def links_on(site: Built, page: str) -> list[str]:
    return [str(link["href"]) for link in site.page(page).select(".pf-documents a[download]")]


@pytest.mark.parametrize("directories", [True, False])
def test_pages_offer_their_documents(
    directories: bool, make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(
        pages={"about.md": "# About\n\n<!-- proofolio: resume -->\n"}, profile=PROFILE,
        plugins=PLUGINS, site_url=URL, use_directory_urls=directories,
    )  # fmt: skip

    site = build_site(config, tmp_path / "site")

    page, about = (
        ("case-studies/churn/", "about/")
        if directories
        else ("case-studies/churn.html", "about.html")
    )
    index = "case-studies/" if directories else "case-studies/index.html"
    assert links_on(site, page) == ["churn.pdf"]
    up = "../" if directories else ""
    assert links_on(site, about) == [f"{up}resume.pdf", f"{up}resume.json"]
    assert links_on(site, index) == ["../portfolio.pdf"]
    names = site.files()
    where = STUDY if directories else "case-studies/churn.pdf"
    assert {where, "portfolio.pdf", "resume.pdf", "resume.json"} <= {*names}
    assert not [name for name, data in names.items() if b"proofolio-documents" in data]


def test_document_of_a_study_can_be_handed_over(make_site: MakeSite, tmp_path: Path) -> None:
    study = {
        "title": "Whom to call",
        "headline": "Six of ten leavers reached",
        "date": "2026-03",
        "client": "A telecom operator",
        "techniques": ["Ranking"],
        "problem": {
            "text": "Calls went to the #panic(wrong) *people* $x$, see [home](/index.md).",
            "cost": "€ 1,200 a week",
        },
        "method": {"steps": [{"name": "Baseline first", "text": "A rule. More of it."}]},
        "results": {
            "business": [
                {
                    "name": "Leavers reached", "value": "62 %", "baseline": "31 %", "key": True,
                    "evidence": {"confirmed": {"by": "Head of retention", "on": "2026-03-14"}},
                }
            ]
        },
        "responsible_use": {"limits": "Not for companies."},
    }  # fmt: skip
    config = make_site({"churn": study}, profile=PROFILE, plugins=PLUGINS, site_url=URL)

    pdf = read(build_site(config, tmp_path / "site"), STUDY)

    text = text_of(pdf)
    for words in (
        "Six of ten leavers reached", "A telecom operator", "#panic(wrong) people x",
        "€ 1,200 a week", "Baseline first", "62 %", "from 31 %", "+31 points",
        "confirmed by Head of retention, 14 March 2026", "Not for companies.", "Ada Example",
    ):  # fmt: skip
        assert words in text.replace("\u00a0", " ")
    assert links_of(pdf) == {f"{URL}case-studies/churn/", "mailto:ada@example.org", URL}
    assert len(pdf.pages) <= 2
    assert pdf.pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)
    meta = pdf.metadata
    assert meta
    assert (meta.title, meta.author, meta.get("/Keywords")) == (
        "Six of ten leavers reached", "Ada Example", "Ranking",
    )  # fmt: skip
    root = pdf.trailer["/Root"].get_object()
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_documents_are_the_same_byte_for_byte(make_site: MakeSite, tmp_path: Path) -> None:
    study = {"date": "2026-03"}
    config = make_site({"churn": study}, profile=PROFILE, plugins=PLUGINS, site_url=URL)

    first = build_site(config, tmp_path / "one").files()
    (tmp_path / ".cache").rename(tmp_path / "forgotten")
    again = build_site(config, tmp_path / "two").files()

    names = [name for name in first if name.endswith((".pdf", "resume.json"))]
    assert len(names) == 4
    assert [name for name in names if first[name] != again[name]] == []
    made = PdfReader(io.BytesIO(first[STUDY])).metadata
    assert made
    assert str(made.get("/CreationDate")).startswith("D:20260301")


def test_unchanged_build_makes_no_document(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "case_studies/churn").mkdir(parents=True)
    Image.effect_noise((1600, 900), 60).save(tmp_path / "case_studies/churn/photo.jpg")
    make_site(
        {"churn": {"cover": {"image": "photo.jpg", "alt": "Calls."}}},
        profile=PROFILE, plugins=PLUGINS, site_url=URL,
    )  # fmt: skip
    heavy = {"typst", "fontTools", "PIL", "segno"}

    cold, warm = (loaded_by_build(tmp_path, *heavy) for _ in range(2))

    assert cold == heavy
    assert warm == set()


def test_name_behind_an_alias_and_metadata_of_pictures_stay_at_home(
    make_site: MakeSite, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "A secret place"
    (tmp_path / "case_studies/churn").mkdir(parents=True)
    Image.new("RGB", (400, 300), "navy").save(tmp_path / "case_studies/churn/photo.jpg", exif=exif)
    study = {
        "client": {"name": "Hidden Telecom", "alias": "A telecom operator"},
        "cover": {"image": "photo.jpg", "alt": "Calls."},
    }
    config = make_site(
        {"churn": study, "draft": {"title": "Unseen", "visibility": "draft"}},
        profile=PROFILE, plugins=PLUGINS, site_url=URL,
    )  # fmt: skip

    site = build_site(config, tmp_path / "site")

    for name in (STUDY, "portfolio.pdf", "resume.pdf"):
        pdf = read(site, name)
        said = f"{text_of(pdf)} {pdf.metadata} {links_of(pdf)}"
        assert "A telecom operator" in said
        assert "Hidden" not in said
        assert "Unseen" not in said
        assert b"secret" not in (site.folder / name).read_bytes()
    assert "Hidden" not in (site.folder / "resume.json").read_text("utf-8")


def long_text(characters: int) -> str:
    sentence = "The calls of one week went to people who stayed anyway, and nobody knew. "
    return (sentence * (characters // len(sentence) + 1))[:characters].rstrip() + "."


def test_long_texts_are_set_smaller_and_too_long_ones_told(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def build(characters: int) -> Built:
        study = {"problem": long_text(characters), "method": "A rule."}
        config = make_site({"churn": study}, plugins=PLUGINS, site_url=URL)
        return build_site(config, tmp_path / "site")

    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build(20_000)
    found = re.search(
        r"case_studies/churn/study\.yml:(\d+):10: expected at most ([\d,]+) characters, so that "
        r"the study has room on two pages of paper, found 20,00\d characters; shorten it by some "
        r"[\d,]+ characters",
        caplog.text,
    )
    assert found
    most = int(found[2].replace(",", ""))
    # What is asked for is enough, and not much more than that.
    assert len(read(build(most), STUDY).pages) == 2
    with pytest.raises(Abort):
        build(most + 2_000)


def test_without_typst_nothing_leads_to_documents(
    make_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(typst, "typst_tool", lambda: "")
    about = {"about.md": "# About\n\n<!-- proofolio: resume -->\n"}
    config = make_site(pages=about, profile=PROFILE, plugins=PLUGINS, site_url=URL)

    site = build_site(config, tmp_path / "site", strict=False)

    assert not [name for name in site.files() if name.endswith(".pdf")]
    assert links_on(site, "case-studies/churn/") == links_on(site, "case-studies/") == []
    assert links_on(site, "about/") == ["../resume.json"]
    said = [one.message for one in caplog.records if "no PDFs" in one.message]
    assert len(said) == 1
    assert 'pip install "proofolio[share]"' in said[0]


def test_portfolio_without_one_of_the_studies_is_not_made_and_it_is_said(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site({"churn": {"title": "漢字"}}, plugins=PLUGINS, site_url=URL)

    site = build_site(config, tmp_path / "site", strict=False)

    assert not [name for name in site.files() if name.endswith(".pdf")]
    assert "portfolio.pdf: there is none, since it would lack churn" in caplog.text


def test_documents_that_nobody_wants_are_not_made(make_site: MakeSite, tmp_path: Path) -> None:
    plugins = [*PLUGINS[:2], {"proofolio/share": {"documents": ["study"], "paper": "letter"}}]
    config = make_site(profile=PROFILE, plugins=plugins, site_url=URL)

    site = build_site(config, tmp_path / "site")

    found = [name for name in site.files() if name.endswith((".pdf", "resume.json"))]
    assert found == [STUDY]
    assert read(site, STUDY).pages[0].mediabox.width == 612


def test_authors_own_file_stays(make_site: MakeSite, tmp_path: Path) -> None:
    write(tmp_path / "content/resume.pdf", "My own")
    config = make_site(profile=PROFILE, plugins=PLUGINS, site_url=URL)

    site = build_site(config, tmp_path / "site")

    assert (site.folder / "resume.pdf").read_text("utf-8") == "My own"


def test_site_without_address_has_documents_without_one(
    make_site: MakeSite, tmp_path: Path
) -> None:
    config = make_site(profile=PROFILE, plugins=PLUGINS)

    pdf = read(build_site(config, tmp_path / "site"), STUDY)

    assert "127.0.0.1" not in text_of(pdf)
    assert links_of(pdf) == {"mailto:ada@example.org"}


def test_own_template_stands_in_place_of_ours(make_site: MakeSite, tmp_path: Path) -> None:
    template = (
        '#import "document.typ": data, document-of\n'
        "#show: body => document-of(data.meta, body)\n"
        "= Mine: #data.study.title\n"
    )
    write(tmp_path / "templates/share/study-document.typ", template)
    plugins = ["search", {"proofolio/studies": {"templates": "templates"}}, "proofolio/share"]
    config = make_site(plugins=plugins, site_url=URL)

    pdf = read(build_site(config, tmp_path / "site"), STUDY)

    assert "Mine: " in text_of(pdf)


def test_letters_that_no_font_has_are_named(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site({"churn": {"title": "解約 🎉"}}, plugins=PLUGINS, site_url=URL)

    site = build_site(config, tmp_path / "site", strict=False)

    assert not (site.folder / STUDY).exists()
    assert links_on(site, "case-studies/churn/") == []
    assert 'case-studies/churn.md: no font has "解約", so that there is no PDF of it' in caplog.text


def test_resume_follows_its_schema(make_site: MakeSite, tmp_path: Path) -> None:
    folder = ROOT / "tests/share/resume_schema"
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    sites = [
        build_site(ROOT / "mkdocs.yml", tmp_path / "sample", site_url=URL),
        build_site(make_site(profile=PROFILE, plugins=PLUGINS, site_url=URL), tmp_path / "small"),
    ]

    for site in sites:
        resume = json.loads((site.folder / "resume.json").read_text("utf-8"))
        jsonschema.Draft7Validator(schema).validate(resume)
        assert resume["projects"][0]["url"].startswith(f"{URL}case-studies/")
    assert resume["basics"]["summary"] == "A statistician, see the list."


def test_documents_run_as_their_language_does(make_site: MakeSite, tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "ar"}
    config = make_site(profile=PROFILE, plugins=PLUGINS, site_url=URL, theme=theme)

    site = build_site(config, tmp_path / "site")

    for name in (STUDY, "portfolio.pdf", "resume.pdf"):
        root = read(site, name).trailer["/Root"]
        assert root["/Lang"] == "ar"
        assert root["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_german_site_has_german_documents(tmp_path: Path) -> None:
    config = copy_german(tmp_path, {})
    text = config.read_text("utf-8").replace("studies]", "studies, proofolio/share]")
    config.write_text(text, "utf-8")

    site = build_site(config, tmp_path / "site")

    pdf = read(site, "case-studies/abwanderung/abwanderung.pdf")
    said = text_of(pdf).replace("\u00a0", " ")
    for words in ("Fallstudie · Telekommunikation", "vorher 22,5 %", "+6,6 Prozentpunkte"):
        assert words in said
    assert not {"Problem and", "Evidence", "My role", "Responsible"} & {*said.split(" ")}
    assert pdf.trailer["/Root"]["/Lang"] == "de"
    assert "Berufserfahrung" in text_of(read(site, "resume.pdf"))
