"""A record that cannot be drawn is told in full: what was expected, found, and how to repair it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.evidence import RecordedCurve, RecordedNumber, RecordedTable, Series
from proofolio.pages.charts import ChartError, Phase

CASES = Path(__file__).parent / "cases" / "errors.yml"
EXPECTED = CASES.with_name("errors_expected.yml")


def read_cases() -> list[dict[str, Any]]:
    """Dates stay text, as records have them."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    found: list[dict[str, Any]] = yaml.load(CASES.read_text(encoding="utf-8"), Loader)  # noqa: S506
    return found


def build_record(case: dict[str, Any]) -> object:
    if table := case.get("table"):
        rows = tuple(map(tuple, table["rows"]))
        return RecordedTable("it", tuple(table["columns"]), rows, table.get("unit", ""))
    if curve := case.get("curve"):
        series = (
            Series(name, **{key: tuple(values) for key, values in points.items()})
            for name, points in curve["series"].items()
        )
        return RecordedCurve("it", curve["kind"], tuple(series))
    if phases := case.get("phases"):
        return [Phase(*phase) for phase in phases]
    units = case.get("units", {})
    return [
        RecordedNumber(name, Decimal(str(value)), units.get(name, ""))
        for name, value in case["numbers"].items()
    ]


def hear(case: dict[str, Any], draw: Any) -> list[str]:
    options = dict(case.get("options", {}))
    for name, value in case.get("reference", {}).items():
        options["reference"] = RecordedNumber(name, Decimal(str(value)))
    with pytest.raises(ChartError) as caught:
        draw(build_record(case), case["kind"], **options)
    return [str(error) for error in caught.value.all]


def test_what_an_author_hears(draw: Any, request: pytest.FixtureRequest) -> None:
    heard = {case["name"]: hear(case, draw) for case in read_cases()}

    if request.config.getoption("--rewrite"):
        text = yaml.safe_dump(heard, sort_keys=False, allow_unicode=True, width=120)
        EXPECTED.write_text(text, encoding="utf-8")
    assert heard == yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
