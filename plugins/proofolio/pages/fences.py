"""Mermaid fences in finished pages → drawings, whichever Markdown wrote them.

They are looked for in the HTML, since hand-written pages, posts, texts of studies and notebooks
come from three converters and any extension. It also keeps Material from finding a diagram: it
would fetch Mermaid from another host.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_CLASS = r'class="(?:[\w-]+ )*language-mermaid(?: [\w-]+)*"[^>]*>'
_FENCE = re.compile(
    # superfences and notebooks, with or without a title above
    rf'<div {_CLASS}(?:<span class="filename">[^<]*</span>)?'
    r"<pre[^>]*>(?P<one>.*?)</pre>\s*</div>"
    # fenced_code
    rf"|<pre[^>]*><code {_CLASS}(?P<two>.*?)</code></pre>"
    # what superfences are told to write, by us and by others
    r'|<(?P<tag>pre|div) class="(?:language-)?mermaid"[^>]*>(?P<three>.*?)</(?P=tag)>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def replace_fences(html: str, draw: Callable[[str], str]) -> str:
    """Put what `draw` makes of a diagram's text in place of each fence."""
    if "mermaid" not in html:
        return html
    return _FENCE.sub(lambda found: draw(_text(found)), html)


def _text(found: re.Match[str]) -> str:
    inner = found["one"] or found["two"] or found["three"] or ""
    return unescape(_TAG.sub("", inner)).strip("\n")
