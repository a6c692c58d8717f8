"""YAML with places: the values of YAML 1.2, and where each of them stands."""

from typing import Any

import pytest

from proofolio.errors import AuthorError
from proofolio.read import Document, NumberText, parse_yaml
from proofolio.read.document import write_line
from proofolio.read.text import decode_text


def parse(text: str) -> Document:
    return parse_yaml(text, "study.yml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("12:30:00", "12:30:00"),
        ("2026-03-14", "2026-03-14"),
        ("2026-13-01", "2026-13-01"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("=", "="),
        ("true", True),
        ("FALSE", False),
        ("010", 10),
        ("-5", -5),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  two\n  lines\n", "two lines"),
    ],
)
def test_values_are_those_of_yaml_1_2(written: str, value: Any) -> None:
    found = parse(f"a: {written}").data["a"]

    assert found == value
    assert isinstance(found, type(value))


@pytest.mark.parametrize("written", ["1.10", "010", "+5", "1e3", "9" * 400])
def test_a_number_remembers_how_it_was_written(written: str) -> None:
    number = parse(f"a: {written}").data["a"]

    assert isinstance(number, NumberText)
    assert number.raw == written


def test_every_value_has_its_place() -> None:
    document = parse("# a comment\na:\n  - b: 1\n    ü: {c: 2}\n")

    marks = {loc: (mark.line, mark.column) for loc, mark in document.marks.items()}
    assert marks == {
        (): (2, 1),
        ("a",): (3, 3),
        ("a", 0): (3, 5),
        ("a", 0, "b"): (3, 8),
        ("a", 0, "ü"): (4, 8),
        ("a", 0, "ü", "c"): (4, 12),
    }
    assert document.key_mark(("a", 0, "ü")).column == 5
    assert document.mark(("a", 0, "missing")) == document.mark(("a", 0))


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("a: one two three", (1, 8)),
        ("a: 'one two three'", (1, 9)),
        ("a: |\n  one\n  two\n  three", (3, 3)),
        ("a: >-\n  one\n  two\n  three", (3, 3)),
        ("a: 😀 one\n  two three", (2, 3)),
    ],
)
def test_what_is_found_in_a_text_has_a_place_of_its_own(style: str, place: tuple[int, int]) -> None:
    problem = parse(style).problem(("a",), "a word", "drop it", '"two three"')

    assert (problem.line, problem.column) == place


def test_windows_files_have_the_same_places() -> None:
    text = decode_text("\ufeffa: 1\r\nb: 2\r\n".encode(), "study.yml")

    assert parse(text).mark(("b",)).line == 2


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_are_a_mistake_and_no_crash(opening: str) -> None:
    with pytest.raises(AuthorError, match="nested or repeated without end"):
        parse("a:\n  " + opening * 100_000)


@pytest.mark.parametrize(
    "value", ["2026-03-14", "on", 0.84, 12, True, ["62 %", "0.5"], {"by": "Ada", "on": "2026"}]
)
def test_a_line_of_yaml_says_what_it_was_made_of(value: Any) -> None:
    assert parse(write_line("a", value)).data == {"a": value}
