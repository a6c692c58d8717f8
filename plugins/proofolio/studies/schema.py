"""JSON Schemas of the author's files, for editors."""

import json
from pathlib import Path

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from proofolio.studies.profile import Profile
from proofolio.studies.study import CaseStudy

SCHEMAS: dict[str, type[BaseModel]] = {"study": CaseStudy, "profile": Profile}
FOLDER = Path(__file__).parent / "schemas"


class _AsWritten(GenerateJsonSchema):
    """The schema of the file that an author writes, before the reader has made text of it."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # What may be absent may still not be empty: the reader refuses `team:` without a value.
        return self.generate_inner(schema["schema"])

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        # Where a line of text is expected a number will do: `date: 2026`, `duration: 1.10`.
        made = super().function_before_schema(schema)
        return made | {"type": ["string", "number"]} if made.get("type") == "string" else made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if (key, value) != ("default", None)}


def schema_text(name: str) -> str:
    """The schema of `study` or `profile` as JSON text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SCHEMAS[name].model_json_schema(schema_generator=_AsWritten),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def schema_path(name: str) -> Path:
    """Where the schema is kept."""
    return FOLDER / f"{name}.schema.json"


def write_schemas(folder: Path = FOLDER) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / schema_path(name).name).write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    write_schemas()
