"""The page of components shows every class of the stylesheets, and names only what there is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from proofolio.hosts.mkdocs.look import THEME
from tests.visual.shots import COMPONENTS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("visual")]

# The study and the notebook of the page have pages of their own, which it leads to.
PAGES = ("components/", "components/every-part/", "components/every-part/parts/", "no/such/page/")
CLASSES = "[...document.querySelectorAll('[class]')].flatMap(one => [...one.classList])"
NOT_SHOWN = {
    r"pf-ansi-.*": "the colours of a terminal",
    r"pf-widget.*|pf-output--widget": "widgets of notebooks, of which there are dozens",
    r"pf-chart(__.*|--.*)?|pf-output--html": "charts that bring megabytes of a library along",
    r"pf-output--(latex|none)|pf-output__note|pf-cell__mark": "what notebooks hardly have",
    r"pf-brand__(dark|light)": "a logo, which is the site's",
    r"pf-documents": "PDFs, which the manual does not make",
    r"pf-post-meta": "the blog, which is Material's",
    r"pf-clip--gif|pf-clip__link|pf-diagram__(raw|text)": "what is shown for want of a tool",
    r"pf-drawing--card|pf-evidence--printed": "a single number as a chart, and paper",
    r"pf-.*--chosen|pf-demo__frame|pf-lightbox(--|__).*": "what comes with a click",
    r"pf-maths.*": "wide formulas",
    r"pf-figures__grid--\d": "columns",
    r"pf-picture|pf-visual--wide": "pictures of more pixels than a sample has",
}


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> set[str]:
    """Every class on the pages, those that scripts make included."""
    page = browser.new_page()
    found: set[str] = set()
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
        found |= {*page.evaluate(CLASSES)}
    page.goto(address + PAGES[0])
    page.locator(".pf-zoom").first.click()
    found |= {*page.evaluate(CLASSES)}
    page.close()
    return found


def styles() -> str:
    text = "".join(path.read_text("utf-8") for path in sorted(THEME.rglob("*.css")))
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_every_class_of_the_stylesheets_is_shown(shown: set[str]) -> None:
    missing = {*re.findall(r"\.(pf-[\w-]+)", styles())} - shown
    left = [
        name for name in sorted(missing) if not any(re.fullmatch(one, name) for one in NOT_SHOWN)
    ]
    assert left == [], f"show them in {COMPONENTS.name}, or say in NOT_SHOWN why not"


def test_page_names_classes_and_properties_that_there_are(shown: set[str]) -> None:
    named = {*re.findall(r"`(?:--)?(pf-[\w-]+)`", COMPONENTS.read_text("utf-8"))}
    known = shown | {*re.findall(r"(?:\.|--)(pf-[\w-]+)", styles())}
    assert sorted(named - known) == []
