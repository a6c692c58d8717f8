"""A study's page → how many minutes it takes to read, in brief and in full."""

import re
from dataclasses import dataclass

# Words a minute: of prose (Brysbaert 2019, "How many words do we read per minute?", English
# non-fiction, silently), and of code, which is read slowly.
_PROSE, _CODE = 238, 100
# Seconds to look at a picture, a drawing or a table.
_FIGURE = 8

_TECHNICAL = ' data-pf-depth="technical"'
# Facts at a glance, references, folded data, controls and the lettering of pictures are not read
# word by word.
_UNREAD = re.compile(
    r"<(aside|nav|svg|details|script|button)\b.*?</\1>"
    r'|<(\w+) class="pf-(?:keys|evidence|source|run|more|deeper)\b.*?</\2>',
    re.DOTALL,
)
_STATED = re.compile(r'\bdata-pf-minutes="(\d+) (\d+)"')
_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_FIGURES = re.compile(r"<(?:figure|table|video)\b|<div class=\"pf-visual")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Minutes:
    """How long a page takes to read, at least one minute."""

    brief: int
    technical: int


def reading_minutes(html: str) -> Minutes:
    """Estimate the minutes for the whole page, and for it without its technical parts."""
    return Minutes(_minutes(without_technical(html)), _minutes(html))


def stated_minutes(html: str) -> Minutes | None:
    """What a study's page says of itself; nothing, where a template of the site's own does not."""
    found = _STATED.search(html)
    return Minutes(int(found[1]), int(found[2])) if found else None


def without_technical(html: str) -> str:
    """The HTML without the elements that are marked as technical."""
    kept, at = [], 0
    while (mark := html.find(_TECHNICAL, at)) >= 0:
        start = html.rindex("<", 0, mark)
        tag = html[start + 1 : mark].split(maxsplit=1)[0]
        kept.append(html[at:start])
        at = _end_of(html, tag, html.index(">", mark) + 1)
    return "".join([*kept, html[at:]])


def _end_of(html: str, tag: str, at: int) -> int:
    """Where the element ends whose start tag ends at `at`."""
    depth = 1
    for part in re.compile(rf"<(/?){re.escape(tag)}\b[^<>]*>").finditer(html, at):
        depth += -1 if part[1] else 1
        if not depth:
            return part.end()
    return len(html)


def _minutes(html: str) -> int:
    html = _UNREAD.sub(" ", html)
    code = " ".join(_CODE_BLOCK.findall(html))
    seconds = len(_FIGURES.findall(html)) * _FIGURE
    for text, speed in ((_CODE_BLOCK.sub(" ", html), _PROSE), (code, _CODE)):
        seconds += len(_TAG.sub(" ", text).split()) * 60 // speed
    return max(1, round(seconds / 60))
