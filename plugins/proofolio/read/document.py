"""YAML → plain values, with the place of each of them.

The values are those of the YAML 1.2 core schema: `no` and `12:30:00` stay text, `010` is ten, and
nothing is a date. PyYAML's own resolvers follow YAML 1.1 and are not used.
"""

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from proofolio.errors import AuthorError, Problem

Loc: TypeAlias = tuple[str | int, ...]

# More nodes than any study needs; aliases that point at aliases grow past it at once.
_MAX_NODES = 50_000
_MAX_DEPTH = 40
_SHOWN = 60


@dataclass(frozen=True)
class Mark:
    """Where a value stands in its file, and what stands there."""

    line: int
    column: int
    raw: str


class NumberText:
    """A number that remembers how it was written: `1.10` is shown as 1.10, not as 1.1."""

    raw: str


class _Int(int, NumberText):
    pass


class _Float(float, NumberText):
    pass


@dataclass(frozen=True)
class Document:
    """The values of one YAML file; `marks` has the place of each by its path of keys."""

    name: str
    data: dict[str, Any]
    marks: dict[Loc, Mark] = field(repr=False)
    keys: dict[Loc, Mark] = field(repr=False)

    def mark(self, loc: Loc) -> Mark:
        """The place of a value, or of the nearest value around it that stands in the file."""
        while loc not in self.marks:
            loc = loc[:-1]
        return self.marks[loc]

    def key_mark(self, loc: Loc) -> Mark:
        """The place of the key that leads to a value."""
        return self.keys.get(loc) or self.mark(loc)

    def problem(self, loc: Loc, expected: str, repair: str, found: str | None = None) -> Problem:
        """A mistake in the value at `loc`; `found` is what stands there unless told."""
        mark = self.mark(loc)
        return Problem(self.name, mark.line, mark.column, expected, found or mark.raw, repair)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML reads it from the class


_NULL, _BOOL, _INT, _FLOAT, _STR = (
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str")
)
for _tag, _pattern, _first in (
    (_NULL, r"~|null|Null|NULL|", "~nN"),
    (_BOOL, r"true|True|TRUE|false|False|FALSE", "tTfF"),
    (_INT, r"[-+]?[0-9]+", "-+0123456789"),
    (_FLOAT, r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), [*_first])
_Loader.add_implicit_resolver(_NULL, re.compile(r"\Z"), [""])


def parse_yaml(text: str, name: str) -> Document:
    """Parse a YAML mapping. Raises AuthorError with every duplicate key, or the syntax error."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise AuthorError([_syntax_problem(error, text, name)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise AuthorError([_too_deep(name, 1, 1)]) from error
    finally:
        loader.dispose()
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == _NULL):
        empty = "an empty file" if not text.strip() else "no values"
        repair = "write at least the required keys, or delete the file"
        raise AuthorError([Problem(name, 1, 1, "keys and values", empty, repair)])
    reader = _Reader(name)
    data = reader.value(node, (), 0)
    if not isinstance(data, dict) and not reader.problems:
        mark = reader.marks[()]
        repair = "begin with a line such as `title: My study`"
        reader.problems.append(
            Problem(name, mark.line, mark.column, "keys and values", mark.raw, repair)
        )
    if reader.problems:
        raise AuthorError(reader.problems)
    return Document(name, data, reader.marks, reader.keys)


class _Reader:
    """Walks the nodes once and notes every place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Loc, Mark] = {}
        self.keys: dict[Loc, Mark] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, loc: Loc, depth: int) -> Any:
        mark = self.marks[loc] = _mark(node)
        if depth > _MAX_DEPTH or len(self.marks) > _MAX_NODES:
            raise AuthorError([_too_deep(self.name, mark.line, mark.column)])
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, i), depth + 1) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - there is no fourth kind
        return self._scalar(node, mark)

    def _mapping(self, node: yaml.MappingNode, loc: Loc, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(mark, "a word as the key", "write `key: value`")
                continue
            key = key_node.value
            if key in values:
                first = self.keys[*loc, key].line
                repair = f"keep one of the two: the first stands in line {first}"
                self._add(mark, f"each key once in {_place_name(loc)}", repair, f'"{key}" again')
                continue
            self.keys[*loc, key] = mark
            values[key] = self.value(value_node, (*loc, key), depth + 1)
        return values

    def _scalar(self, node: yaml.ScalarNode, mark: Mark) -> Any:
        text: str = node.value
        if node.tag == _STR or node.style:
            return text
        if node.tag == _NULL:
            return None
        if node.tag == _BOOL:
            return text.lower() == "true"
        if node.tag in (_INT, _FLOAT):
            kind = _Int if node.tag == _INT and len(text) < 300 else _Float
            number = kind(text)
            number.raw = text
            return number
        self._add(mark, "plain YAML", f"delete the tag {node.tag}", f"the tag {node.tag}")
        return None

    def _add(self, mark: Mark, expected: str, repair: str, found: str | None = None) -> None:
        found = found or mark.raw
        self.problems.append(Problem(self.name, mark.line, mark.column, expected, found, repair))


def _mark(node: yaml.Node) -> Mark:
    start = node.start_mark
    return Mark(start.line + 1, start.column + 1, _raw(node))


def _raw(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping of keys to values" if node.value else "an empty mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    text = " ".join(str(node.value).split())
    if not text:
        return "an empty text" if getattr(node, "style", None) else "nothing"
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[: _SHOWN - 1].rstrip()}…"'


def _place_name(loc: Loc) -> str:
    keys = [str(part) for part in loc if isinstance(part, str)]
    return f'"{".".join(keys)}"' if keys else "the file"


def _too_deep(name: str, line: int, column: int) -> Problem:
    expected = "a file of reasonable size and depth"
    return Problem(name, line, column, expected, "values nested or repeated without end",
                   "remove the anchors and aliases (& and *), or flatten the lists")  # fmt: skip


_CURES = (
    ("mapping values are not allowed", 'a text with ": " in it needs quotes around it'),
    ("could not find expected ':'", "end the key with a colon, or indent the line under its key"),
    (
        "did not find expected key",
        "line the keys up, and put texts with quotes or colons in quotes",
    ),
    ("did not find expected '-'", "line the items of the list up, each with `- ` before it"),
    ("unexpected end of stream", "close the quote"),
    ("found unexpected ':'", 'a text with ":" in it needs quotes around it'),
    ("undefined alias", "a text that begins with * needs quotes around it"),
    ("cannot start any token", "a text that begins with this character needs quotes around it"),
    ("did not find expected alphabetic", "a text that begins with & or * needs quotes around it"),
    ("another document", "keep one document: delete the line `---` and what follows"),
    (
        "unknown escape character",
        "in double quotes write \\\\ for a backslash, or use single quotes",
    ),
    ("did not find expected ',' or '}'", "close the { with a }"),
    ("did not find expected ',' or ']'", "close the [ with a ]"),
    ("tag handle", "a text that begins with ! needs quotes around it"),
)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = " ".join((error.problem or error.context or "a syntax error").split())
    said = said.replace("but found", "where there is")
    lines = text.split("\n")
    repair = next((cure for sign, cure in _CURES if sign in said), "check this line and the last")
    if line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t"):
        repair = "indent with spaces: YAML takes no tabs"
    found = lines[line - 1].strip() if line <= len(lines) else ""
    shown = f'"{found[:_SHOWN]}" ({said})' if found else f"the end of the file ({said})"
    return Problem(name, line, column, "valid YAML", shown, repair)
