"""What the linter finds while a site is built, and what a site and its studies say to that."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from proofolio.hosts.mkdocs.check import CheckError, check_site
from tests.site.building import build_site

WriteSite = Callable[[Mapping[str, Any]], Path]
PRAISE = "headline: A world-class list\n"
EXPIRED = "client: {name: Example, permission: {by: Ada, on: 2019, until: 2020}}\n"


def site_with(lint: str) -> dict[str, str]:
    plugins = f"plugins: [proofolio/studies: {{lint: {lint}}}]\n"
    return {"mkdocs.yml": f"site_name: A\ndocs_dir: content\ntheme: mkdocs\n{plugins}"}


def test_a_note_lets_a_strict_build_pass(write_site: WriteSite, tmp_path: Path) -> None:
    config = write_site({"added": "visuals: []\n"})

    assert {one.severity for one in check_site(config).findings} == {"info"}
    build_site(config, tmp_path / "site")


def test_a_warning_ends_strict_builds_only(write_site: WriteSite, tmp_path: Path) -> None:
    config = write_site({"added": PRAISE})

    build_site(config, tmp_path / "site", strict=False)
    with pytest.raises(Abort, match="strict"):
        build_site(config, tmp_path / "site")


def test_an_error_ends_each_build_with_place_and_code(
    write_site: WriteSite, tmp_path: Path
) -> None:
    config = write_site({"added": EXPIRED})

    with pytest.raises(Abort) as raised:
        build_site(config, tmp_path / "site", strict=False)
    said = str(raised.value.__context__)
    assert "case_studies/churn/study.yml:7:64: expected a permission" in said
    assert said.endswith("[permission-expired]")
    assert not (tmp_path / "site").exists()


def test_while_serving_the_new_page_is_shown_with_the_error(
    write_site: WriteSite, tmp_path: Path
) -> None:
    built = build_site(write_site({"added": EXPIRED}), tmp_path / "site", serving=True)

    page = built.page("case-studies/churn/")
    assert "[permission-expired]" in page.select(".pf-problems")[0].get_text()
    assert page.select("#problem")


def test_a_site_sets_how_severe_a_rule_is(write_site: WriteSite, tmp_path: Path) -> None:
    lint = "{superlative: off, permission-expired: info}"
    config = write_site({"added": PRAISE + EXPIRED, "files": site_with(lint)})

    found = [(one.code, one.severity) for one in check_site(config).findings]
    assert found == [("no-limitations", "info"), ("permission-expired", "info")]
    build_site(config, tmp_path / "site")


def test_unknown_rules_and_severities_are_told_together(
    write_site: WriteSite, caplog: pytest.LogCaptureFixture
) -> None:
    lint = "{superlatif: off, anything: info, no-period: loud}"

    with pytest.raises(CheckError):
        check_site(write_site({"files": site_with(lint)}))
    said = caplog.text
    assert 'the rule "superlatif"; did you mean "superlative"?' in said
    assert 'the rule "anything"; the rules are accuracy-alone, ' in said
    assert '"loud" for no-period; write one of error, warning, info, off' in said


def test_notes_are_logged_the_first_ten_of_them(
    write_site: WriteSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    metrics = ", ".join(f"{{name: Number {index}, value: 3}}" for index in range(6))
    study = (
        "title: A\nsummary: A\nproblem: A\nrole: A\nmethod: A\n"
        f"results: {{technical: [{metrics}]}}\nchallenges: [A leak.]\n"
    )
    config = write_site({"study": study})

    caplog.set_level(logging.INFO, "mkdocs")
    build(load_config(str(config), site_dir=str(tmp_path / "site")))

    told = [record.getMessage() for record in caplog.records]
    codes = ("[no-baseline]", "[no-test-set]", "[stated-only]")
    assert sum(message.endswith(codes) for message in told) == 10
    assert sum("… and 8 more of the linter" in message for message in told) == 1


def test_captions_of_notebooks_are_read(write_site: WriteSite) -> None:
    cells = [
        {"label": "lift", "png": True, "alt": "A curve.", "caption": "A tenth holds six of ten."},
        {"label": "roc", "png": True, "alt": "A curve.", "caption": "ROC curve"},
    ]
    visuals = "".join(f"  - {{figure: churn.ipynb#{cell['label']}}}\n" for cell in cells)
    files = {"case_studies/churn/churn.ipynb": {"notebook": cells}}

    found = check_site(write_site({"added": f"visuals:\n{visuals}", "files": files})).findings

    mute = [one for one in found if one.code == "figure-without-message"]
    assert [(one.at, one.problem.found) for one in mute] == [
        ("visuals[1]", '"ROC curve" in the notebook')
    ]
