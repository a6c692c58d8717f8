"""The kinds of value that authors write: one line, Markdown, a date, an address, a quantity."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from proofolio.read import NumberText
from proofolio.studies.quantity import Quantity, read_quantity


def refuse(
    expected: str, repair: str, *, at: tuple[str | int, ...] = (), found: str | None = None
) -> PydanticCustomError:
    """The error of a value that is not what its field expects.

    `at` leads from the value to the part that is wrong; found is what stands there unless told.
    """
    context = {"expected": expected, "repair": repair, "at": at, "found": found}
    return PydanticCustomError("author", "{expected}", context)


class Markdown(str):
    """Text that is rendered as Markdown; every other text is shown as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class CellRef:
    """A cell of a notebook, by its label, tag or id: `churn.ipynb#lift`."""

    notebook: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.notebook}#{self.anchor}"


@dataclass(frozen=True)
class FilePath:
    """A file of the study's folder, by its path from there."""

    path: str

    def __str__(self) -> str:
        return self.path


Source: TypeAlias = CellRef | FilePath

_NAMED_VALUE = re.compile(r"\{\{[^{}]*\}\}")


@dataclass(frozen=True)
class MostShown:
    """At most so many characters as readers see them: a recorded value counts as six, "77.3 %"."""

    characters: int

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # Editors count a named value as one character.
        one = r"(?:\{\{[^{}]*\}\}|[^{]|\{(?!\{))"
        return handler(schema) | {"pattern": f"^{one}{{0,{self.characters}}}$"}

    def _check(self, value: str) -> str:
        size = len(_NAMED_VALUE.sub("77.3 %", value))
        over = size - self.characters
        if over > 0:
            repair = f"shorten it by {over} character{'s' if over > 1 else ''}"
            raise refuse(
                f"at most {self.characters} characters", repair, found=f"{size} characters"
            )
        return value


def _as_written(value: Any) -> Any:
    return value.raw if isinstance(value, NumberText) else value


def _line(value: str) -> str:
    text = value.strip()
    if not text:
        raise refuse("a line of text", "write it, or leave it out")
    if len(text.splitlines()) > 1:
        raise refuse("one line of text", "write it in one line, without line breaks")
    return text


def _markdown(value: str) -> Markdown:
    if not value.strip():
        raise refuse("text", "write it, or leave it out")
    return Markdown(value.rstrip())


_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _date(value: str) -> str:
    match = _DATE.fullmatch(value.strip())
    if not match:
        raise refuse("a date", "write it as 2026-03-14, 2026-03 or 2026")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not 1 <= month <= 12:
        raise refuse("a date of the calendar", "months go from 01 to 12")
    try:
        date(year, month, day)
    except ValueError:
        raise refuse("a date of the calendar", "that month has no such day") from None
    return value.strip()


def check_order(start: str, end: str | None, start_key: str, end_key: str) -> None:
    """Refuse a period that ends before it starts; dates may be of different precision."""
    common = min(len(start), len(end)) if end else 0
    if end and end[:common] < start[:common]:
        expected = f"`{end_key}` not before `{start_key}`, which is {start}"
        raise refuse(expected, "correct one of the two", at=(end_key,))


def _url(value: str) -> str:
    url = value.strip()
    try:
        parts = urlsplit(url)
        secret = parts.username is not None
    except ValueError:
        parts, secret = urlsplit(""), False
    web = parts.scheme in ("http", "https") and bool(parts.hostname)
    if re.search(r"[\s<>\"]", url) or not (web or (parts.scheme == "mailto" and parts.path)):
        raise refuse("a web address", "write it whole, beginning with https:// (or mailto:)")
    if secret:
        repair = "delete what stands before the @: everybody could read it"
        raise refuse("an address without a password", repair)
    return url


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"?&]+@[^@\s<>\"?&]+\.[^@\s<>\"?&]+", value.strip()):
        raise refuse("a mail address", "write it as name@example.org")
    return value.strip()


def _inside(path: str) -> str | None:
    """The path without its parts that lead nowhere; None where it leaves the folder."""
    parts = [part for part in path.split("/") if part != "."]
    good = parts and "\\" not in path and ":" not in path and not {"", ".."} & {*parts}
    return "/".join(parts) if good else None


