"""Stylesheets and scripts, a file for each concern, → one file of each kind for browsers."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from proofolio.pages.assets import Asset

# Texts in quotes stay as they are, comments go, and other runs of space become one.
_PIECE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s+""", re.DOTALL)
_AROUND = re.compile(r" ?([{};>]) ?|([:,]) ")
# Comments on lines of their own.
_REMARK = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
_FILES = "{ /* files */ }"


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
    return named_asset("\n".join(map(shrink_css, sheets)), folder, "css")


def bundle_scripts(scripts: Sequence[str], folder: str) -> Asset:
    """All scripts as one, in their order; each must keep its names to itself."""
    return named_asset("\n;".join(map(_shrink_js, scripts)), folder, "js")


def bundle_later(
    loader: str, scripts: Mapping[str, tuple[str, str]], folder: str
) -> tuple[str, list[Asset]]:
    """The script that loads others where a page has what they are for, and those others.

    `scripts` has by their names what a page must have, as a selector, and the text.
    """
    files = {
        selector: named_asset(_shrink_js(text), folder, "js", name)
        for name, (selector, text) in scripts.items()
    }
    names = {selector: asset.uri.rpartition("/")[2] for selector, asset in files.items()}
    return loader.replace(_FILES, json.dumps(names)), [*files.values()]


def _shrink_js(text: str) -> str:
    return _REMARK.sub("", text).rstrip()


def named_asset(text: str, folder: str, suffix: str, name: str = "proofolio") -> Asset:
    """The file, with its content in its name: it may be kept by browsers for ever."""
    content = f"{text}\n".encode()
    return Asset(f"{folder}/{name}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}", content)
