"""Blocks in hand-written pages: `<!-- proofolio: featured -->` on a line of its own.

A comment, so that the page reads well wherever else its Markdown is shown.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.read import read_text
from proofolio.studies import suggest

_COMMENT = re.compile(r"^[ ]{0,3}<!-- *proofolio: *([^\n>]*?) *-->[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
NEEDS_PROFILE = {
    "about",
    "contact",
    "hero",
    "resume",
    "services",
    "services-full",
    "testimonials",
}
BLOCKS = NEEDS_PROFILE | {"featured", "index", "key-figures"}


def check_blocks(docs: Path, root: Path, *, has_profile: bool) -> list[Problem]:
    """Find blocks that do not exist, and those that need a profile where there is none."""
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        name = display_path(path, root)
        if b"proofolio:" not in path.read_bytes():
            continue
        try:
            text = read_text(path, name)
        except AuthorError as error:
            problems += error.problems
            continue
        for line, column, block in _named(text):
            if block not in BLOCKS:
                repair = suggest(block, BLOCKS, "the blocks are")
                problems.append(
                    Problem(name, line, column, "the name of a block", f'"{block}"', repair)
                )
            elif block in NEEDS_PROFILE and not has_profile:
                found = f'the block "{block}" and no profile'
                repair = "write profile.yml in the folder of the pages, or delete the line"
                problems.append(
                    Problem(name, line, column, "a profile for the block", found, repair)
                )
    return problems


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if opening := _FENCE.match(line):
            mark = opening[1]
            if not fence:
                fence = mark
            elif mark.startswith(fence) and not line.strip(" `~"):
                fence = ""
        elif not fence and (match := _COMMENT.match(line)):
            yield number, match.start(1) + 1, match[1]


def fill_blocks(html: str, render: Callable[[str], str]) -> str:
    """Replace the comments in a rendered page by their blocks."""
    if "<!-- proofolio:" not in html:
        return html
    return _COMMENT.sub(lambda match: render(match[1]), html)
