"""JSON Schemas of the author's files, for editors."""

import json
from pathlib import Path

from pydantic import BaseModel

from proofolio.studies.profile import Profile
from proofolio.studies.study import CaseStudy

SCHEMAS: dict[str, type[BaseModel]] = {"study": CaseStudy, "profile": Profile}
FOLDER = Path(__file__).parent / "schemas"


def schema_text(name: str) -> str:
    """The schema of `study` or `profile` as JSON text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SCHEMAS[name].model_json_schema(),
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
