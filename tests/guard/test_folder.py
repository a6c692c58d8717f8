"""What doctor says of small sites: each mistake, and the same site once it is mended."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from proofolio import guard
from proofolio.guard import (
    Record,
    Repository,
    examine_folder,
    examine_repository,
    files,
    read_record,
    read_site,
    record_build,
)
from proofolio.guard.finding import Sort
from proofolio.read import parse_yaml
from tests.site.building import ROOT

MODULES = [*pkgutil.iter_modules(guard.__path__)]
MANUAL = ROOT / "docs/manual/publishing.md"
CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
ALWAYS = {
    "index.html": '<link rel="canonical" href="https://name.github.io/portfolio/">',
    "404.html": "<h1>Not found</h1>",
}


def findings(case: Mapping[str, Any], folder: Path) -> str:
    """All that is said of a case, a line each."""
    for name, content in {**ALWAYS, **case.get("files", {})}.items():
        if content is not None:
            path = folder / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, content)
    if "record" in case:
        for name in case["files"].keys() - {*case["record"]}:
            if case["files"][name] is not None:
                os.utime(folder / "site" / name, (0, 0))
        names = frozenset(case["record"])
        record_build(folder / "cache", folder / "site", Record(names, time.time_ns()))
    workflow = case.get("workflow")
    repository = Repository(
        text=case.get("text", ""),
        plugins=tuple(case.get("plugins", ())),
        workflows=(parse_yaml(workflow, ".github/workflows/publish.yml"),) if workflow else (),
        remote=case.get("remote", ""),
        studies=case.get("studies", 0),
        folder=case.get("folder", ""),
    )
    site = read_site(folder / "site", "site")
    record = read_record(folder / "cache", folder / "site")
    publishing = case.get("publishing", False)
    found = examine_repository(repository)
    found += examine_folder(site, repository, record, publishing=publishing)
    return "".join(f"{one.severity}: {one}\n" for one in found)


def write(path: Path, content: Any) -> None:
    match content:
        case {"size": size}:
            with path.open("wb") as file:
                file.truncate(size)
        case {"picture": size}:
            data = io.BytesIO()
            Image.new("L", tuple(size)).save(data, "PNG")
            path.write_bytes(data.getvalue())
        case _:
            path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    text = path.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    wrong, right = case["wrong"], case["right"]
    if "limit" in wrong:
        monkeypatch.setattr(files, "MUCH_OF_A_SITE", wrong["limit"])
    mended = {**wrong, **right, "files": {**wrong.get("files", {}), **right.get("files", {})}}

    said = findings(wrong, tmp_path / "wrong")
    if request.config.getoption("--rewrite"):
        lines = "".join(f"  {line}\n" for line in said.splitlines())
        path.write_text(f"{text.partition('said: |')[0]}said: |\n{lines}", encoding="utf-8")

    assert findings(mended, tmp_path / "right") == ""
    assert said == case.get("said", "")


def test_record_of_another_build_of_the_folder_says_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("one", encoding="utf-8")
    record = Record(frozenset(["index.html"]), 1)
    record_build(tmp_path / "cache", site, record)
    assert read_record(tmp_path / "cache", site) == record

    (site / "index.html").write_text("other", encoding="utf-8")

    assert read_record(tmp_path / "cache", site) is None
    assert read_record(tmp_path / "nothing", site) is None


def test_workflow_of_the_manual_has_nothing_to_mend() -> None:
    [text] = re.findall(
        r"^```yaml\n(name: Publish\n.*?)^```", MANUAL.read_text("utf-8"), re.M | re.S
    )
    ours = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    repository = Repository(
        text="site_url: !ENV [SITE_URL]",
        folder="site",
        workflows=(parse_yaml(text, "publish.yml"),),
    )

    assert examine_repository(repository) == []
    # The same releases as ours, which are kept up to date.
    assert {*re.findall(r"actions/\S+@\S+", text)} <= {*re.findall(r"actions/\S+@\S+", ours)}
    assert "proofolio publish --check site" in text


def test_every_code_is_documented_with_its_severity() -> None:
    rows = re.findall(r"^\| (`.*?) \| ([a-z, ]+) \|", read_manual(), re.MULTILINE)
    known = {}
    for codes, severities in rows:
        told = severities.split(", ")
        names = re.findall(r"`([\w-]+)`", codes)
        known |= {
            name: told if len(names) != len(told) else [told[at]] for at, name in enumerate(names)
        }

    modules = (importlib.import_module(f"proofolio.guard.{one.name}") for one in MODULES)
    sorts = {one for module in modules for one in vars(module).values() if isinstance(one, Sort)}
    assert {sort.code for sort in sorts} == {*known}
    for sort in sorts:
        assert sort.severity.replace("info", "note") in known[sort.code], sort.code


def read_manual() -> str:
    return MANUAL.read_text("utf-8").partition("\n## The doctor\n")[2].partition("\n## ")[0]
