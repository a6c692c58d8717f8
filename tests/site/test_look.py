"""Each thing of the look that mkdocs.yml sets, changed once."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort

from proofolio.pages.study import ORDER, order_sections
from tests.site.building import ROOT, Built, build_site
from tests.site.conftest import MakeSite, write

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M0 0h40v40z"/></svg>'
WIDE = SQUARE.replace("0 0 40 40", "0 0 160 40")
FILES = {
    "images/logo.svg": SQUARE,
    "images/wide.svg": WIDE,
    "images/night.svg": WIDE,
    "fonts/own.woff2": "wOF2",
    "fonts/own italic.woff2": "wOF2",
    "fonts/own.ttf": "true",
}
BuildLook = Callable[..., Built]


@pytest.fixture
def build_look(make_site: MakeSite, tmp_path: Path) -> BuildLook:
    def build(look: dict[str, Any] | None = None, **config: Any) -> Built:
        config_file = make_site(options={"look": look} if look else {}, **config)
        for name, text in FILES.items():
            write(tmp_path / "content" / name, text)
        return build_site(config_file, tmp_path / "site")

    return build


def styles_of(site: Built) -> str:
    """The one stylesheet of ours that a study's page asks for."""
    links = site.page("case-studies/churn/").select('link[href*="stylesheets/proofolio/"]')
    assert len(links) == 1
    return (site.folder / "case-studies/churn" / str(links[0]["href"])).read_text("utf-8")


def last(styles: str, name: str, scheme: str = ":root") -> str:
    """What a property is set to in the end; later rules win."""
    light, dark = [], []
    for block in re.findall(r"([^{}]*)\{([^{}]*)\}", styles):
        if ":root" not in block[0] and "[data-md-color-scheme" not in block[0]:
            continue
        values = re.findall(rf"(?:^|;)--pf-{name}:([^;]*)", block[1])
        (dark if "slate" in block[0] else light).extend(values)
    return (dark if scheme == "slate" else light)[-1]


def head(site: Built) -> BeautifulSoup:
    return site.page("case-studies/churn/")


def preloaded(site: Built) -> list[str]:
    links = head(site).select("link[rel=preload]")
    names = [str(link["href"]) for link in links]
    for name in names:
        assert (site.folder / "case-studies/churn" / name.replace("%20", " ")).is_file()
    return [name.removeprefix("../../") for name in names]


def test_usual_look_asks_for_one_stylesheet_and_one_script(build_look: BuildLook) -> None:
    site = build_look()
    assert len([name for name in site.files() if "stylesheets/proofolio" in name]) == 1
    [script] = head(site).select('script[src*="javascripts/proofolio/"]')
    assert script.has_attr("defer")
    text = (site.folder / "case-studies/churn" / str(script["src"])).read_text("utf-8")
    # What few pages need is there for the script that loads it.
    for selector, name in json.loads(re.findall(r"Object.entries\((\{.*?\})\)", text)[0]).items():
        assert f"assets/javascripts/proofolio/{name}" in site.files(), selector
    assert last(styles_of(site), "accent") == "#0f766e"
    assert "font-display:optional" not in styles_of(site)
    assert preloaded(site) == ["assets/fonts/proofolio/source-sans-3-latin.woff2"]
    assert "assets/fonts/proofolio/source-sans-3-OFL.txt" in site.files()


def test_palette(build_look: BuildLook) -> None:
    site = build_look({"palette": "ink"})
    styles = styles_of(site)
    assert last(styles, "paper") == "#f8f9fb"
    assert last(styles, "paper", "slate") == "#0f131a"
    assert last(styles, "series-1") == "#24478f"
    meta = head(site).select("meta[name=theme-color]")
    assert [one["content"] for one in meta] == ["#f8f9fb"]


