"""What all author-facing models share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


class Model(BaseModel):
    """A frozen mapping of known keys; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Shorthand(Model):
    """A mapping that may be written as one plain value, which stands for its first field.

    `problem: They guessed.` is `problem: {text: They guessed.}`; so short cases stay short.
    """

    @model_validator(mode="before")
    @classmethod
    def _from_plain_value(cls, value: Any) -> Any:
        if value == {}:
            raise PydanticCustomError("empty_mapping", "keys and values")
        if value is None or isinstance(value, dict | list):
            return value
        return {next(iter(cls.model_fields)): value}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        mapping = handler(schema)
        first = handler.resolve_ref_schema(mapping)["properties"][next(iter(cls.model_fields))]
        plain = [{"type": kind["type"]} for kind in first.get("anyOf", [first])]
        return {"anyOf": [*plain, mapping]}
