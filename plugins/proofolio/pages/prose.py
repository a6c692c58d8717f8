"""A study's page → its prose alone, for search.

Search plugins parse the whole page, tag by tag; that costs more than making it did, and brings
labels and buttons into the results.
"""

import re

from markupsafe import Markup

# A tag, with what may stand in the quotes of its attributes.
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_LEFT_OUT = re.compile(
    r"<(aside|footer|svg|math|nav|details|section|p)\b[^>]*data-search-exclude.*?</\1>"
    r"|<svg\b.*?</svg>",
    re.DOTALL,
)
_HEADING = re.compile(r'<h([12]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)


def prose_of(html: str) -> Markup:
    """The headings of the first two levels with their ids, each with the plain text below it."""
    parts = _HEADING.split(_LEFT_OUT.sub(" ", html))
    found = []
    for level, anchor, title, body in zip(*(parts[i::4] for i in (1, 2, 3, 4)), strict=True):
        found.append(f'<h{level} id="{anchor}">{_plain(title)}</h{level}><p>{_plain(body)}</p>')
    return Markup("\n".join(found))  # noqa: S704 - text of escaped HTML without its tags


def _plain(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())
