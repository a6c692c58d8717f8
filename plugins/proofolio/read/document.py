"""YAML → plain values, with the place of each of them.

The values are those of the YAML 1.2 core schema: `no` and `12:30:00` stay text, `010` is ten, and
nothing is a date. PyYAML's own resolvers follow YAML 1.1 and are not used.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

from proofolio.errors import AuthorError, Problem
from proofolio.read.syntax import syntax_problem
from proofolio.read.text import CONTROL, place_of

Loc: TypeAlias = tuple[str | int, ...]

# More nodes than any study needs; aliases that point at aliases grow past it at once.
_MAX_NODES = 50_000
_MAX_DEPTH = 40
# libyaml composes nodes by recursion in C, which ends the process some 20,000 levels down.
_SAFE_DEPTH = 1_000
_SHOWN = 60
_QUOTED = re.compile(r'"([^"]*[^"\s][^"]*)"')


class Mark(NamedTuple):
    """Where a value stands in its file, and what stands there."""

    line: int
    column: int
    start: int
    end: int
    # A text as it was read, the texts of a simple list, or words for what is neither. The nodes
    # themselves are not kept: a thousand studies of them slow each collection of garbage down.
    read: str | tuple[str, ...]
    kind: Literal["text", "quoted", "list", "words"]

    @property
    def raw(self) -> str:
        """What stands there, for messages."""
        if self.kind == "words":
            return str(self.read)
        if isinstance(self.read, tuple):
            items = ", ".join(" ".join(item.split()) for item in self.read)
            return f"the list [{items}]" if items and len(items) <= _SHOWN else "a list"
        text = " ".join(self.read.split())
        if not text:
            return "an empty text" if self.kind == "quoted" else "nothing"
        return f'"{text}"' if len(text) <= _SHOWN else f'"{text[: _SHOWN - 1].rstrip()}…"'


class NumberText:
    """A number that remembers how it was written: `1.10` is shown as 1.10, not as 1.1."""

    raw: str


class _Int(int, NumberText):
    pass


class _Float(float, NumberText):
    pass


@dataclass(frozen=True)
class Document:
    """The values of one YAML file; `marks` has the place of each by its path of keys.

    `broken` has what is wrong with values that could be read only in part, such as keys that stand
    there twice.
    """

    name: str
    text: str = field(repr=False)
    data: dict[str, Any]
    marks: dict[Loc, Mark] = field(repr=False)
    keys: dict[Loc, Mark] = field(repr=False)
    broken: dict[Loc, Problem] = field(default_factory=dict)

    def mark(self, loc: Loc) -> Mark:
        """The place of a value, or of the nearest value around it that stands in the file."""
        while loc not in self.marks:
            loc = loc[:-1]
        return self.marks[loc]

    def key_mark(self, loc: Loc) -> Mark:
        """The place of the key that leads to a value."""
        return self.keys.get(loc) or self.mark(loc)

    def problem(self, loc: Loc, expected: str, repair: str, found: str | None = None) -> Problem:
        """A mistake in the value at `loc`; `found` is what stands there unless told.

        Where `found` quotes a part of the value, the place is that of the part.
        """
        mark = self.mark(loc)
        line, column = self._place_in(mark, found) or (mark.line, mark.column)
        return Problem(self.name, line, column, expected, found or mark.raw, repair)

    def _place_in(self, mark: Mark, found: str | None) -> tuple[int, int] | None:
        quoted = _QUOTED.search(found or "")
        if not quoted or quoted[0] == mark.raw:
            return None
        # A text may be folded between any two words.
        words = r"\s+".join(map(re.escape, quoted[1].removesuffix("…").split()))
        for pattern in (rf"{words}(?!\w)", words):  # whole, or as the beginning of another
            part = re.compile(pattern, re.IGNORECASE).search(self.text, mark.start, mark.end)
            if part:
                return place_of(self.text, part.start())
        return None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML reads it from the class


_NULL, _BOOL, _INT, _FLOAT, _STR = (
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str")
)
_TAGS = {_BOOL, _INT, _FLOAT, _STR, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
for _tag, _pattern, _first in (
    (_NULL, "~|null|Null|NULL", "~nN"),
    (_BOOL, "true|True|TRUE|false|False|FALSE", "tTfF"),
    (_INT, "[-+]?[0-9]+", "-+0123456789"),
    (_FLOAT, _NUMBER.pattern, "-+.0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), [*_first])
_Loader.add_implicit_resolver(_NULL, re.compile(r"\Z"), [""])


# While serving, all but one file are what they were.
@lru_cache(maxsize=4_000)
def parse_yaml(text: str, name: str) -> Document:
    """Parse a YAML mapping. Raises AuthorError for what is no YAML, or no mapping."""
    node = _compose(text, name)
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == _NULL):
        empty = "an empty file" if not text.strip() else "no values"
        repair = "write at least the required keys, or delete the file"
        raise AuthorError([Problem(name, 1, 1, "keys and values", empty, repair)])
    reader = _Reader(name)
    data = reader.value(node, (), 0)
    if not isinstance(data, dict):
        mark = reader.marks[()]
        repair = "begin with a line such as `title: My study`"
        raise AuthorError(
            [Problem(name, mark.line, mark.column, "keys and values", mark.raw, repair)]
        )
    return Document(name, text, data, reader.marks, reader.keys, reader.broken)


class _Dumper(yaml.SafeDumper):
    yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers


def write_line(key: str, value: Any) -> str:
    """A line of YAML, for messages: `interval: [58 %, 65 %]`."""
    flow = isinstance(value, list | dict)
    text: str = yaml.dump(
        {key: value},
        Dumper=_Dumper,
        default_flow_style=flow,
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
    )
    return text.strip()[1:-1] if flow else text.strip()


def _compose(text: str, name: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        if sum(map(text.count, ("[", "{", "- ", "? "))) > _SAFE_DEPTH:
            _check_depth(text, name)
        node: yaml.Node | None = loader.get_single_node()
        return node
    except yaml.MarkedYAMLError as error:
        raise AuthorError([syntax_problem(error, text, name)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise AuthorError([_too_deep(name, 1, 1)]) from error
    finally:
        loader.dispose()


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, _Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _SAFE_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise AuthorError([_too_deep(name, line, 1)])


class _Reader:
    """Walks the nodes once and notes every place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Loc, Mark] = {}
        self.keys: dict[Loc, Mark] = {}
        self.broken: dict[Loc, Problem] = {}

    def value(self, node: yaml.Node, loc: Loc, depth: int) -> Any:
        mark = self.marks[loc] = _mark(node)
        if depth > _MAX_DEPTH or len(self.marks) > _MAX_NODES:
            raise AuthorError([_too_deep(self.name, mark.line, mark.column)])
        if node.tag not in _TAGS:
            return self._refuse(node, loc)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, i), depth + 1) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - there is no fourth kind
        return self._scalar(node, loc)

    def _mapping(self, node: yaml.MappingNode, loc: Loc, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                repair = "write `key: value`"
                if isinstance(key_node, yaml.MappingNode) and key_node.flow_style:
                    repair += ", or put quotes around a text that begins with {{"
                self._add((*loc, mark.raw), mark, "a word as the key", repair)
                continue
            key = key_node.value
            if key in values:
                first = self.keys[*loc, key].line
                repair = f"keep one of the two: the first stands in line {first}"
                expected = f"each key once in {_place_name(loc)}"
                self._add((*loc, key), mark, expected, repair, f'"{key}" again')
                continue
            self.keys[*loc, key] = mark
            values[key] = self.value(value_node, (*loc, key), depth + 1)
        return values

    def _scalar(self, node: yaml.ScalarNode, loc: Loc) -> Any:
        text: str = node.value
        if bad := CONTROL.search(text):  # written as "\0"
            self._add(
                loc, self.marks[loc], "text without control characters", "delete it",
                f"the character U+{ord(bad[0]):04X}",
            )  # fmt: skip
            return None
        if node.tag == _STR or node.style:
            return text
        if node.tag == _BOOL:
            return text.lower() == "true"
        if _NUMBER.fullmatch(text):
            number = (_Int if text.lstrip("+-").isdecimal() and len(text) < 300 else _Float)(text)
            number.raw = text
            return number
        return self._refuse(node, loc)

    def _refuse(self, node: yaml.Node, loc: Loc) -> None:
        mark, tag = self.marks[loc], node.tag.replace("tag:yaml.org,2002:", "!!")
        if node.tag == _NULL:
            self._add(loc, mark, "a value", "write it, or leave it out")
        elif tag.startswith("!!"):
            self._add(loc, mark, "plain YAML", f"delete {tag}", f"the tag {tag}")
        else:
            repair = "a text that begins with ! needs quotes around it"
            self._add(loc, mark, "plain YAML", repair, f"the tag {tag}")

    def _add(
        self, loc: Loc, mark: Mark, expected: str, repair: str, found: str | None = None
    ) -> None:
        found = found or mark.raw
        self.broken[loc] = Problem(self.name, mark.line, mark.column, expected, found, repair)


def _mark(node: yaml.Node) -> Mark:
    start = node.start_mark
    place = (start.line + 1, start.column + 1, start.index, node.end_mark.index)
    if isinstance(node, yaml.ScalarNode):
        return Mark(*place, node.value, "quoted" if node.style else "text")
    if isinstance(node, yaml.MappingNode):
        return Mark(*place, "keys and values" if node.value else "an empty mapping", "words")
    if not node.value:
        return Mark(*place, "an empty list", "words")
    items = tuple(item.value for item in node.value if isinstance(item, yaml.ScalarNode))
    if len(items) < len(node.value):
        return Mark(*place, "a list", "words")
    return Mark(*place, items, "list")


def _place_name(loc: Loc) -> str:
    keys = [str(part) for part in loc if isinstance(part, str)]
    return f'"{".".join(keys)}"' if keys else "the file"


def _too_deep(name: str, line: int, column: int) -> Problem:
    expected = "a file of reasonable size and depth"
    return Problem(name, line, column, expected, "values nested or repeated without end",
                   "remove the anchors and aliases (& and *), or flatten the lists")  # fmt: skip
