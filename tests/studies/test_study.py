"""What a study may say: the least, everything, and the short ways to say it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from proofolio.hosts.mkdocs.check import check_site
from proofolio.read import parse_yaml
from proofolio.studies import CaseStudy, validate, walk

GOOD = Path(__file__).parent.parent / "cases" / "good"
SMALLEST = yaml.safe_load((GOOD / "smallest.yml").read_text(encoding="utf-8"))["study"]
EVERYTHING = yaml.safe_load((GOOD / "everything.yml").read_text(encoding="utf-8"))
SHORTHANDS = yaml.safe_load((GOOD / "shorthands.yml").read_text(encoding="utf-8"))


def study(text: str) -> CaseStudy:
    case, problems = validate(CaseStudy, parse_yaml(text, "study.yml"))
    assert problems == []
    assert case is not None
    return case


@pytest.mark.parametrize("name", ["smallest", "everything"])
def test_good_site_has_nothing_to_mend(
    name: str, write_site: Callable[[Mapping[str, Any]], Path]
) -> None:
    case = yaml.safe_load((GOOD / f"{name}.yml").read_text(encoding="utf-8"))

    assert check_site(write_site(case)).problems == ()


def test_smallest_study_is_short() -> None:
    assert len(SMALLEST.splitlines()) < 20


def test_everything_is_everything() -> None:
    written: dict[type[BaseModel], set[str]] = {}
    for _, value in walk(study(EVERYTHING["study"])):
        if isinstance(value, BaseModel):
            written.setdefault(type(value), set()).update(value.model_fields_set)

    missing = {
        f"{model.__name__}.{name}"
        for model, names in written.items()
        for name in {*model.model_fields} - names
    }
    assert missing == set()


@pytest.mark.parametrize("pair", SHORTHANDS, ids=lambda pair: pair["short"])
def test_short_form_says_the_same_as_the_long_one(pair: dict[str, str]) -> None:
    key = pair["short"].partition(":")[0] + ":"
    rest = "".join(line for line in SMALLEST.splitlines(keepends=True) if not line.startswith(key))

    short, long = (study(f"{rest}{pair[form]}\n") for form in ("short", "long"))

    assert short == long


def test_a_study_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        study(SMALLEST).title = "Another"  # type: ignore[misc]
