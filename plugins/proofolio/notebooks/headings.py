"""The levels of a page's headings: it has one title."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from proofolio.notebooks.draft import Heading


def set_levels(headings: list[Heading]) -> tuple[Heading, ...]:
    """Let a page have one title: what follows a second heading of that level moves down by one."""
    tops = [index for index, heading in enumerate(headings) if heading.level == 1]
    if len(tops) < 2:
        return tuple(headings)
    return tuple(
        replace(heading, level=min(6, heading.level + 1)) if index >= tops[1] else heading
        for index, heading in enumerate(headings)
    )


def write_levels(html: str, headings: tuple[Heading, ...]) -> str:
    """Return the HTML of a cell with the levels that its headings have on the page."""
    levels = {escape(heading.id): heading.level for heading in headings}

    def write(match: re.Match[str]) -> str:
        level = levels.get(match[2], int(match[1]))
        return f'<h{level} id="{match[2]}">{match[3]}</h{level}>'

    return re.sub(r'<h([1-6]) id="([^"]*)">(.*?)</h\1>', write, html, flags=re.DOTALL)
