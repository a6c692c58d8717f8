"""What a model finds wrong → sentences with a place, for the author."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc, write_line
from proofolio.studies.model import Shorthand

M = TypeVar("M", bound=BaseModel)
# A site may have a thousand files of a kind.
_NAMES_SHOWN = 24

# The type of pydantic's error → what is expected, and how to get there.
_PLAIN = {
    "list_type": ("a list", "write its items below it, each with `- ` before it"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "int_type": ("a whole number", "write digits only: no quotes, unit or fraction"),
    "dict_type": ("keys and values", "write `key: value` lines below it, indented"),
}


def validate(
    model: type[M], document: Document, *, comma: bool = False
) -> tuple[M | None, list[Problem]]:
    """Make the model of a document, or all the problems that stand in the way.

    With `comma`, numbers are read as languages write them whose decimal sign it is.
    """
    problems = list(document.broken.values())
    try:
        value = model.model_validate(document.data, context={"comma": comma})
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
        problems += [
            _problem(model, document, detail)
            for detail in details
            if not _follows(detail, document.broken, unknown)
        ]
        return None, problems
    return (None if problems else value), problems


def _follows(detail: ErrorDetails, broken: Iterable[Loc], unknown: Iterable[Loc]) -> bool:
    """Whether the cause is told elsewhere: a value that was not read, a key that is misspelt."""
    loc = detail["loc"]
    if detail["type"] == "missing":
        near = [key[-1] for key in unknown if key[:-1] == loc[:-1]]
        return any(_nearest(str(key), [str(loc[-1])]) for key in near)
    return any(place[: len(loc)] == loc for place in broken)


def suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """A repair for an unknown name: the known name that is nearest, else all of them."""
    names = sorted(known)
    if near := _nearest(name, names):
        return f'did you mean "{near}"?'
    if not names:
        return "there are none yet: add it, or delete this"
    more = len(names) - _NAMES_SHOWN
    return f"{otherwise} {', '.join(names[:_NAMES_SHOWN])}" + (
        f" and {more} more" if more > 0 else ""
    )


def _nearest(name: str, names: Iterable[str]) -> str | None:
    lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), lower, n=1, cutoff=0.7)
    return lower[near[0]] if near else None


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    kind, loc, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "missing":
        return _missing(model, document, loc)
    if kind == "extra_forbidden":
        return _unknown_key(model, document, loc)
    expected, repair = _expectation(model, kind, loc, context, detail)
    if loc and loc[-1] == "[key]":
        mark = document.key_mark(loc[:-1])
        return Problem(document.name, mark.line, mark.column, expected, mark.raw, repair)
    found = context.get("found") or _size(kind, detail["input"])
    return document.problem((*loc, *context.get("at", ())), expected, repair, found)


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
            inner = _model_at(model, loc)
            either = "text, or " if issubclass(inner, Shorthand) else ""
            return f"{either}keys and values", f"its keys are {', '.join(inner.model_fields)}"
        case "list_type" if example := _example(model, loc):
            return "a list", f"write it as in `{example}`"
        case "literal_error":
            names = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            near = suggest(str(detail["input"]), names, "")
            repair = near if near.startswith("did") else "write one of them"
            return f"one of {', '.join(names)}", repair
        case "too_short" | "too_long":
            size = context.get("min_length", context.get("max_length"))
            return f"a list of {size} items", f"write it as in `{_example(model, loc)}`"
        case "string_pattern_mismatch":
            return "a name of small letters, digits and hyphens", "write it as in telecom-churn"
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            side = "at least" if "ge" in context else "at most"
            return f"a whole number, {side} {bound}", "correct the number"
    said = detail["msg"]
    return _PLAIN.get(kind, (said[:1].lower() + said[1:], "correct it"))


def _size(kind: str, value: Any) -> str | None:
    return f"{len(value)}" if kind in ("too_short", "too_long") else None


def _missing(model: type[BaseModel], document: Document, loc: Loc) -> Problem:
    key = str(loc[-1])
    hint = (_model_at(model, loc[:-1]).model_fields[key].description or "").rstrip(".")
    expected = f'the key "{key}" ({hint[:1].lower()}{hint[1:]})'
    repair = f"add a line such as `{_example(model, loc)}`"
    return document.problem(loc[:-1], expected, repair, "no such key")


def _unknown_key(model: type[BaseModel], document: Document, loc: Loc) -> Problem:
    mark, key = document.key_mark(loc), str(loc[-1])
    own = _model_at(model, loc[:-1]).model_fields
    owner = next((f'"{part}"' for part in reversed(loc[:-1]) if isinstance(part, str)), "the file")
    repair = suggest(key, own, "its keys are")
    homes = [name for name in _homes(model, key) if f'"{name}"' != owner]
    if homes and not repair.startswith("did"):
        repair = "it is a key of " + " and of ".join(f'"{name}"' for name in homes)
    return Problem(document.name, mark.line, mark.column, f"a key of {owner}", f'"{key}"', repair)


def _homes(model: type[BaseModel], key: str) -> list[str]:
    """The fields, at any depth, whose values have this key: a wrong indent is a common mistake."""
    homes: dict[str, None] = {}
    for name, field in model.model_fields.items():
        if inner := _inner_model(field.annotation):
            homes |= {name: None} if key in inner.model_fields else {}
            homes |= dict.fromkeys(_homes(inner, key))
    return list(homes)


def _example(model: type[BaseModel], loc: Loc) -> str:
    """A line of YAML with the first example of a field; nothing where the place is no field's."""
    if not isinstance(loc[-1], str):
        return ""
    field = _model_at(model, loc[:-1]).model_fields[loc[-1]]
    example = (field.examples or ["…"])[0]
    return write_line(loc[-1], example)


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
