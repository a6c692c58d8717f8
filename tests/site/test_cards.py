"""Cards on built sites: one for every page, an author's own, and what is said of them."""

import io
import logging
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort
from PIL import Image

from proofolio.share import typst
from tests.site.building import Built, build_site, loaded_by_build
from tests.site.conftest import MakeSite

URL = "https://ada.example/work/"
PLUGINS = ["search", "proofolio/studies", "proofolio/share"]


def picture(path: Path, width: int, height: int, kind: str = "PNG", **more: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((width, height), 60).convert("RGB").save(path, kind, **more)


def head(page: BeautifulSoup, name: str) -> str:
    tag = page.find("meta", property=name)
    return str(tag["content"]) if tag else ""


def card_file(site: Built, page: str) -> Path:
    address = head(site.page(page), "og:image")
    assert address.startswith(f"{URL}assets/cards/")
    return site.folder / address.removeprefix(URL)


@pytest.mark.parametrize("directories", [True, False])
def test_every_page_has_a_card_that_networks_take(
    directories: bool, make_site: MakeSite, tmp_path: Path
) -> None:
    pages = {"about.md": "# About\n\nA person.\n"}
    config = make_site(pages=pages, plugins=PLUGINS, site_url=URL, use_directory_urls=directories)

    site = build_site(config, tmp_path / "site")

    found = {name: page for name, page in site.html().items() if name != "404.html"}
    assert len(found) == 4
    for name, page in found.items():
        card = card_file(site, name)
        with Image.open(card) as opened:
            assert (opened.format, opened.size) == ("PNG", (1200, 630))
        assert card.stat().st_size < 300_000
        assert head(page, "og:image:alt")
    assert len({card_file(site, name) for name in found}) == 4


def test_site_of_pages_alone_has_cards(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(plugins=["search", "proofolio/share"], site_url=URL)

    assert card_file(build_site(config, tmp_path / "site"), "").is_file()


def test_drafts_have_no_card(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        {"churn": {}, "hidden": {"visibility": "draft"}}, plugins=PLUGINS, site_url=URL
    )

    names = build_site(config, tmp_path / "site").files()

    assert not [name for name in names if "hidden" in name]


def test_unchanged_build_draws_nothing(make_site: MakeSite, tmp_path: Path) -> None:
    picture(tmp_path / "content/images/large.jpg", 2400, 1260, "JPEG", quality=95)
    pages = {"about.md": "---\ncard: images/large.jpg\n---\n# About\n"}
    make_site(pages=pages, plugins=PLUGINS, site_url=URL)
    heavy = {"typst", "fontTools", "PIL"}

    cold, warm = (loaded_by_build(tmp_path, *heavy) for _ in range(2))

    assert cold == heavy
    assert warm == set()


def test_own_picture_stands_in_place_of_the_card(make_site: MakeSite, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "A secret place"
    picture(tmp_path / "case_studies/churn/card.jpg", 1200, 630, "JPEG", exif=exif)
    picture(tmp_path / "content/images/page.png", 2400, 1260)
    config = make_site(
        {"churn": {"card": {"picture": "card.jpg", "alt": "A call list."}}},
        {"about.md": "---\ntitle: About me\ncard: images/page.png\n---\n# About\n"},
        plugins=PLUGINS,
        site_url=URL,
    )

    site = build_site(config, tmp_path / "site")

    study, page = site.page("case-studies/churn/"), site.page("about/")
    assert head(study, "og:image:alt") == "A call list."
    assert b"secret" not in card_file(site, "case-studies/churn/").read_bytes()
    assert head(page, "og:image:alt") == "About me"
    light = card_file(site, "about/")
    assert light.stat().st_size < 300_000
    assert (head(page, "og:image:width"), head(page, "og:image:height")) == ("1200", "630")
    with Image.open(light) as opened:
        assert opened.size == (1200, 630)


def test_every_mistake_in_own_pictures_is_told_in_one_run(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    picture(tmp_path / "case_studies/churn/card.webp", 1200, 630, "WEBP")
    picture(tmp_path / "content/small.png", 300, 200)
    pages = {
        "about.md": "---\ntitle: About\ncard: small.png\n---\n# A\n",
        "other.md": "---\ncard:\n  picture: none.png\n  alt: A.\n---\n# B\n",
        "third.md": "---\ncard: {picture: small.png, size: 3}\n---\n# C\n",
    }
    config = make_site({"churn": {"card": "card.webp"}}, pages, plugins=PLUGINS, site_url=URL)

    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")

    said = caplog.records[-1].message.splitlines()[1:]
    assert [line.partition("; ")[0] for line in said] == [
        "case_studies/churn/study.yml:11:7: expected a PNG or JPEG picture, "
        "found a picture of the type WEBP",
        "content/about.md:3:7: expected a picture of at least 600 × 315 pixels, "
        "found 300 × 200 pixels",
        'content/other.md:3:12: expected a file of the folder content, found no file "none.png"',
        'content/third.md:2:28: expected a key of "card", found "size"',
    ]


def test_picture_that_networks_cut_is_warned_of(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    picture(tmp_path / "content/square.png", 900, 900)
    pages = {"about.md": "---\ncard: square.png\n---\n# A\n"}
    config = make_site(pages=pages, plugins=PLUGINS, site_url=URL)

    build_site(config, tmp_path / "site", strict=False)

    assert (
        "content/about.md:2:7: 900 × 900 pixels: networks show 1200 × 630, and cut off 48% of its "
        "height"
    ) in caplog.text


def test_letters_that_no_font_has_are_told_with_the_page(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pages = {"about.md": "# 漢字\n", "sign.md": "# Launch 🚀\n"}
    config = make_site(pages=pages, plugins=PLUGINS, site_url=URL)

    build_site(config, tmp_path / "site", strict=False)
    build_site(config, tmp_path / "site", strict=False)

    warned = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert sum('about.md: no font has "漢字"' in message for message in warned) == 2
    assert not any("sign.md" in message for message in warned)


def test_template_of_the_site_draws_its_cards(make_site: MakeSite, tmp_path: Path) -> None:
    own = tmp_path / "templates/share"
    own.mkdir(parents=True)
    source = '#set page(width: 1200pt, height: 630pt, fill: rgb("#123456"))\n'
    (own / "card.typ").write_text(source, encoding="utf-8")
    plugins = ["search", {"proofolio/studies": {"templates": "templates"}}, "proofolio/share"]
    config = make_site(plugins=plugins, site_url=URL)

    site = build_site(config, tmp_path / "site")

    with Image.open(io.BytesIO(card_file(site, "").read_bytes())) as opened:
        assert opened.convert("RGB").getpixel((600, 300)) == (0x12, 0x34, 0x56)


def test_without_typst_all_pages_share_one_card_and_it_is_said_once(
    make_site: MakeSite,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture(tmp_path / "content/own.png", 1200, 630)
    monkeypatch.setattr(typst, "typst_tool", lambda: "")
    pages = {"about.md": "---\ncard: own.png\n---\n# A\n"}
    config = make_site(pages=pages, plugins=PLUGINS, site_url=URL)

    site = build_site(config, tmp_path / "site", strict=False)

    shared = {card_file(site, page) for page in ("", "case-studies/", "case-studies/churn/")}
    assert len(shared) == 1
    assert card_file(site, "about/") not in shared
    warned = [record.message for record in caplog.records if "proofolio[share]" in record.message]
    assert len(warned) == 1
    assert "all pages share one card and there are no PDFs" in warned[0]
