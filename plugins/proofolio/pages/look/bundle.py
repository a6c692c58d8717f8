"""Stylesheets and scripts, a file for each concern, → one file of each kind for browsers."""

import hashlib
import re
from collections.abc import Sequence

from proofolio.pages.assets import Asset

# Texts in quotes stay as they are, comments go, and other runs of space become one.
_PIECE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s+""", re.DOTALL)
_AROUND = re.compile(r" ?([{};]) ?|([:,]) ")
_HEADER = re.compile(r"\A\s*/\*.*?\*/\s*", re.DOTALL)


def shrink_css(text: str) -> str:
    """A stylesheet without comments and with no more space than it needs.

    A space before a colon stays: in a selector it means "within".
    """
    quoted: list[str] = []

    def piece(match: re.Match[str]) -> str:
        if not match[1]:
            return " "
        quoted.append(match[1])
        return "\0"

    plain = re.sub(" +", " ", _PIECE.sub(piece, text)).strip()
    plain = _AROUND.sub(lambda match: match[1] or match[2], plain).replace(";}", "}")
    return re.sub("\0", lambda _: quoted.pop(0), plain)


def bundle_styles(sheets: Sequence[str], folder: str) -> Asset:
    """All stylesheets as one, in their order; addresses in them count from `folder`."""
    return _named("\n".join(map(shrink_css, sheets)), folder, "css")


def bundle_scripts(scripts: Sequence[str], folder: str) -> Asset:
    """All scripts as one, in their order; each must keep its names to itself."""
    return _named("\n;".join(_HEADER.sub("", script).rstrip() for script in scripts), folder, "js")


def _named(text: str, folder: str, suffix: str) -> Asset:
    """The file, with its content in its name: it may be kept by browsers for ever."""
    content = f"{text}\n".encode()
    return Asset(f"{folder}/proofolio.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}", content)
