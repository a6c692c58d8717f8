"""What libyaml says about a file that is no YAML → the place of the cause, and its cure."""

from contextlib import suppress

import yaml

from proofolio.errors import Problem

_SHOWN = 60
# What libyaml says → a cure that needs no look at the file.
_CURES = (
    ("did not find expected '-'", "line the items of the list up, each with `- ` before it"),
    ("block sequence entries", "begin the list on a line of its own, below the key"),
    ("another document", "keep one document: delete the line `---` and what follows"),
    ("escape character", "in double quotes write \\\\ for a backslash, or use single quotes"),
    ("hexdecimal", "in double quotes write \\\\ for a backslash, or use single quotes"),
    ("<document start>", "line it up with the keys above"),
)
# These name a character that has a meaning of its own where a text begins.
_BEGINNINGS = (
    "cannot start any token",
    "expected alphabetic",
    "undefined alias",
    "undefined tag handle",
    "expected comment or line break",
    "expected node content",
)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """The problem that stops the reading of a file."""
    said, lines = error.problem or "", text.split("\n")
    here = _place(error.problem_mark or error.context_mark)
    began = _place(error.context_mark) if error.context_mark else here
    place, repair = _diagnose(said, lines, here, began)
    bracket = _open_bracket(text) if "expected node content" in said else None
    if bracket and not "".join([_around(lines, here)[1], *lines[here[0] + 1 :]]).strip():
        place, repair = bracket, _close(_around(lines, bracket)[1][0])
    line = lines[place[0]].strip() if place[0] < len(lines) else ""
    found = f'"{line[:_SHOWN]}"' if line else "the end of the file"
    return Problem(name, place[0] + 1, place[1] + 1, "valid YAML", found, repair)


def _diagnose(
    said: str, lines: list[str], here: tuple[int, int], began: tuple[int, int]
) -> tuple[tuple[int, int], str]:
    """Where the cause stands, counted from 0, and what to do about it."""
    before, after = _around(lines, here)
    opening = _around(lines, began)[1][:1]
    if f"{before}{after}".lstrip(" ").startswith("\t"):
        return here, "indent with spaces: YAML takes no tabs"
    if "unexpected end of stream" in said:
        return began, "close the quote"
    if "could not find expected ':'" in said:
        return began, "write a colon after the key, or indent a line that goes on with a text"
    if "mapping values" in said:
        return _second_colon(lines, here, before)
    if "',' or" in said:
        if began[0] == here[0]:
            return here, "put commas between the items, and quotes around texts with , : [ or {"
        return began, _close(opening)
    if any(sign in said for sign in _BEGINNINGS) and opening:
        return began, f"a text that begins with {opening} needs quotes around it"
    # `headline: {{ churn.ipynb#recall }} of …`: a mapping with a key that is a mapping, then more.
    if "expected key" in said and before.rstrip().endswith("}}") and ": {{" in before:
        return (here[0], before.index("{{")), "a text that begins with {{ needs quotes around it"
    if "expected key" in said:
        return here, _no_key(before, after)
    return here, next((cure for sign, cure in _CURES if sign in said), "check this line")


def _close(bracket: str) -> str:
    return f"close the {bracket} with a {']' if bracket == '[' else '}'}"


def _open_bracket(text: str) -> tuple[int, int] | None:
    """The innermost bracket that is open where the reading stopped."""
    opened: list[yaml.CollectionStartEvent] = []
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                opened.pop()
    mark = opened[-1].start_mark if opened and opened[-1].flow_style else None
    return (mark.line, mark.column) if mark else None


def _second_colon(
    lines: list[str], here: tuple[int, int], before: str
) -> tuple[tuple[int, int], str]:
    above = next((line for line in range(here[0] - 1, -1, -1) if lines[line].strip()), None)
    if ":" in before or above is None:
        return here, 'a text with ": " in it needs quotes around it'
    indent = len(lines[above]) - len(lines[above].lstrip())
    if indent < len(before) - len(before.lstrip()):
        more = 'in a text of several lines, ": " needs the mark `>-` after the key'
        place = (here[0], len(before) - len(before.lstrip()))
        return place, f"line the key up with the keys above; {more}"
    return (above, indent), "write a colon and a space after the key"


def _no_key(before: str, after: str) -> str:
    if after[:1] in ("]", "}"):
        return f"delete the {after[0]}"
    if before.rstrip().endswith('"'):
        return 'put single quotes around the whole text, or write \\" for quotes in it'
    if before.rstrip().endswith("'"):
        return "put double quotes around the whole text, or write '' for an apostrophe in it"
    return "line it up with the lines that it belongs to"


def _place(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _around(lines: list[str], place: tuple[int, int]) -> tuple[str, str]:
    line = lines[place[0]] if place[0] < len(lines) else ""
    return line[: place[1]], line[place[1] :]
