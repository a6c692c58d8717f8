"""The JSON Schemas that editors use say the same as the models."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from proofolio.read import parse_yaml
from proofolio.read.document import write_line
from proofolio.studies import CaseStudy, Profile, schema_path, schema_text, validate

ROOT = Path(__file__).parents[2]
MODELS: dict[str, type[BaseModel]] = {"study": CaseStudy, "profile": Profile}
SAMPLES = [
    *((path, "study") for path in sorted(ROOT.glob("case_studies/*/study.yml"))),
    (ROOT / "content/profile.yml", "profile"),
]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type holds, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for argument in getattr(annotation, "__args__", ()):
        yield from models_in(argument)


FIELDS = {
    f"{model.__name__}.{name}": (model, name, field)
    for top in MODELS.values()
    for model in models_in(top)
    for name, field in model.model_fields.items()
}
EACH_FIELD = pytest.mark.parametrize(("model", "name", "field"), FIELDS.values(), ids=FIELDS)


@pytest.mark.parametrize("name", MODELS)
def test_committed_schema_is_current(name: str) -> None:
    committed = schema_path(name).read_text(encoding="utf-8")

    assert committed == schema_text(name), "run python -m proofolio.studies.schema"


@pytest.mark.parametrize("name", MODELS)
def test_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text(name)))


@EACH_FIELD
def test_field_is_described_with_examples(
    model: type[BaseModel], name: str, field: FieldInfo
) -> None:
    assert field.description
    assert field.description.endswith(".")
    assert field.examples


@EACH_FIELD
def test_examples_are_valid_for_model_and_schema(
    model: type[BaseModel], name: str, field: FieldInfo
) -> None:
    schema = validator_of(model)
    for example in field.examples or []:
        written = parse_yaml(write_line(name, example), "example.yml").data
        wrong = [loc for loc in errors_of(model, written) if loc[:1] == (name,)]
        assert not wrong, f"the model refuses {written}"
        errors = [
            error.message for error in schema.iter_errors(plain(written)) if list(error.path)[:1]
        ]
        assert not errors, f"the schema refuses {written}"


@cache
def validator_of(model: type[BaseModel]) -> Draft202012Validator:
    """The model's part of the schema, as the committed file has it."""
    for name in MODELS:
        whole = json.loads(schema_text(name))
        if model is MODELS[name]:
            return Draft202012Validator(whole)
        if model.__name__ in whole["$defs"]:
            part = whole["$defs"][model.__name__]
            mapping = next((kind for kind in part.get("anyOf", []) if "properties" in kind), part)
            return Draft202012Validator(mapping | {"$defs": whole["$defs"]})
    raise AssertionError(model)


def errors_of(model: type[BaseModel], data: dict[str, Any]) -> list[tuple[str | int, ...]]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [detail["loc"] for detail in error.errors() if detail["type"] != "missing"]
    return []


def plain(value: Any) -> Any:
    """What an editor sees: numbers without the memory of how they were written."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize(("path", "name"), SAMPLES, ids=lambda value: str(value).split("/")[-2:][0])
def test_sample_is_valid_for_its_editor(path: Path, name: str) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    schema = (path.parent / first.partition("$schema=")[2]).resolve()

    assert first.startswith("# yaml-language-server: $schema=")
    assert schema == schema_path(name).resolve()
    document = parse_yaml(text, path.name)
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(plain(document.data))] == []
    assert validate(MODELS[name], document)[1] == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("sumary: A list.", []),
        ("tags: churn", ["tags"]),
        ("team:", ["team"]),
        ("stage: live", ["stage"]),
        ("featured: no", ["featured"]),
        ("title: " + 91 * "x", ["title"]),
        ("data: []", ["data"]),
        ("proof: {code: 12, notebooks: [a.py]}", ["proof", "notebooks", 0]),
    ],
)
def test_schema_refuses_what_the_model_refuses(wrong: str, place: list[str | int]) -> None:
    data = {"team": None} if wrong == "team:" else parse_yaml(wrong, "wrong.yml").data
    errors = validator_of(CaseStudy).iter_errors(data)
    assert place in [list(error.path) for error in errors if error.validator != "required"]
