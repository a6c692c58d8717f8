"""The manual's reference of study.yml and profile.yml: every key, from the models themselves.

`python -m proofolio.studies.reference docs/manual` writes what stands below the mark in the two
pages; what stands above it is written by hand.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from proofolio.read.document import write_line
from proofolio.studies import values
from proofolio.studies.model import Shorthand
from proofolio.studies.schema import SCHEMAS

MARK = "<!-- Below this line: python -m proofolio.studies.reference docs/manual -->"

# The marks of a kind of value → what authors write there.
_KINDS: tuple[tuple[Any, str], ...] = (
    (values.Line, "one line"),
    (values.Text, "Markdown"),
    (values.Date, "date"),
    (values.Url, "web address"),
    (values.Email, "mail address"),
    (values.Cell, "notebook#cell"),
    (values.NotebookPath, "path of a notebook"),
    (values.Image, "path of a picture"),
    (values.PictureSource, "path of a picture or notebook#cell"),
    (values.ClipPath, "path of an MP4, WebM or GIF file"),
    (values.RecordingPath, "path of a picture, MP4 or WebM file"),
    (values.DiagramPath, "path of a Mermaid file"),
    (values.CodeSource, "path of a file or notebook#cell"),
    (values.CaptionsPath, "path of a VTT file"),
    (values.Amount, "quantity"),
)
_PLAIN = {str: "name", int: "whole number", bool: "`true` or `false`"}


def reference(name: str) -> str:
    """The reference of `study` or `profile` as Markdown: a table for each mapping."""
    root = SCHEMAS[name]
    places: dict[type[BaseModel], list[str]] = {}
    for model, place in _models(root):
        places.setdefault(model, []).append(place)
    tables = [
        _section(model, [] if model is root else found, f"{name}.yml")
        for model, found in places.items()
    ]
    return "\n".join(tables)


def with_reference(page: str, name: str) -> str:
    """The page with the reference of today below the mark. Raises ValueError without a mark."""
    written, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"no line {MARK}")
    return f"{written}{mark}\n\n{reference(name)}"


def write_references(folder: Path) -> None:
    """Bring study.md and profile.md in a folder up to date."""
    for name in SCHEMAS:
        page = folder / f"{name}.md"
        page.write_text(with_reference(page.read_text(encoding="utf-8"), name), encoding="utf-8")


def _models(model: type[BaseModel], place: str = "") -> Iterator[tuple[type[BaseModel], str]]:
    """The model and those of its keys, each with the keys that lead there; one level at a time."""
    yield model, place
    level = [(inner, f"{place}{key}") for key, hint in _hints(model) if (inner := _model_in(hint))]
    for inner, key in level:
        yield from _models(inner, f"{key}: ")


def _hints(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    yield from ((key, hints[key]) for key in model.model_fields)


def _model_in(hint: Any) -> type[BaseModel] | None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next((found for part in get_args(hint) if (found := _model_in(part))), None)


def _section(model: type[BaseModel], places: list[str], file: str) -> str:
    title = f"The keys of {file}" if not places else model.__name__
    said = (model.__doc__ or "").strip().partition("\n")[0]
    where = ", ".join(f"`{place.strip(': ')}`" for place in places)
    lines = [f"## {title}", "", f"{said} Stands in {where}." if where else said]
    if issubclass(model, Shorthand):
        first = next(iter(model.model_fields))
        lines += ["", f"A plain value in place of the mapping is its `{first}`."]
    lines += ["", "| Key | Value | What it says |", "|---|---|---|"]
    lines += [_row(model.model_fields[key], key, hint) for key, hint in _hints(model)]
    return "\n".join([*lines, ""])


def _row(field: FieldInfo, key: str, hint: Any) -> str:
    example = write_line(key, field.examples[0]) if field.examples else ""
    need = "**required**" if field.is_required() else _default(field.default)
    own = "" if get_origin(hint) is Annotated else _limits(field.metadata)
    value = _kind(hint) + own + (f"; {need}" if need else "")
    said = (field.description or "") + (f"<br>`{example}`" if example else "")
    return (
        "| "
        + " | ".join(f"{part}".replace("|", "\\|") for part in (f"`{key}`", value, said))
        + " |"
    )


def _default(value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}` unless given"


def _kind(hint: Any) -> str:
    """What an author writes for a type: `list of Markdown`, `one line, at most 90 characters`."""
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_kind(part) for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in get_args(hint))
    if get_origin(hint) is list:
        return f"list: {_kind(get_args(hint)[0])} each"
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        if value is values.Line:
            return "mapping: a term and one line each"
        return f"mapping: {_kind(key)}, each with {_kind(value)}"
    if get_origin(hint) is Annotated:
        return _annotated(hint)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        link = f"[{hint.__name__}](#{hint.__name__.lower()})"
        return f"{_first_kind(hint)}, or {link}" if issubclass(hint, Shorthand) else link
    return _PLAIN[hint]


def _first_kind(model: type[BaseModel]) -> str:
    return _kind(next(_hints(model))[1])


def _annotated(hint: Any) -> str:
    marks = hint.__metadata__
    for kind, name in _KINDS:
        own = kind.__metadata__
        if marks[: len(own)] == own and kind.__origin__ == hint.__origin__:
            return name + _limits(_bounds(marks[len(own) :]))
    return _kind(hint.__origin__) + _limits(_bounds(marks))


def _bounds(marks: Iterable[Any]) -> list[Any]:
    return [
        bound
        for mark in marks
        for bound in (mark.metadata if isinstance(mark, FieldInfo) else [mark])
    ]


def _limits(bounds: Iterable[Any]) -> str:
    found = {type(bound): bound for bound in bounds}
    if MinLen in found:
        return f", {found[MinLen].min_length} of them"
    if values.MostShown in found:
        return f", at most {found[values.MostShown].characters} characters"
    if Ge in found:
        return f" from {found[Ge].ge}" + (f" to {found[Le].le}" if Le in found else " on")
    return ""


if __name__ == "__main__":
    write_references(Path(sys.argv[1]))
