"""The command that writes the texts to paste, over real studies."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click import Choice
from click.testing import CliRunner, Result

from proofolio.cli import main
from proofolio.share.pack import FORMS
from proofolio.share.pack.limits import LIMITS, count_characters
from tests.conftest import WriteSite
from tests.site.building import ROOT

SAMPLES = sorted(path.parent.name for path in ROOT.glob("case_studies/*/study.yml"))
BASE = "https://someone.github.io/portfolio/"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Result]]:
    monkeypatch.setenv("SITE_URL", BASE)
    monkeypatch.chdir(tmp_path)
    return partial(CliRunner().invoke, main)


@pytest.mark.parametrize("slug", SAMPLES)
def test_every_sample_fits_everywhere(
    run: Callable[..., Result], tmp_path: Path, slug: str
) -> None:
    config = str(ROOT / "mkdocs.yml")
    done = run(["pack", slug, "--to", "texts", "-f", config])
    assert done.exit_code == 0, done.output
    files = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("texts/*.txt")}
    assert files.keys() == LIMITS.keys()
    for name, text in files.items():
        assert count_characters(text.rstrip("\n")) <= LIMITS[name][0], name
        assert not re.search(r"\{\{|\}\}|\*\*|\]\(|^#+ |<!--|\$\\", text, re.M), name
        if not name.endswith(("-title", "-subject")):
            assert f"{BASE}case-studies/{slug}/" in text, name
            assert "A sample study." in text, name


SITE = {
    "mkdocs.yml": (
        "site_name: A\ndocs_dir: content\ntheme: {name: mkdocs}\nplugins: [proofolio/studies]\n"
    ),
}


def test_all_texts_can_be_asked_for() -> None:
    (only,) = [one for one in main.commands["pack"].params if one.name == "only"]
    assert isinstance(only.type, Choice)
    assert tuple(only.type.choices) == FORMS


def test_an_alias_holds(run: Callable[..., Result], write_site: WriteSite) -> None:
    added = "client: {name: Zebra Telephones, alias: A telecom operator}\n"
    config = write_site({"files": SITE, "added": added})
    done = run(["pack", "churn", "--link", f"{BASE}?from=mail", "-f", str(config)])
    assert done.exit_code == 0, done.output
    assert "Client: A telecom operator" in done.output
    assert "Zebra" not in done.output
    assert done.output.count(f"{BASE}?from=mail") == len(FORMS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["churn"], "give --link"),
        (["chrun", "--link", BASE], 'no study "chrun"; did you mean "churn"?'),
        (["churn", "--link", "example"], 'expected a web address, found "example"'),
        (["churn", "--only", "fax"], "is not one of"),
    ],
)
def test_what_cannot_be_packed_is_told(
    run: Callable[..., Result], write_site: WriteSite, arguments: list[str], said: str
) -> None:
    config = write_site({"files": SITE})
    done = run(["pack", *arguments, "-f", str(config)])
    assert done.exit_code != 0
    assert said in " ".join(done.output.split())


def test_texts_speak_the_language_of_the_site(run: Callable[..., Result]) -> None:
    config = str(ROOT / "tests/site/german/mkdocs.yml")
    done = run(["pack", "abwanderung", "--only", "mail", "--link", BASE, "-f", config])
    assert done.exit_code == 0, done.output
    said = "- Erreichte Abwandernde: 29,1 % (Ausgangswert: 22,5 %), mit dem Notebook abgeglichen"
    assert f"Was dabei herauskam:\n{said}; n = 1.761\n" in done.output
    assert done.output.endswith("Viele Grüße\nJana Brandt\n")


def test_an_unlisted_study_has_the_address_that_nobody_guesses(
    run: Callable[..., Result], write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROOFOLIO_KEY", "a-key-of-this-test-that-is-long-enough")
    settings = f"site_url: {BASE}\n{SITE['mkdocs.yml']}"
    config = write_site({"files": {"mkdocs.yml": settings}, "added": "visibility: unlisted\n"})
    done = run(["pack", "churn", "--only", "proposal", "-f", str(config)])
    assert done.exit_code == 0, done.output
    assert re.search(rf"{BASE}p/[a-z2-7]{{20,}}/\n", done.output)


def test_a_draft_is_no_text_yet(run: Callable[..., Result], write_site: WriteSite) -> None:
    config = write_site({"files": SITE, "added": "visibility: draft\n"})
    done = run(["pack", "churn", "--link", BASE, "-f", str(config)])
    assert done.exit_code == 1
    assert 'the study "churn" is a draft' in done.output


def test_mistakes_are_told_first(run: Callable[..., Result], write_site: WriteSite) -> None:
    config = write_site({"files": SITE, "added": "wrong: key\n"})
    done = run(["pack", "churn", "--link", BASE, "-f", str(config)])
    assert done.exit_code == 1
    assert "case_studies/churn/study.yml:7:1: expected a key of the file" in done.output


def test_one_text_alone_is_printed_as_it_is(
    run: Callable[..., Result], write_site: WriteSite
) -> None:
    config = write_site({"files": SITE})
    done = run(["pack", "churn", "--only", "proposal", "--link", BASE, "-f", str(config)])
    assert done.output.startswith("Whom to call\n\nA list of the customers")
    assert done.output.endswith(f"{BASE}\n")
