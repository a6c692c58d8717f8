"""Bytes of a file → text, or the place where they are none."""

import re
from pathlib import Path

from proofolio.errors import AuthorError, Problem

# What YAML 1.2 and HTML both forbid in text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
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
        byte = f"the byte 0x{data[error.start]:02x}"
        repair = "save the file with the encoding UTF-8"
        raise AuthorError([Problem(name, line, column, "UTF-8 text", byte, repair)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _CONTROL.search(text):
        line, column = place_of(text, bad.start())
        found = f"the control character U+{ord(bad[0]):04X}"
        raise AuthorError(
            [Problem(name, line, column, "text without control characters", found, "delete it")]
        )
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
