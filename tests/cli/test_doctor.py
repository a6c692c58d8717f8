"""The commands `doctor` and `publish --check` on a site that MkDocs has built."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proofolio.cli import main
from tests.audit.serving import serve
from tests.conftest import WriteSite
from tests.site.building import build_site

CONFIG = """\
site_name: A
site_url: https://name.github.io/portfolio/
docs_dir: content
theme: mkdocs
plugins: [proofolio/studies, proofolio/share: {documents: []}]
"""


@pytest.fixture
def config(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site, built; the working directory is its own."""
    files = {"mkdocs.yml": CONFIG, "content/index.md": "# Home\n\n<!-- proofolio: index -->\n"}
    config = write_site({"files": files})
    monkeypatch.chdir(config.parent)
    build_site(config, config.parent / "site", strict=False)
    return config


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def test_built_site_has_nothing_to_mend(config: Path) -> None:
    for words in (["doctor"], ["doctor", "site"], ["publish", "--check"]):
        result = run(*words)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.endswith(" pages, nothing to mend\n")


def test_site_in_a_folder_of_its_repository(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(config.parent, repository / "sam", ignore=shutil.ignore_patterns("repository"))
    (repository / ".git").mkdir()
    workflow = repository / ".github/workflows/publish.yml"
    workflow.parent.mkdir(parents=True)
    action = "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9"
    step = f"{{uses: {action}, with: {{path: site}}}}"
    workflow.write_text(f"jobs: {{build: {{steps: [{step}]}}}}\n", encoding="utf-8")
    monkeypatch.chdir(repository / "sam")

    wrong = run("doctor")
    text = workflow.read_text(encoding="utf-8").replace("path: ", "path: sam/")
    workflow.write_text(text, encoding="utf-8")

    assert "/repository/.github/workflows/publish.yml:1:" in wrong.stdout
    assert 'found "site"; write `path: sam/site` below `with:` of this step' in wrong.stdout
    assert run("doctor").exit_code == 0


def test_mistake_fails_and_is_told_in_each_format(config: Path) -> None:
    page = config.parent / "site/index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("</body>", '\n<a href="/nowhere/">x</a></body>'), encoding="utf-8")
    place = f"site/index.html:{html[: html.index('</body>')].count(chr(10)) + 2}:1"

    text, data, github = (run("doctor", "--format", form) for form in ("text", "json", "github"))

    assert {text.exit_code, data.exit_code, github.exit_code} == {1}
    assert f'{place}: error: expected an address below the site\'s own path, found "/nowhere/"' in (
        text.stdout
    )
    assert text.stderr == f"\n1 to mend in {len([*page.parent.rglob('*.html')])} pages\n"
    [finding] = json.loads(data.stdout)["findings"]
    assert (finding["code"], finding["severity"]) == ("outside-base", "error")
    assert github.stdout.startswith("::error file=site/index.html,line=")
    assert run("publish", "--check").exit_code == 1


def test_page_of_an_earlier_build_is_told_from_those_of_the_last(config: Path) -> None:
    folder = config.parent / "site"
    shutil.copytree(folder / "case-studies/churn", folder / "case-studies/gone")
    assert run("doctor").exit_code == 0  # put there after the build
    for path in (folder / "case-studies/gone").iterdir():
        os.utime(path, (0, 0))

    result = run("doctor")

    assert "site/case-studies/gone/index.html:1:1: error" in result.stdout
    assert "[left-behind]" in result.stdout
    build_site(config, folder, strict=False)
    assert run("doctor").exit_code == 0


def test_file_that_another_plugin_wrote_early_in_a_slow_build_is_of_that_build(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.hosts.mkdocs.share.record._SLACK", 50_000_000)
    hook = """
import pathlib, time

def on_env(env, *, config, files):
    path = pathlib.Path(config.site_dir, "tags.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    time.sleep(0.2)
"""
    (config.parent / "early.py").write_text(hook, encoding="utf-8")
    config.write_text(f"{CONFIG}hooks: [early.py]\n", encoding="utf-8")
    build_site(config, config.parent / "site", strict=False)

    assert "tags.json" not in run("doctor").stdout


def test_publish_is_what_the_workflow_does(config: Path) -> None:
    result = run("publish")

    assert result.exit_code == 2
    assert "the workflow publishes" in result.stderr


def test_published_site_is_looked_at_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "404.html").write_text("<h1>Not found</h1>", encoding="utf-8")
    with serve(tmp_path) as address:
        result = run("doctor", "--url", address)

    assert result.exit_code == 1
    assert "[not-published]" in result.stdout


def test_folder_that_is_not_there_is_told(config: Path) -> None:
    shutil.rmtree(config.parent / "site")

    assert "run `mkdocs build` first" in run("doctor").stderr


def test_secret_address_is_told_to_its_owner_and_to_no_log_of_a_workflow(config: Path) -> None:
    apart = f"p/{'ab2' * 8}ab/index.html"
    page = config.parent / "site" / apart
    page.parent.mkdir(parents=True)
    page.write_text('<html><body><a href="/nowhere/">x</a></body></html>', encoding="utf-8")

    assert f"site/{apart}:" in run("doctor").stdout
    for words in (["publish", "--check"], ["doctor", "--format", "github"]):
        in_public = run(*words)
        assert "site/p/…/index.html" in in_public.stdout
        assert apart[2:28] not in in_public.stdout + in_public.stderr
