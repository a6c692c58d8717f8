"""Bytes of a file → text, or the place where they are none."""

import re
from itertools import islice
from pathlib import Path

from proofolio.errors import AuthorError, Problem

# What YAML 1.2 or HTML forbids in text, and the characters that end a line for libyaml only.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_MOST_TOLD = 5
_BOM = "\ufeff"


def read_text(path: Path, name: str) -> str:
    """Read a UTF-8 file; `name` is how messages call it. Line ends become `\\n`.

    Raises AuthorError for a file that cannot be read, is no UTF-8 or holds control characters.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "an error of the file system"
        raise AuthorError(
            [Problem(name, 1, 1, "a readable file", reason, "check the file and its permissions")]
        ) from error
    return decode_text(data, name)


def decode_text(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without a byte order mark."""
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = place_of(before, len(before))
        utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        found = "UTF-16 text" if utf_16 else f"the byte 0x{data[error.start]:02x}"
        repair = "save the file with the encoding UTF-8"
        raise AuthorError([Problem(name, line, column, "UTF-8 text", found, repair)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = [
        Problem(name, *place_of(text, match.start()), "text without control characters",
                f"the character U+{ord(match[0]):04X}", "delete it")
        for match in islice(CONTROL.finditer(text), _MOST_TOLD)
    ]  # fmt: skip
    if bad:
        raise AuthorError(bad)
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
