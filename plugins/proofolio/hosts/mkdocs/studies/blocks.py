"""Blocks in hand-written pages: `<!-- proofolio: featured -->` on a line of its own.

A comment, so that the page reads well wherever else its Markdown is shown.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.read import read_text
from proofolio.studies import suggest

_COMMENT = re.compile(r"<!--\s*proofolio:\s*([^\n>]*?)\s*-->")
_LINE = re.compile(rf"^[ \t]*{_COMMENT.pattern}[ \t]*$", re.MULTILINE)
# In what follows the backticks of an open fence, there are no more of them.
_FENCE = re.compile(r"\s*(?:(`{3,})[^`]*|(~{3,}).*)$")
NEEDS_PROFILE = {
    "about",
    "about-full",
    "contact",
    "hero",
    "resume",
    "services",
    "services-full",
    "testimonials",
}
BLOCKS = NEEDS_PROFILE | {"featured", "index", "key-figures"}


def find_own_blocks(templates: str | None) -> frozenset[str]:
    """The blocks that a site has written itself: templates such as `blocks/_pricing.html`."""
    found = Path(templates, "blocks").glob("_*.html") if templates else ()
    return frozenset(path.stem for path in found)


def check_blocks(
    docs: Path, root: Path, own: frozenset[str] = frozenset(), *, has_profile: bool
) -> list[Problem]:
    """Find blocks that do not exist, and those that need a profile where there is none."""
    problems: list[Problem] = []
    for path in written_pages(docs):
        name = display_path(path, root)
        try:
            text = read_text(path, name) if b"proofolio:" in path.read_bytes() else ""
        except AuthorError as error:
            problems += error.problems
            continue
        for line, column, block, alone in _named(text):
            if expectation := _expectation(block, own, alone=alone, has_profile=has_profile):
                problems.append(Problem(name, line, column, *expectation))
    return problems


def written_pages(docs: Path) -> list[Path]:
    """The Markdown files of the site."""
    return [path for path in sorted(docs.rglob("*.md")) if path.is_file()]


def _expectation(
    block: str, own: frozenset[str], *, alone: bool, has_profile: bool
) -> tuple[str, str, str] | None:
    """What is expected of a block, what is found, and the repair; None for one that is right."""
    if block not in BLOCKS | own:
        repair = suggest(block, BLOCKS | own, "the blocks are")
        return "the name of a block", f'"{block}"', repair
    if not alone:
        return "a block on a line of its own", f'text around "{block}"', "put it on its own line"
    if block in NEEDS_PROFILE and not has_profile:
        found = f'the block "{block}" and no profile'
        repair = "write profile.yml in the folder of the pages, or delete the line"
        return "a profile for the block", found, repair
    return None


def _named(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Line, column and name of each block outside of code, and whether it stands alone."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if opening := _FENCE.match(line):
            mark = opening[1] or opening[2]
            if not fence:
                fence = mark
            elif mark.startswith(fence) and not line.strip(" `~\t"):
                fence = ""
        elif not fence:
            # Code within a line is not the block's.
            shown = re.sub(r"(`+).*?\1", lambda code: " " * len(code[0]), line)
            for match in _COMMENT.finditer(shown):
                yield number, match.start(1) + 1, match[1], bool(_LINE.match(line))


def fill_blocks(html: str, render: Callable[[str], str], own: frozenset[str] = frozenset()) -> str:
    """Replace the comments in a rendered page by their blocks; unknown ones stay comments."""
    if "proofolio:" not in html:
        return html
    known = BLOCKS | own
    return _LINE.sub(lambda match: render(match[1]) if match[1] in known else match[0], html)
