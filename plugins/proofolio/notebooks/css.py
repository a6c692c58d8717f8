"""Style sheets and styles of an SVG, less everything that loads or runs something."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# A rule's selector or one declaration; a `url(…)` stays in one piece, its data may have `;`.
_PIECE = re.compile(r"(?:url\([^()]*\)|[^{};])+", re.IGNORECASE)
_SAFE_URL = re.compile(
    r"""url\(\s*(?P<quote>["']?)
    (?:\#[\w.:-]+
      |data:(?:image/(?:png|jpe?g|gif|webp)|font/\w+|application/(?:x-)?font-\w+)
       (?:;charset=[\w-]+)?;base64,[A-Za-z0-9+/=]*)
    (?P=quote)\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
# Looked for in the raw text of a piece, so it does not matter how a browser would cut it up. A
# backslash can spell any of the other words, and no chart needs one.
_UNSAFE = re.compile(
    r"\\|<|@(?!media|supports|font-face|keyframes)|(?:url|src|image|image-set|element|expression)\s*\("
    r"|behaviou?r\s*:|-moz-binding|(?:java|vb|live)script\s*:",
    re.IGNORECASE,
)


def is_safe_value(value: str) -> bool:
    """Tell whether a value loads nothing from elsewhere: `url(#clip)` does not."""
    return not _UNSAFE.search(_SAFE_URL.sub("", value))


def filter_css(css: str) -> str:
    """Return a style sheet, or the value of a `style` attribute, without its unsafe pieces."""
    plain = _COMMENT.sub(" ", css)
    return _PIECE.sub(lambda piece: piece[0] if is_safe_value(piece[0]) else "", plain)