def test_browser_bars_follow_the_system(build_look: BuildLook) -> None:
    schemes = [
        {"media": f"(prefers-color-scheme: {word})", "scheme": scheme, "toggle": toggle}
        for word, scheme in (("light", "default"), ("dark", "slate"))
        if (toggle := {"icon": "material/weather-sunny", "name": "Switch"})
    ]
    theme = {"name": "material", "font": False, "palette": schemes}
    site = build_look({"palette": "clay"}, theme=theme)
    found = {one["media"]: one["content"] for one in head(site).select("meta[name=theme-color]")}
    assert found == {
        "(prefers-color-scheme: light)": "#fbf7f0",
        "(prefers-color-scheme: dark)": "#191310",
    }


def test_accent(build_look: BuildLook, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "mkdocs.plugins.proofolio"):
        styles = styles_of(build_look({"accent": "#ffd54f"}))
    said = [record.message for record in caplog.records if "accent" in record.message]
    assert said[0].split("look: ")[1] in (ROOT / "docs/manual/look.md").read_text("utf-8")
    # Yellow is not read on white: it gets darker.
    assert last(styles, "accent") == "#826700"
    assert last(styles, "accent", "slate") == "#d6b449"
    assert last(styles, "on-accent", "slate") != "#ffffff"


def test_icon_has_the_accent(build_look: BuildLook) -> None:
    site = build_look({"accent": "#7c3aed"})
    icon = head(site).select_one("link[rel=icon]")
    assert icon is not None
    assert '"#7c3aed"' in (site.folder / "case-studies/churn" / str(icon["href"])).read_text()
    assert head(site).select("link[rel=apple-touch-icon]") == []


@pytest.mark.parametrize(
    ("kind", "name"), [("text", "font"), ("heading", "font-heading"), ("mono", "font-mono")]
)
def test_fonts(build_look: BuildLook, kind: str, name: str) -> None:
    files: list[Any] = [
        {"file": "fonts/own.woff2", "weight": "400 700"},
        {"file": "fonts/own italic.woff2", "italic": True},
    ]
    site = build_look({"fonts": {kind: {"family": "Own", "files": files, "fallback": "serif"}}})
    styles = styles_of(site)
    assert last(styles, name) == '"Own",ui-serif,Georgia,serif'
    assert '"Own";font-weight:400 700;font-style:normal' in styles
    assert 'italic;font-display:optional;src:url("../../../fonts/own%20italic.woff2")' in styles
    sans = ["assets/fonts/proofolio/source-sans-3-latin.woff2"]
    own = ["fonts/own.woff2"]
    assert preloaded(site) == {"text": own, "heading": sans + own, "mono": sans}[kind]


def test_fonts_of_the_system(build_look: BuildLook) -> None:
    site = build_look({"fonts": {"text": "system"}})
    assert last(styles_of(site), "font") == "system-ui,sans-serif"
    assert preloaded(site) == []


def test_logo(build_look: BuildLook) -> None:
    look = {"logo": "images/wide.svg", "logo_dark": "images/night.svg", "name": False}
    page = head(build_look(look | {"icon": "images/logo.svg"}))
    light, dark = page.select(".pf-brand img")
    assert light["src"] == "../../images/wide.svg"
    assert dark["src"] == "../../images/night.svg"
    assert (light["alt"], light["width"], light["height"]) == ("A", "160", "40")
    assert page.select(".pf-brand span") == []
    icon = page.select_one("link[rel=icon]")
    assert icon is not None
    assert icon["href"] == "../../images/logo.svg"


def test_square_logo_is_the_icon(build_look: BuildLook) -> None:
    page = head(build_look({"logo": "images/logo.svg"}))
    icon, brand = page.select_one("link[rel=icon]"), page.select_one(".pf-brand")
    assert icon is not None
    assert icon["href"] == "../../images/logo.svg"
    assert brand is not None
    assert brand.text.strip() == "A"


def test_density(build_look: BuildLook) -> None:
    styles = styles_of(build_look({"density": "compact"}))
    assert float(last(styles, "density")) < 1
    assert float(last(styles, "type")) < 1
    assert "var(--pf-density)" in last(styles, "space-4")