def _cell_ref(value: str) -> CellRef:
    notebook, hash_sign, anchor = value.strip().partition(".ipynb#")
    if not (notebook and hash_sign and anchor):
        raise refuse("a notebook and one of its cells", "write it as `churn.ipynb#lift`")
    path = _inside(f"{notebook}.ipynb")
    if not path:
        raise refuse("a notebook in the study's folder", "move the notebook into the folder")
    return CellRef(path, anchor)


def _file_path(value: str) -> FilePath:
    path = _inside(value.strip())
    if not path:
        repair = "put the file into the folder and name it from there, as in images/plot.png"
        raise refuse("the path of a file in the study's folder", repair)
    return FilePath(path)


def _notebook(value: str) -> FilePath:
    path = _file_path(value)
    if not path.path.endswith(".ipynb"):
        raise refuse("a notebook", "name a file that ends with .ipynb")
    return path


def _cell_or_file(value: str) -> Source:
    return _cell_ref(value) if ".ipynb" in value else _file_path(value)


def _file_of(*suffixes: str) -> Callable[[str], FilePath]:
    """Reads a path of the study's folder that ends with one of these."""
    known = " or ".join(suffixes)

    def read(value: str) -> FilePath:
        path = _file_path(value)
        if not path.path.lower().endswith(suffixes):
            raise refuse(f"a file that ends with {known}", f"name a file of this kind: {known}")
        return path

    return read


def _quantity(value: Any, info: ValidationInfo) -> Quantity:
    comma = bool(info.context and info.context["comma"])
    quantity = read_quantity(_as_written(value), comma=comma)
    if quantity is None:
        repair = "begin with the number, then the unit: 62 %, 0.84, 18 ms, € 1,200"
        raise refuse("a quantity", repair)
    return quantity


_FORMAT = re.compile(r"(?:\.\d)? ?[^\d.\s][^\d.]{0,20}|\.\d")


def _number_format(value: str) -> str:
    text = value.strip()
    if not _FORMAT.fullmatch(text):
        repair = "write decimals, a unit, or both: `.1`, `%`, `.1 %`, `.0 ms`"
        raise refuse("how to write a number", repair)
    return text


def _from_text(read: Callable[[str], object]) -> PlainValidator:
    """What is no text is read as an empty one, which nothing takes."""
    return PlainValidator(lambda value: read(value if isinstance(value, str) else ""))


def _schema(**more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


_Written = Annotated[str, BeforeValidator(_as_written)]
NumberFormat = Annotated[_Written, AfterValidator(_number_format)]
Line = Annotated[_Written, AfterValidator(_line)]
Text = Annotated[_Written, AfterValidator(_markdown)]
Date = Annotated[
    _Written, AfterValidator(_date), Field(json_schema_extra={"examples": ["2026-03"]})
]
Url = Annotated[_Written, AfterValidator(_url), Field(json_schema_extra={"format": "uri"})]
Email = Annotated[_Written, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
Cell = Annotated[CellRef, _from_text(_cell_ref), _schema(pattern=r"^.+\.ipynb#.+$")]
Image = Annotated[FilePath, _from_text(_file_path), _schema()]
NotebookPath = Annotated[FilePath, _from_text(_notebook), _schema(pattern=r"\.ipynb$")]
PictureSource = Annotated[Source, _from_text(_cell_or_file), _schema()]
ClipPath = Annotated[
    FilePath, _from_text(_file_of(".mp4", ".webm", ".gif")), _schema(pattern=r"\.(mp4|webm|gif)$")
]
RecordingPath = Annotated[
    FilePath,
    _from_text(_file_of(".mp4", ".webm", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg")),
    _schema(),
]
DiagramPath = Annotated[
    FilePath, _from_text(_file_of(".mmd", ".mermaid")), _schema(pattern=r"\.(mmd|mermaid)$")
]
CodeSource = Annotated[Source, _from_text(_cell_or_file), _schema()]
CaptionsPath = Annotated[FilePath, _from_text(_file_of(".vtt")), _schema(pattern=r"\.vtt$")]
Amount = Annotated[
    Quantity,
    PlainValidator(_quantity),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}]}),
]
