"""A hand-written page → its Markdown as others can read it: blocks filled in, links made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from proofolio.share.markdown.address import Addresses
from proofolio.share.markdown.html import escape_markdown

# What comes first wins: a comment in code is code, and code in a comment is a comment.
_PART = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?P<ticks>`+)[^`](?:.*?[^`])?(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|\Z))",
    re.MULTILINE | re.DOTALL,
)
_BLOCK = re.compile(r"<!--\s*proofolio:\s*([\w-]+)\s*-->")
_LINK = re.compile(r"(\]\(\s*)(?:<([^>\n]*)>|([^)\s<]+))")
_NAMED = re.compile(r"^( {0,3}\[[^\]\n]+\]:\s*)(?:<([^>\n]*)>|([^\s<]+))", re.MULTILINE)
# Classes of a theme's buttons and names of its icons are nothing to read.
_THEME = re.compile(r"[ \t]?\{:?\s*[.#][^}\n]*\}|:(?:material|octicons|fontawesome|simple)-[\w-]+:")
# What stands for a list of tags until Material's plugin puts it in.
_TAGS = re.compile(r"^#{1,6} \S+\.md:\d+-\d+/.*$", re.MULTILINE)
_HEADING = re.compile(r"^#\s|^[^\n]+\n=+\s*$|<h1", re.MULTILINE)

FillBlock = Callable[[str], str]


def clean_written(markdown: str, title: str, fill: FillBlock, addresses: Addresses) -> str:
    """The page without comments; `fill` gives the Markdown of a block.

    A page that has no heading of its own gets its title.
    """
    text = "".join(_parts(markdown, fill, addresses)).strip()
    text = re.sub(r"\n{3,}", "\n\n", text)
    head = "" if _HEADING.search(text) else f"# {escape_markdown(title)}\n\n"
    return f"{head}{text}".strip() + "\n"


def _parts(markdown: str, fill: FillBlock, addresses: Addresses) -> Iterator[str]:
    at = 0
    for part in _PART.finditer(markdown):
        yield _prose(markdown[at : part.start()], addresses)
        at = part.end()
        if part["code"]:
            yield part["code"]
        elif block := _BLOCK.fullmatch(part["comment"]):
            yield f"\n{fill(block[1])}\n"
    yield _prose(markdown[at:], addresses)


def _prose(text: str, addresses: Addresses) -> str:
    text = _TAGS.sub("", _THEME.sub("", text))
    for pattern in (_LINK, _NAMED):
        text = pattern.sub(lambda found: found[1] + _target(found, addresses), text)
    return text


def _target(found: re.Match[str], addresses: Addresses) -> str:
    return addresses.written(found[3]) if found[3] else f"<{addresses.written(found[2])}>"
