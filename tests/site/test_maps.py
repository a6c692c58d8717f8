"""Feeds, the map of the site, icons and Markdown, as a published site has them."""

import gzip
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite, write

BASE = "https://someone.github.io/my-portfolio/"
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SHARE = {"proofolio/share": {"documents": []}}
SHARED = ["search", "proofolio/studies", SHARE]


def text(site: Built, name: str) -> str:
    return (site.folder / name).read_text(encoding="utf-8")


def rss(site: Built) -> Element:
    channel = fromstring(text(site, "feed.xml")).find("channel")
    assert channel is not None
    return channel


def file_of(site: Built, address: str) -> Path:
    assert address.startswith(BASE)
    path = site.folder / address.removeprefix(BASE)
    return path / "index.html" if address.endswith("/") else path


def test_rss_has_what_the_specification_asks_for(share_site: Built) -> None:
    channel = rss(share_site)
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    items = channel.findall("item")
    assert len(items) == 4
    for item in items:
        assert item.findtext("link") == item.findtext("guid")
        assert file_of(share_site, item.findtext("link") or "").is_file()
        enclosure = item.find("enclosure")
        assert enclosure is not None
        picture = file_of(share_site, enclosure.attrib["url"])
        assert int(enclosure.attrib["length"]) == picture.stat().st_size
    days = [item.findtext("pubDate") for item in items]
    dated = [parsedate_to_datetime(day) for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[-1] is None  # the study without a date


def test_feeds_say_texts_as_they_are(share_site: Built) -> None:
    summaries = [item.findtext("description") or "" for item in rss(share_site).findall("item")]
    assert any('"the rule" & chance reach fewer, as <a notebook>' in one for one in summaries)
    assert rss(share_site).findtext("title") == "Ada & Co"


def test_json_feed_has_what_the_specification_asks_for(share_site: Built) -> None:
    feed = json.loads(text(share_site, "feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feed.json"
    assert file_of(share_site, feed["icon"]).is_file()
    assert len(feed["items"]) == 4
    assert len({item["id"] for item in feed["items"]}) == 4
    assert all(item["content_text"] and file_of(share_site, item["url"]) for item in feed["items"])
    study = next(item for item in feed["items"] if item["url"].endswith("/churn/"))
    assert "- Leavers reached: 61.7 % (the team's rule: 26.5 %)" in study["content_text"]
    assert study["date_published"] == "2026-03-14T00:00:00+00:00"


def test_sitemap_has_all_pages_and_no_others(share_site: Built) -> None:
    sitemap = text(share_site, "sitemap.xml")
    found = {loc.text or "" for loc in fromstring(sitemap).findall(".//s:loc", SPACE)}
    built = {
        f"{BASE}{name.removesuffix('index.html')}"
        for name in share_site.files()
        if name.endswith(".html") and name != "404.html"
    }
    assert found == built
    packed = share_site.files()["sitemap.xml.gz"]
    assert gzip.decompress(packed).decode() == sitemap
    assert f"Sitemap: {BASE}sitemap.xml" in text(share_site, "robots.txt")


def test_sitemap_takes_days_of_studies_without_history(share_site: Built) -> None:
    days = {
        entry.findtext("s:loc", "", SPACE): entry.findtext("s:lastmod", None, SPACE)
        for entry in fromstring(text(share_site, "sitemap.xml")).findall("s:url", SPACE)
    }
    assert days[f"{BASE}case-studies/churn/"] == "2026-03-14"
    assert days[f"{BASE}case-studies/undated/"] is None


def test_manifest_names_icons_of_their_size(share_site: Built) -> None:
    manifest = json.loads(text(share_site, "manifest.webmanifest"))
    assert manifest["name"] == "Ada & Co"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(share_site.folder / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
            if icon["purpose"] == "maskable":
                assert picture.convert("RGBA").getextrema()[3] == (255, 255)


def test_every_page_names_feeds_manifest_and_its_markdown(share_site: Built) -> None:
    for name, page in share_site.html().items():
        if name == "404.html":
            continue
        links = page.select("head > link[rel=alternate], head > link[rel=manifest]")
        assert len(links) == 4, name
        for link in links:
            target = (share_site.folder / name).parent / str(link["href"])
            assert target.is_file(), (name, link["href"])
        assert len(page.select("head > link[rel=apple-touch-icon]")) == 1


def test_llms_lists_markdown_that_is_there(share_site: Built) -> None:
    llms = text(share_site, "llms.txt")
    assert llms.startswith("# Ada & Co\n\n> Models that pay for themselves")
    assert re.findall(r"^## .*", llms, re.M) == [
        "## Case studies", "## Pages", "## Articles", "## Optional",
    ]  # fmt: skip
    links = re.findall(r"^- \[.+?\]\((\S+?)\)", llms, re.M)
    pages = [name for name in share_site.files() if name.endswith("/index.md")]
    assert len(links) == len({*links}) == len(pages) + 1  # with that of the home page
    assert all(file_of(share_site, link).is_file() for link in links)


def test_markdown_of_a_study_has_results_with_their_evidence(share_site: Built) -> None:
    markdown = text(share_site, "case-studies/churn/index.md")
    assert "- Client: A telecom operator" in markdown
    row = next(line for line in markdown.splitlines() if line.startswith("| Leavers reached"))
    assert "| 61.7 % | the team's rule: 26.5 % |" in row
    assert "checked against churn.ipynb, record recall" in row
    assert "estimate: Rough." in markdown
    assert "stated by the author" in markdown
    assert f"[Notebook: How many leavers a tenth of the calls reaches]({BASE}" in markdown
    assert "as \\<a notebook> shows" in markdown


def test_nothing_hidden_is_in_any_of_them(share_site: Built) -> None:
    names = ("feed.xml", "feed.json", "sitemap.xml", "llms.txt")
    for name, data in share_site.files().items():
        if name in names or name.endswith(".md"):
            assert not re.search(r"Zebra|Quokka|<!--|\{\{", data.decode()), name


@pytest.mark.parametrize("url", [BASE, ""])
def test_names_in_any_script_lead_to_their_pages(
    make_site: MakeSite, tmp_path: Path, url: str
) -> None:
    pages = {
        "über mich.md": "# Ich",
        "a.md": "[Ich](über%20mich.md) [Bild](<b (1).txt>)",
        "b (1).txt": "",
    }
    config = make_site(pages=pages, plugins=SHARED, site_url=url)
    site = build_site(config, tmp_path / "site", strict=False)
    assert text(site, "über mich/index.md") == "# Ich\n"
    link = site.page("über mich/").select_one("head > link[type='text/markdown']")
    assert link is not None
    assert link["href"] == "index.md"
    assert f"[Ich]({url or '../'}%C3%BCber%20mich/)" in text(site, "a/index.md")
    assert f"[Bild](<{url or '../'}b%20%281%29.txt>)" in text(site, "a/index.md")
    assert f"]({url}%C3%BCber%20mich/index.md)" in text(site, "llms.txt")
    if url:
        assert f"<loc>{url}%C3%BCber%20mich/</loc>" in text(site, "sitemap.xml")


def test_own_files_win(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(plugins=SHARED)
    write(tmp_path / "content/robots.txt", "User-agent: *\nDisallow: /\n")
    write(tmp_path / "content/sitemap.xml", "<mine/>\n")
    site = build_site(config, tmp_path / "site")
    assert text(site, "robots.txt").endswith("Disallow: /\n")
    assert text(site, "sitemap.xml") == "<mine/>\n"
    assert "feed.xml" in site.files()


OUTPUTS = {
    "feeds": "feed.xml", "sitemap": "sitemap.xml", "robots": "robots.txt",
    "icons": "manifest.webmanifest", "markdown": "index.md", "llms": "llms.txt",
}  # fmt: skip


def test_each_can_be_switched_off(make_site: MakeSite, tmp_path: Path) -> None:
    off = dict.fromkeys(OUTPUTS, False)
    site = build_site(
        make_site(plugins=[*SHARED[:2], {"proofolio/share": {**off, "documents": []}}]),
        tmp_path / "site",
    )
    assert not {*OUTPUTS.values()} & site.files().keys()
    assert not site.page("").select("head > link[rel=alternate], head > link[rel=manifest]")


def test_without_an_address_nothing_needs_one(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(plugins=SHARED, site_url="", use_directory_urls=False)
    site = build_site(config, tmp_path / "site", strict=False)
    assert not {"feed.xml", "feed.json", "robots.txt"} & site.files().keys()
    assert "llms.txt" in site.files()
    assert "](case-studies/churn.md)" in text(site, "llms.txt")
    link = site.page("case-studies/churn.html").select_one("head > link[type='text/markdown']")
    assert link is not None
    assert link["href"] == "churn.md"


WRITTEN = """\
<!-- A note to myself. -->
See [the study](case-studies/index.md#top), [this](#a-part){ .md-button } and `<!-- code -->`.

```html
<!-- shown -->
```

<!-- proofolio: featured -->
"""


@pytest.mark.parametrize("directory", [True, False])
def test_a_written_page_is_markdown_as_written(
    make_site: MakeSite, tmp_path: Path, directory: bool
) -> None:
    config = make_site(
        {"churn": {"featured": True}},
        {"about.md": WRITTEN},
        plugins=SHARED,
        use_directory_urls=directory,
    )
    site = build_site(config, tmp_path / "site", strict=False)
    markdown = text(site, "about/index.md" if directory else "about.md")
    study, index = ("churn/", "") if directory else ("churn.html", "index.html")
    base = "http://127.0.0.1:8000/"
    assert markdown.startswith("# About\n")
    assert "note to myself" not in markdown
    assert f"[the study]({base}case-studies/{index}#top)" in markdown
    assert "`<!-- code -->`." in markdown
    assert "<!-- shown -->" in markdown
    assert f"- [Whom to call]({base}case-studies/{study}): A list of the customers" in markdown
    assert "  - Leavers on the list: 62 % (Baseline: 31 %)" in markdown


def test_a_second_build_is_the_same_and_makes_nothing_anew(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = make_site(plugins=SHARED)
    first = build_site(config, tmp_path / "site").files()

    def refuse(*arguments: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr("proofolio.share.icons._draw_all", refuse)
    monkeypatch.setattr("proofolio.hosts.mkdocs.share.texts.clean_written", refuse)
    second = build_site(config, tmp_path / "again").files()
    made = {name for name in first if name.startswith("assets/icons/")} | {*OUTPUTS.values()}
    assert {name: first[name] for name in made} == {name: second[name] for name in made}


def test_a_changed_result_changes_all_that_tell_of_it(make_site: MakeSite, tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n<!-- proofolio: key-figures -->\n"}
    build_site(make_site({"churn": {"featured": True}}, pages, plugins=SHARED), tmp_path / "site")
    results = {"business": [{"name": "Leavers on the list", "value": "63 %", "baseline": "31 %"}]}
    config = make_site({"churn": {"featured": True, "results": results}}, pages, plugins=SHARED)
    site = build_site(config, tmp_path / "site")
    for name in ("index.md", "case-studies/index.md", "case-studies/churn/index.md", "feed.json"):
        assert "63 %" in text(site, name), name
        assert "62 %" not in text(site, name), name


def test_a_site_without_studies_has_them_too(make_site: MakeSite, tmp_path: Path) -> None:
    config = make_site(
        pages={"a.md": "A [link](index.md)."},
        plugins=["proofolio/share"],
        theme={"name": "mkdocs"},
        site_url=BASE,
    )
    site = build_site(config, tmp_path / "site")
    assert {*OUTPUTS.values()} <= site.files().keys()
    assert text(site, "a/index.md") == f"# A\n\nA [link]({BASE}).\n"
    assert len(site.page("a/").select("head > link[rel=alternate]")) == 3


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_icons_are_made_from_the_icon_of_the_look(
    make_site: MakeSite, tmp_path: Path, kind: str
) -> None:
    options = {"look": {"icon": f"icon.{kind}"}}
    config = make_site(plugins=[{"proofolio/studies": options}, "proofolio/share"])
    if kind == "png":
        Image.new("RGB", (64, 64), "#ff0000").save(tmp_path / "content/icon.png")
    else:
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8">'
        write(tmp_path / "content/icon.svg", f'{svg}<path fill="#ff0000" d="M0 0h8v8H0z"/></svg>')
    site = build_site(config, tmp_path / "site")
    for name in ("icon-512", "icon-maskable-512"):
        with Image.open(site.folder / f"assets/icons/{name}.png") as picture:
            assert picture.convert("RGB").getpixel((256, 256)) == (255, 0, 0)
    # The same picture stands in the documents, which must say what pictures show.
    assert "portfolio.pdf" in site.files()
