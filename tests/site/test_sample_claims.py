"""The numbers of the four sample studies: each is what a notebook recorded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

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
    record |= {"value": value, "interval": None}
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
