"""The documentation names all that there is, and what it shows works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from markdown.extensions.toc import slugify
from mkdocs.config.base import Config
from pydantic import BaseModel

from proofolio.cli import main
from proofolio.errors import AuthorError
from proofolio.evidence.lint.reference import with_rules
from proofolio.hosts.mkdocs.check import check_site
from proofolio.hosts.mkdocs.look_reference import with_properties
from proofolio.hosts.mkdocs.share.config import ShareConfig
from proofolio.hosts.mkdocs.studies.blocks import BLOCKS, NEEDS_PROFILE
from proofolio.hosts.mkdocs.studies.config import StudiesConfig
from proofolio.pages.look.model import Font, FontFile, Look
from proofolio.pages.study import ORDER
from proofolio.read import parse_yaml
from proofolio.studies import CaseStudy, Profile, validate
from proofolio.studies.reference import with_reference
from tests.conftest import WriteSite
from tests.site.building import ROOT, broken_links, build_site

MANUAL = ROOT / "docs" / "manual"
# Pages that are read where they lie, not in the built manual.
LOOSE = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES = [*LOOSE, *sorted(MANUAL.glob("*.md"))]
SMALLEST: dict[type[BaseModel], str] = {
    CaseStudy: "title: A\nsummary: A\nproblem: A\nrole: A\nmethod: A\nresults: A\n",
    Profile: "name: A\nheadline: A\n",
}
_FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def manual(name: str) -> str:
    return read(MANUAL / name)


def fences(text: str, language: str) -> list[str]:
    return [body for _, found, body in _FENCE.findall(text) if found == language]


def prose(text: str) -> str:
    """The text without code."""
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", text))


def examples(language: str) -> list[Any]:
    """Page and text of each example in a language."""
    return [
        pytest.param(path.name, block, id=f"{path.stem}-{number}")
        for path in PAGES
        for number, block in enumerate(fences(read(path), language), 1)
    ]


def test_readme_shows_the_picture_and_the_two_commands() -> None:
    text = read(ROOT / "README.md")

    picture = re.search(r"!\[[^\]]{20,}\]\(([^)]+)\)", text)
    assert picture
    assert (ROOT / picture[1]).stat().st_size < 250_000
    assert re.findall(r"^make \w+", text, re.MULTILINE) == ["make serve", "make test"]


def test_smallest_study_of_the_readme_builds(write_site: WriteSite, tmp_path: Path) -> None:
    readme = read(ROOT / "README.md")
    study, plugins = fences(readme, "yaml")[:2]
    assert study.count("\n") < 20
    config = f"site_name: A\ndocs_dir: content\ntheme: {{name: material, font: false}}\n{plugins}"
    files = {"mkdocs.yml": config, "content/index.md": "# Home\n\n<!-- proofolio: index -->\n"}

    built = build_site(write_site({"study": study, "files": files}), tmp_path / "site")

    page = built.page("case-studies/churn/")
    assert [h1.get_text() for h1 in page.select("h1")] == ["Whom to call this week"]
    sections = [h2["id"] for h2 in page.select(".pf-section > h2")]
    assert sections == ["problem", "role", "method", "results"]
    assert len(built.page("").select(".pf-card")) == 1


def test_first_evening_tells_of_the_one_mistake_that_its_study_has(write_site: WriteSite) -> None:
    text = manual("first-evening.md")
    study, more = fences(text, "yaml")[:2]
    folder = "case_studies/electricity-demand"
    table = "<table><tr><td>17.3</td><td>13.5</td></tr></table>"
    cells = [
        {"label": "errors", "html": table},
        {"label": "forecast", "png": True, "alt": "Lines."},
    ]
    files = {"case_studies/churn/study.yml": None, f"{folder}/demand.ipynb": {"notebook": cells}}

    config = write_site({"files": {**files, f"{folder}/study.yml": study}})
    (mistake,) = check_site(config).problems
    assert f"\n{mistake}\n" in text

    mended = study.replace("#forcast", "#forecast") + more
    config = write_site({"files": {**files, f"{folder}/study.yml": mended}})
    assert check_site(config).problems == ()


@pytest.mark.parametrize(("page", "block"), examples("yaml"))
def test_example_is_valid(page: str, block: str) -> None:
    keys = set(re.findall(r"^(\w+):", block, re.MULTILINE))
    if "jobs" in keys:
        return  # a workflow, in which doctor has nothing to mend
    model = next((model for model in SMALLEST if keys <= {*model.model_fields}), None)
    if model is None:  # a part of mkdocs.yml
        assert keys <= {"plugins", "nav", "site_url", "site_name", "docs_dir", "theme"}
        return
    given = [line for line in SMALLEST[model].splitlines() if line.partition(":")[0] not in keys]
    try:
        _, problems = validate(model, parse_yaml("\n".join([*given, block]), page))
    except AuthorError as error:
        problems = list(error.problems)
    assert problems == []


@pytest.mark.parametrize("name", ["study", "profile"])
def test_reference_is_current(name: str) -> None:
    page = manual(f"{name}.md")
    repair = "run .venv/bin/python -m proofolio.studies.reference docs/manual"
    assert page == with_reference(page, name), repair


def test_rules_of_the_linter_are_current() -> None:
    page = manual("linter.md")
    repair = "run .venv/bin/python -m proofolio.evidence.lint.reference docs/manual"
    assert page == with_rules(page), repair


@pytest.mark.parametrize(
    ("title", "options"), [("Options", StudiesConfig), ("Options of sharing", ShareConfig)]
)
def test_every_option_is_documented_with_its_default(title: str, options: type[Config]) -> None:
    section = manual("plugin.md").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)

    defaults = {}
    for name, option in options._schema:
        default = option.default
        word = str(default).lower() if isinstance(default, bool) else default
        word = f"[{', '.join(default)}]" if isinstance(default, list) else word
        defaults[name] = "none" if default is None else f"`{word}`"
    assert dict(rows) == defaults


def test_everything_of_the_look_is_documented() -> None:
    page = manual("look.md")
    keys = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert keys == {*Look.model_fields, *Font.model_fields, *FontFile.model_fields} - {"file"}
    assert page == with_properties(page)
    assert not re.findall(r"^\| `--pf.*\|  \|$", page, re.MULTILINE)  # each says what it is for
    for section in ORDER:
        assert f"`{section}`" in page
    for block in fences(page, "yaml"):
        look = yaml.safe_load(block)["plugins"][-1]["proofolio/studies"]["look"]
        assert Look.model_validate(look)


def test_every_block_is_documented_with_its_needs() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|.*\| (profile)? ?\|$", manual("pages.md"), re.MULTILINE)

    assert {name for name, _ in rows} == BLOCKS
    assert {name for name, needs in rows if needs} == NEEDS_PROFILE


def test_every_command_and_option_is_documented() -> None:
    text = manual("commands.md")
    context = click.Context(main, **main.context_settings)

    words = {option for parameter in main.get_params(context) for option in parameter.opts}
    for name, command in main.commands.items():
        words.add(f"proofolio {name}")
        for parameter in command.params:
            choices = getattr(parameter.type, "choices", ())
            words |= {*parameter.opts} if isinstance(parameter, click.Option) else {*choices}
        assert command.help, name
    assert [word for word in sorted(words) if not re.search(rf"`[^`]*{word}\b", text)] == []


def test_every_make_target_and_variable_is_documented() -> None:
    text, makefile = manual("commands.md"), read(ROOT / "Makefile")

    targets = re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE)
    assert re.findall(r"\| .*`make (\w+)` \|", text) == targets
    variables = re.findall(r"^([A-Z]+) =", makefile, re.MULTILINE)
    assert [name for name in variables if not re.search(rf"make \w* ?{name}=", text)] == []


@pytest.mark.parametrize(("page", "message"), examples("text"))
def test_messages_are_those_that_authors_read(page: str, message: str) -> None:
    cases = (ROOT / "tests" / "cases" / "errors").glob("*.yml")
    said = {line for path in cases for line in yaml.safe_load(read(path))["expected"].splitlines()}
    assert [line for line in message.splitlines() if line not in said] == []


@pytest.mark.parametrize("path", LOOSE, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    lost = []
    for address in re.findall(r"\]\(([^)\s]+)\)", prose(read(path))):
        name, _, anchor = address.partition("#")
        target = path.parent / name if name else path
        if not address.startswith("https://") and not (
            target.exists() and (not anchor or anchor in anchors(read(target)))
        ):
            lost.append(address)
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_headings_of_a_page_have_anchors_of_their_own(path: Path) -> None:
    found = anchors(read(path))
    assert [anchor for anchor in found if found.count(anchor) > 1] == []


def anchors(text: str) -> list[str]:
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return [slugify(title.replace("`", ""), "-") for title in titles]


def test_map_of_the_code_names_what_exists() -> None:
    text = read(ROOT / "CONTRIBUTING.md")

    assert text.count("\n") < 60
    names = re.findall(r"`(\w[\w./]*(?:/|\.py|\.yml))`", text)
    places = (ROOT, ROOT / "plugins" / "proofolio")
    lost = [name for name in names if not any((place / name).exists() for place in places)]
    assert lost == []
    packages = {f"{path.parent.name}/" for path in places[1].glob("*/__init__.py")}
    missing = [name for name in sorted(packages) if f"`{name}" not in text]
    assert missing == [], "give each a row in the map of CONTRIBUTING.md"


def test_manual_builds_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    built = build_site(ROOT / "docs" / "mkdocs.yml", tmp_path)

    pages = {path.relative_to(MANUAL).as_posix() for path in MANUAL.rglob("*.md")}
    menu = yaml.safe_load(read(ROOT / "docs" / "mkdocs.yml"))["nav"]
    assert sorted(re.findall(r"[\w/-]+\.md", str(menu))) == sorted(pages)
    assert broken_links(built) == []
