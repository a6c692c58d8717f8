"""What a model finds wrong → sentences with a place, for the author."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc

M = TypeVar("M", bound=BaseModel)

# The type of pydantic's error → what is expected, and how to get there.
_PLAIN = {
    "list_type": ("a list", "write its items below it, each with `- ` before it"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "int_type": ("a whole number", "write it in digits, without quotes or unit"),
    "int_from_float": ("a whole number", "leave the fraction out"),
    "dict_type": ("keys and values", "write `key: value` lines below it, indented"),
}


def validate(model: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    """Make the model of a document, or all the problems that stand in the way."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        return None, [_problem(model, document, detail) for detail in details]


def suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """A repair for an unknown name: the known name that is nearest, else all of them."""
    names = sorted(known)
    lower = {known_name.lower(): known_name for known_name in names}
    near = get_close_matches(name.lower(), lower, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{lower[near[0]]}"?'
    return f"{otherwise} {', '.join(names)}" if names else f"{otherwise} none"


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    kind, loc, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    if kind == "missing":
        return _missing(model, document, loc)
    if kind == "extra_forbidden":
        return _unknown_key(model, document, loc)
    expected, repair = _expectation(model, kind, loc, context, detail)
    if document.mark(loc).raw == "nothing":
        repair = "write it, or delete the key"
    return document.problem(loc, expected, repair, _found(document, loc, kind, detail))


def _expectation(
    model: type[BaseModel], kind: str, loc: Loc, context: dict[str, Any], detail: ErrorDetails
) -> tuple[str, str]:
    match kind:
        case "author":
            return context["expected"], context["repair"]
        case "string_type":
            plain = isinstance(detail["input"], bool | int | float)
            return "text", "put it in quotes" if plain else "write it as one text"
        case "model_type" | "model_attributes_type" | "empty_mapping":
            return "keys and values", f"its keys are {_keys(model, loc)}"
        case "literal_error":
            names = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            repair = suggest(str(detail["input"]), names, "write one of")
            return f"one of {', '.join(names)}", repair
        case "string_too_long":
            over = len(str(detail["input"]).strip()) - context["max_length"]
            characters = "character" if over == 1 else "characters"
            return (
                f"at most {context['max_length']} characters",
                f"shorten it by {over} {characters}",
            )
        case "string_pattern_mismatch":
            return "a name of small letters, digits and hyphens", "write it as in telecom-churn"
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            side = "at least" if "ge" in context else "at most"
            return f"a whole number, {side} {bound}", "correct the number"
        case "too_short" | "too_long":
            size = context.get("min_length", context.get("max_length"))
            return f"a list of {size} items", "write [lower, upper]"
    said = detail["msg"]
    return _PLAIN.get(kind, (said[:1].lower() + said[1:], "correct it"))


def _found(document: Document, loc: Loc, kind: str, detail: ErrorDetails) -> str | None:
    if kind == "string_too_long":
        return f"{len(str(detail['input']).strip())} characters"
    if kind in ("too_short", "too_long"):
        return f"{len(detail['input'])}"
    return None


def _missing(model: type[BaseModel], document: Document, loc: Loc) -> Problem:
    field = _model_at(model, loc[:-1]).model_fields[str(loc[-1])]
    example = (field.examples or ["…"])[0]
    shown = f"{loc[-1]}: {example}" if isinstance(example, str | int | float) else f"{loc[-1]}: …"
    hint = (field.description or "").rstrip(".")
    expected = f'the key "{loc[-1]}" ({hint[:1].lower()}{hint[1:]})'
    return document.problem(loc[:-1], expected, f"add a line such as `{shown}`", "no such key")


def _unknown_key(model: type[BaseModel], document: Document, loc: Loc) -> Problem:
    mark = document.key_mark(loc)
    keys = _model_at(model, loc[:-1]).model_fields
    owner = next((f'"{part}"' for part in reversed(loc[:-1]) if isinstance(part, str)), "the file")
    repair = suggest(str(loc[-1]), keys, "its keys are")
    return Problem(
        document.name, mark.line, mark.column, f"a key of {owner}", f'"{loc[-1]}"', repair
    )


def _keys(model: type[BaseModel], loc: Loc) -> str:
    return ", ".join(_model_at(model, loc).model_fields)


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model of the mapping at a place."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            inner = _inner_model(model.model_fields[part].annotation)
            model = inner or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if inner := _inner_model(argument):
            return inner
    return None