def test_order_of_sections(build_look: BuildLook) -> None:
    page = head(build_look({"sections": ["results", "method"]}))
    sections = [str(title["id"]) for title in page.select(".pf-section > h2")]
    assert sections[:4] == ["results", "method", "problem", "role"]
    # The links on the page follow, wherever they stand.
    links = [str(link["href"]) for link in page.select('[href^="#"]')]
    named = [name for name in links if name.removeprefix("#") in sections]
    assert [*dict.fromkeys(named)][:4] == [f"#{name}" for name in sections[:4]]


def test_stylesheet_of_the_author_wins(build_look: BuildLook) -> None:
    site = build_look({"palette": "ink"}, pages={"own.css": "a {}"}, extra_css=["own.css"])
    links = [str(link["href"]) for link in head(site).select("link[rel=stylesheet]")]
    assert links[-1].endswith("own.css")
    assert "stylesheets/proofolio" in links[-2]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_notebooks_alone_take_it_too(build_look: BuildLook, theme: str) -> None:
    plugins = [{"proofolio/notebooks": {"look": {"palette": "ink", "accent": "purple"}}}]
    site = build_look(plugins=plugins, theme=theme)
    page = site.page("index.html")
    link = page.select_one('link[href*="stylesheets/proofolio/"]')
    assert link is not None
    styles = (site.folder / str(link["href"])).read_text("utf-8")
    assert last(styles, "paper") == "#f8f9fb"
    assert last(styles, "accent") == "#800080"


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ("palette: inc", '8:18: expected one of lagoon, ink, clay, found "inc"'),
        ("accent: #0f766e", '8:16: expected a value, found nothing; put quotes around it: "#0f'),
        ("accent: tael", '8:17: expected an opaque colour, found "tael"; write it as'),
        ("density: tight", "8:18: expected one of comfortable, compact, airy"),
        ("sections: [result]", '8:20: expected a section of a study, found "result"; did you'),
        ("sections: [data, data]", '8:26: expected each section once, found "data"'),
        ("logo: images/nil.svg", "8:15: expected a file of the folder content, found no file"),
        ("name: false", "8:15: expected a `logo` in place of the name"),
        ("fonts: {text: {family: X, files: [fonts/nil.woff2]}}", "8:43: expected a file of the"),
        (
            "fonts: {text: {family: X, files: [{file: fonts/onw.woff2}]}}",
            '8:50: expected a file of the folder content, found no file "fonts/onw.woff2"; did you '
            'mean "fonts/own.woff2"?',
        ),
        ("fonts: {text: {family: X, files: [fonts/own.ttf]}}", "8:43: expected a font in the form"),
        ("fonts: {text: 'a; b'}", "8:23: expected the name of a family of fonts"),
        ("colour: red", '8:9: expected a key of "look", found "colour"'),
    ],
)
def test_mistakes_have_a_place(
    make_site: MakeSite, tmp_path: Path, look: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site()
    for name, text in FILES.items():
        write(tmp_path / "content" / name, text)
    write(
        config,
        "site_name: A\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        f"plugins:\n  - search\n  - proofolio/studies:\n      look:\n        {look}\n",
    )
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert f"mkdocs.yml:{message}" in caplog.text


def test_look_is_told_once(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    look = {"look": {"palette": "ink"}}
    plugins = [{"proofolio/studies": look}, {"proofolio/notebooks": look}]
    with pytest.raises(Abort):
        build_site(make_site(plugins=plugins), tmp_path / "site")
    assert "expected `look` once, found `look` under proofolio/notebooks" in caplog.text


def test_numbers_follow_the_results_unless_named() -> None:
    assert order_sections(["results"])[:3] == ("results", "numbers", "problem")
    assert order_sections(["numbers", "results"])[:3] == ("numbers", "results", "problem")
    assert order_sections([]) == ORDER
