"""The audit finds what it is there to find: one page with every mistake, one with none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit import weight
from tests.audit.finding import Finding
from tests.audit.keyboard import walk
from tests.audit.serving import serve
from tests.audit.views import IN_VIEWS, Stop, find_stops, look_at
from tests.audit.weight import over_budget, weigh

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FRAME = '<!doctype html><html lang="en"><head><title>A</title><style>{}</style></head>{}</html>'
STYLE = """
body { color: #222; background: #fff; font: 16px/1.5 sans-serif; margin: 8px }
a { color: #00f; padding: 4px } :focus { outline: 3px solid red }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }
@media print { body { color: #000; background: #fff } }
"""
SOUND = """<body><header><a href="#main">Skip to content</a> <a href="one">One</a></header>
<main id="main" tabindex="-1"><article><h1>A sound page</h1>
<p>A text that is long enough for the audit to look at its colour.</p>
<p><a href="two">Two</a> <a href="three">Three</a> <a href="four">Four</a></p></article></main>
</body>"""
WRONG_STYLE = """
body { color: #ccc; background: #fff } .wide { width: 2000px } button { height: 20px }
.scroll { overflow-x: auto } .scroll div { width: 3000px } :focus { outline: none }
@media print { .wide { width: 100px } }
"""
WRONG = """<body><header><button class="md-button">Press</button>
<a href="a">A</a> <a href="b">B</a> <a href="c">C</a></header>
<main><article><h1>A page of mistakes</h1><img src="gone.png">
<p>A text that is long enough for the audit to look at its colour.</p><div class="wide">Wide</div>
<div class="scroll"><div>Cut off on paper</div></div></article></main>
<script src="http://elsewhere.invalid/a.js"></script>
<script>
console.error("a mistake");
const later = (act) => requestAnimationFrame(() => requestAnimationFrame(act));
later(() => later(() => document.querySelector("main").style.marginTop = "300px"));
</script></body>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, style, body in (("sound", STYLE, SOUND), ("wrong", WRONG_STYLE, WRONG)):
        (tmp_path / name).mkdir()
        html = FRAME.format(style, body)
        (tmp_path / name / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "404.html").write_text("<html>Missing</html>")
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


def checks_of(found: list[Finding]) -> set[str]:
    return {finding.check for finding in found}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_mistake_is_found(browser: Browser, address: str, width: int) -> None:
    found = look_at(browser, address, [Stop("wrong/")], "light", width)

    only = {1280: "print", 360: "targets"}
    expected = {*IN_VIEWS} - {check for key, check in only.items() if key != width}
    assert checks_of(found) == expected
    assert any("color-contrast" in finding.message for finding in found)
    assert any("image-alt" in finding.message for finding in found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_where_nothing_is_wrong(
    browser: Browser, address: str, scheme: str
) -> None:
    for width in (1280, 360):
        assert look_at(browser, address, [Stop("sound/")], scheme, width) == []
    assert walk(browser, address, [Stop("sound/")]) == []


def test_focus_that_is_not_seen_is_found(browser: Browser, address: str) -> None:
    found = [finding.message for finding in walk(browser, address, [Stop("wrong/")])]

    assert any("skip link" in message for message in found)
    assert any("looks the same" in message for message in found)


def test_every_version_of_a_page_is_visited_and_an_address_that_is_none(folder: Path) -> None:
    (folder / "wrong" / "index.html").write_text('<html><article data-pf-view="brief">')
    (folder / "part.html").write_text("<p>A part")

    paths = [stop.path for stop in find_stops(folder) if not stop.act]

    assert sorted(paths) == ["no/such/page/", "sound/", "wrong/", "wrong/?view=technical"]


def test_weight_is_what_the_server_sends_beside_figures(browser: Browser, folder: Path) -> None:
    figures = folder / "assets" / "studies" / "a"
    figures.mkdir(parents=True)
    (figures / "a.png").write_bytes(bytes(200_000))
    (folder / "a.css").write_text("a{}" * 100_000)
    html = FRAME.format("", '<link rel="stylesheet" href="../a.css"><body><img alt="" src="{}">')
    (folder / "sound" / "index.html").write_text(html.format("../assets/studies/a/a.png"))
    (folder / "wrong" / "index.html").write_text(html.format("../b.png"))
    (folder / "b.png").write_bytes(bytes(200_000))

    light, heavy = weigh(browser, folder, [Stop("sound/"), Stop("wrong/")])

    assert (light.figures, light.figures_size) == (1, 200_000)
    assert weight._drawn_size(b"<p>A</p>" + b'<svg role="img">' + bytes(range(256)) * 9 + b"</svg>")
    assert not weight._drawn_size(b"<p>A</p><svg><path/></svg>")
    assert light.size - light.figures_size < 5_000, "text is sent packed"
    assert over_budget([light, heavy])[0].page == "wrong/"
