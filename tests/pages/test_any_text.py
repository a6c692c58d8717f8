"""Whatever an author writes: the page keeps its structure, and nothing in it runs."""

import copy
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, PackageLoader
from mkdocs.config import load_config

from proofolio.errors import Problem
from proofolio.hosts.mkdocs.studies.build import read_build
from proofolio.pages.site import Site
from proofolio.read import parse_yaml
from proofolio.read.document import Loc
from proofolio.studies import CaseStudy, Markdown, Profile, validate, walk

CASES = Path(__file__).parent.parent / "cases" / "good"
EVERYTHING = yaml.safe_load((CASES / "everything.yml").read_text(encoding="utf-8"))
STUDY = "case_studies/churn/study.yml"
PROFILE = "content/profile.yml"

NASTY = [
    "<script>alert(1)</script>", "<script", "</script>", "<", ">", "</section>", "</div></div>",
    "</article>", "<div>", "<section id=results>", "<h2 id=problem>", "```", "~~~\n", "<!--", "-->",
    "{{ 7 * 7 }}", "{% raw %}", "{#", "&lt;script&gt;", "&#x3C;", "&", '"', "'", "\\", "`", "*",
    "[x]: javascript:alert(1)", "[x]", "[x](javascript:alert(1))", "[^1]", "\n[^1]: y",
    "\nx\n{: onclick=alert(1) #problem .pf-card }\n", '<div class="pf-card" id="problem">',
    "\n*[churn]: <b>\n", "\u202e", "\u200f", "\x00",
    "\ufeff", "<iframe src=x>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><style>", "<math><mtext></mtext><style>", "<form action=x><input>",
    "<a href='javascript:x'>", "<details open ontoggle=alert(1)>", "<p style='position:fixed'>",
    "<table><tr>", "$x$", "$", "\\(x\\)", "!!! note\n", "\n    ", "\n", "\n\n", "\t", "# ",
    "\n---\n", "- [ ] ", "| a |\n|---|\n", "proofolio-page:x", "<!-- proofolio: hero -->", "\n: ",
    "](", "![", '" onmouseover="alert(1)', "<meta http-equiv=refresh>", "<base href=//x>",
    "<template>", "<noscript>", "<textarea>", "<title>", "<plaintext>", "<xmp>", "<select>",
]  # fmt: skip
TEXTS = st.lists(
    # Control characters are refused by the reader; a few are enough.
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=6),
    min_size=1,
    max_size=6,
).map("".join)
QUICK = settings(
    max_examples=80,
    # The folder is shared by all examples, each of which writes its own study.yml.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class Studio:
    """A site on disk whose study and profile are written anew for each example."""

    root: Path

    def __post_init__(self) -> None:
        self.config = load_config(str(self.root / "mkdocs.yml"))
        self.options = self.config.plugins["proofolio/studies"].config

    def render(self, name: str, data: Mapping[str, Any]) -> tuple[Site | None, Sequence[Problem]]:
        """The site as a build would make it; none where there is something to mend."""
        text = json.dumps(data, ensure_ascii=False)
        (self.root / name).write_text(text, encoding="utf-8", newline="\n")
        build = read_build(self.config, self.options, drafts=True)
        return (None if build.problems else build.site), build.problems

    @cached_property
    def skeleton(self) -> list[tuple[str, ...]]:
        """That of the study's page as its author wrote it."""
        page = page_of(self.render(STUDY, data_of(STUDY))[0])
        return skeleton(BeautifulSoup(page, "html.parser"))


def data_of(name: str) -> dict[str, Any]:
    text = EVERYTHING["study"] if name == STUDY else EVERYTHING["files"][name]
    return parse_yaml(text, name).data


def page_of(site: Site | None) -> str:
    assert site is not None
    return next(str(page.html) for page in site.pages() if page.uri == "case-studies/churn/")


@pytest.fixture
def studio(write_site: Any) -> Studio:
    return Studio(write_site(EVERYTHING).parent)


def with_text(data: dict[str, Any], loc: Loc, text: str) -> dict[str, Any]:
    data = copy.deepcopy(data)
    place: Any = data
    for part in loc[:-1]:
        place = place[part]
    place[loc[-1]] = text
    return data


# Names of other things, and the name that an alias hides.
ELSEWHERE = (("service",), ("related", 0), ("client", "name"))


def text_places(name: str) -> Iterator[tuple[Loc, bool]]:
    """Every place that takes any text, and whether that is Markdown."""
    model = CaseStudy if name == STUDY else Profile
    data = data_of(name)
    value, _ = validate(model, parse_yaml(json.dumps(data), name))
    for loc, leaf in walk(value):
        is_shown = loc not in ELSEWHERE and "silence" not in loc and loc[-1:] != ("format",)
        if isinstance(leaf, str) and is_shown:
            probe = parse_yaml(json.dumps(with_text(data, loc, "a b")), name)
            if not validate(model, probe)[1]:
                yield loc, isinstance(leaf, Markdown)


PLACES = dict(text_places(STUDY))
LINES = [loc for loc, is_markdown in PLACES.items() if not is_markdown]
MARKDOWN = [loc for loc, is_markdown in PLACES.items() if is_markdown]
PROFILE_PLACES = [loc for loc, _ in text_places(PROFILE)]


def test_places_are_found() -> None:
    assert {("title",), ("glossary", "churn"), ("cover", "alt")} <= {*LINES}
    assert {("problem", "text"), ("constraints", 0), ("visuals", 1, "caption")} <= {*MARKDOWN}


@QUICK
@given(changes=st.dictionaries(st.sampled_from(MARKDOWN), TEXTS, min_size=1, max_size=4))
def test_markdown_keeps_to_its_place(studio: Studio, changes: dict[Loc, str]) -> None:
    data = data_of(STUDY)
    for loc, text in changes.items():
        data = with_text(data, loc, text)

    site, problems = studio.render(STUDY, data)

    check_problems(problems, studio)
    if site:
        page = BeautifulSoup(page_of(site), "html.parser")
        check_harmless(page)
        assert skeleton(page) == studio.skeleton


@QUICK
@given(changes=st.dictionaries(st.sampled_from(LINES), TEXTS, min_size=1, max_size=4))
def test_lines_are_shown_as_they_were_written(studio: Studio, changes: dict[Loc, str]) -> None:
    data = data_of(STUDY)
    for loc, text in changes.items():
        data = with_text(data, loc, text)

    site, problems = studio.render(STUDY, data)

    check_problems(problems, studio)
    if site:
        page = BeautifulSoup(page_of(site), "html.parser")
        check_harmless(page)
        assert skeleton(page) == studio.skeleton
        for loc, text in changes.items():
            assert shows(page, text.strip(), loc)
        for html in (site.index_page().html, site.block("featured", ""), site.block("index", "")):
            check_harmless(BeautifulSoup(html, "html.parser"))


@QUICK
@given(changes=st.dictionaries(st.sampled_from(PROFILE_PLACES), TEXTS, min_size=1, max_size=3))
def test_blocks_of_the_profile_are_harmless(studio: Studio, changes: dict[Loc, str]) -> None:
    data = data_of(PROFILE)
    for loc, text in changes.items():
        data = with_text(data, loc, text)

    site, problems = studio.render(PROFILE, data)

    check_problems(problems, studio)
    if site:
        for name in ("hero", "about", "services", "services-full", "resume", "contact"):
            check_harmless(BeautifulSoup(site.block(name, "about/"), "html.parser"))


def check_problems(problems: Sequence[Problem], studio: Studio) -> None:
    for problem in problems:
        lines = (studio.root / problem.path).read_text(encoding="utf-8").split("\n")
        assert problem.line <= len(lines), problem
        assert problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert not re.search(r"pydantic|Traceback|object at 0x|\bNone\b", str(problem))


FORBIDDEN = {
    "script", "iframe", "form", "object", "embed", "meta", "link", "style", "base", "textarea",
    "select", "template", "noscript", "frame", "video", "audio", "title", "plaintext", "xmp",
}  # fmt: skip
TEMPLATES = Environment(loader=PackageLoader("proofolio.pages"), autoescape=True)
CHOOSE_VIEW = TEMPLATES.get_template("choose-view.js").render()
# How cells of a table are set, how long the bars of a result are, and how large drawings and demos.
STYLES = (
    r"(text-align:\s*\w+;?\s*|--pf-share: [01]\.\d{3}"
    r"|--pf-diagram-width:\d+px|--pf-demo-height: \d+px)?"
)
# The class of a drawing's own styles.
DRAWING = re.compile(r"^pf-d[0-9a-f]{8}$")
SAFE_ADDRESS = r"(https?:|mailto:|tel:|proofolio-page:|[^:]*$|[^:]*[/?#])"


def check_harmless(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len({*ids}), sorted(id_ for id_ in ids if ids.count(id_) > 1)
    for tag in page.find_all(True):
        # A drawing has a title of its own.
        is_named = tag.name == "title" and tag.find_parent("svg")
        # It chooses what is shown of a study, before the page is painted.
        is_ours = tag.name == "script" and tag.get_text() == CHOOSE_VIEW
        # A clip of the study.
        is_ours |= tag.name == "video" and bool(tag.find_parent(class_="pf-visual"))
        # A diagram's own, which reaches nothing else.
        is_drawn = bool(tag.find_parent("svg", class_=DRAWING))
        is_ours |= tag.name == "style" and is_drawn and is_scoped(tag.get_text())
        assert is_named or is_ours or tag.name not in FORBIDDEN, tag
        assert tag.name != "input" or tag.get("type") in ("checkbox", "radio"), tag
        for name, given_value in tag.attrs.items():
            value = str(given_value)
            assert not name.startswith("on"), tag
            assert name != "style" or re.fullmatch(STYLES, value) or is_drawn, tag
            if name in ("href", "src", "action", "srcset", "xlink:href"):
                address = re.sub(r"[\x00-\x20]", "", value).lower()
                assert re.match(
                    r"(https?:|mailto:|tel:|proofolio-page:|[^:]*$|[^:]*[/?#])", address
                ), tag


def is_scoped(sheet: str) -> bool:
    rules = [rule.strip() for rule in sheet.split("}") if rule.strip()]
    own = re.compile(r"(\.|#|@keyframes )pf-d[0-9a-f]{8}|(from|to|\d+%)\s*\{")
    return all(own.match(rule) for rule in rules) and "http" not in sheet


def skeleton(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """The page's own parts: their names, classes and ids, and what they stand in."""
    own = page.select('[class^="pf-"]:not(.pf-maths), [aria-labelledby], h1, h2')
    return [
        (*(parent.name for parent in tag.parents), tag.name,
         *(name for name in tag.get_attribute_list("class") if not DRAWING.fullmatch(str(name))),
         str(tag.get("id")), str(tag.get("aria-labelledby")))
        for tag in own
        if isinstance(tag, Tag)
    ]  # fmt: skip


def shows(page: BeautifulSoup, text: str, loc: Loc) -> bool:
    if loc[0] in ("tags", "glossary", "cover", "card"):
        return True  # shown on other pages
    if "permission" in loc or loc[-1] == "alias_after":
        return True  # not shown on the page of the study
    if loc[-2:] == ("code", "language"):
        return True  # only how the excerpt is coloured
    texts = [page.get_text()]
    texts += [
        str(tag[name]) for name in ("alt", "aria-label") for tag in page.find_all(**{name: True})
    ]
    # Templates join a number to its unit with a space that does not break.
    return any(text.replace("\xa0", " ") in shown.replace("\xa0", " ") for shown in texts)
