"""The numbers of the four sample studies: each is what a notebook recorded."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from proofolio.evidence.check import Checked, check_claims
from proofolio.evidence.claim import Verdict
from proofolio.evidence.sources import Sources
from proofolio.notebooks import NotebookStore
from proofolio.read import parse_yaml
from proofolio.recording import MIME
from proofolio.studies import Metric, Study, make_study
from tests.site.building import ROOT

SLUGS = sorted(path.parent.name for path in (ROOT / "case_studies").glob("*/study.yml"))
# A record of each sample that its study states as well, and what it is altered to.
ALTERED = [
    ("telecom-churn", "churn.ipynb#leavers_reached", 131, "131", "136"),
    ("rail-ridership", "ridership.ipynb#mae", 650.2, "650 entries", "607 entries"),
    ("movie-recommendations", "recommender.ipynb#hit_rate", 0.31, "31.0 %", "29.0 %"),
    ("edge-digits", "edge_model.ipynb#accuracy", 0.981, "98.1 %", "98.4 %"),
]

# What stands in place of a number, or leads to one; dates and runs are no results.
NO_TEXT = (
    "at", "code", "date", "figure", "format", "image", "link", "record", "records", "reference",
    "run", "table", "weight",
)  # fmt: skip
CHECKED = ("baseline", "evidence", "value")
NUMBER = re.compile(r"(?<![\w.])\d(?:[\d.,]*\d)?")
YEAR = re.compile(r"(?:19|20)\d\d")
TYPED = yaml.safe_load((Path(__file__).parent / "typed_numbers.yml").read_text(encoding="utf-8"))


def read(folder: Path) -> Study:
    """The study of a folder, as its author wrote it."""
    text = (folder / "study.yml").read_text(encoding="utf-8")
    study, problems = make_study(parse_yaml(text, "study.yml"), folder.name)
    assert study, problems
    return study


def check(folder: Path, cache: Path) -> Checked:
    """The study with its claims compared."""
    return check_claims(read(folder), Sources(folder, NotebookStore(cache)))


def alter(notebook: Path, name: str, value: float) -> None:
    """Write another value into a record, as a changed computation would."""
    found = json.loads(notebook.read_text(encoding="utf-8"))
    outputs = [output for cell in found["cells"] for output in cell.get("outputs", [])]
    bundles = [output["data"] for output in outputs if MIME in output.get("data", {})]
    (record,) = [one[MIME] for one in bundles if one[MIME]["name"] == name]
    record |= {"value": value, "interval": [0.9 * value, 1.1 * value]}
    notebook.write_text(json.dumps(found), encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_result_and_slice_is_recorded(slug: str, tmp_path: Path) -> None:
    checked = check(ROOT / "case_studies" / slug, tmp_path)

    assert checked.problems == ()
    kinds = [verdict.kind for verdict in checked.verdicts.values()]
    # No device was there to measure it on, and the study says so.
    estimates = 1 if slug == "edge-digits" else 0
    assert kinds.count("estimate") == estimates
    assert kinds.count("recorded") == len(kinds) - estimates > 9


@pytest.mark.parametrize("slug", SLUGS)
def test_no_part_of_a_result_is_merely_typed(slug: str, tmp_path: Path) -> None:
    folder = ROOT / "case_studies" / slug
    results = read(folder).case.results
    verdicts = check(folder, tmp_path).verdicts

    for kind in ("business", "technical"):
        for index, metric in enumerate(getattr(results, kind)):
            assert not typed(metric, verdicts["results", kind, index]), metric.name


def typed(metric: Metric, verdict: Verdict) -> list[str]:
    """The parts of a result that no record bears out."""
    record, baseline = verdict.record, metric.baseline
    if record is None:
        return []
    own = baseline and not baseline.evidence
    stated = {"baseline": own, "interval": metric.interval, "n": metric.n}
    return [name for name, part in stated.items() if part and getattr(record, name) is None]


@pytest.mark.parametrize(("slug", "ref", "value", "right", "stated"), ALTERED)
def test_altered_record_is_told_with_both_numbers(
    slug: str, ref: str, value: float, right: str, stated: str, tmp_path: Path
) -> None:
    copy = tmp_path / slug
    shutil.copytree(ROOT / "case_studies" / slug, copy)
    notebook, _, name = ref.partition("#")
    alter(copy / notebook, name, value)

    (problem,) = check(copy, tmp_path / "cache").problems

    assert problem.expected.startswith(f"{right} as {ref} recorded it (cell ")
    assert problem.found == f'"{stated}"'


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a study.yml with their keys, but for values that a record is held against."""
    if isinstance(value, dict):
        is_checked = isinstance(value.get("evidence"), str)
        for name, item in value.items():
            if name not in NO_TEXT and not (is_checked and name in CHECKED):
                yield from texts(item, f"{key}.{name}".strip("."))
        if is_checked and isinstance(value.get("baseline"), dict):
            yield f"{key}.baseline.name", value["baseline"].get("name", "")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{key}[{index}]")
    else:
        yield key, re.sub(r"\{\{.*?\}\}", "…", " ".join(str(value).split()))


def picture_texts(folder: Path) -> Iterator[tuple[str, str]]:
    for picture in sorted(folder.glob("images/*.svg")):
        for part in ElementTree.parse(picture).iter():  # noqa: S314 - the samples' own
            if part.text and part.text.strip():
                yield picture.name, part.text
    for diagram in sorted(folder.glob("diagrams/*.mmd")):
        yield diagram.name, " ".join(diagram.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_that_are_typed_are_no_results(slug: str) -> None:
    folder = ROOT / "case_studies" / slug
    written = yaml.load((folder / "study.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    unused, told = set(TYPED[slug]), []

    for key, text in [*texts(written), *picture_texts(folder)]:
        known = [(phrase, match.span()) for phrase in TYPED[slug]
                 for match in re.finditer(re.escape(phrase), text)]  # fmt: skip
        for number in NUMBER.finditer(text):
            covering = {phrase for phrase, (start, end) in known
                        if start <= number.start() and number.end() <= end}  # fmt: skip
            unused -= covering
            if not covering and not YEAR.fullmatch(number[0]):
                around = text[max(0, number.start() - 30) : number.end() + 30]
                told.append(f"{key}: {around}")

    assert told == [], "record them and name the records, or say in typed_numbers.yml what they are"
    assert unused == set(), "typed_numbers.yml explains what is nowhere"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_figure_takes_its_texts_from_a_notebook(slug: str) -> None:
    """There they may hold numbers that no new run would change."""
    case = read(ROOT / "case_studies" / slug).case

    assert case.cover is not None
    assert case.cover.alt
    figures = [visual for visual in case.visuals if visual.figure]
    assert [visual for visual in figures if not (visual.caption and visual.alt)] == []
    assert all(visual.caption for visual in case.visuals)
