"""The HTML that a text may become: an explicit list, everything else is dropped.

Markdown lets raw HTML through, so what it makes is as untrusted as the text that it was made of.
The two upper levels of headings and sections belong to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nh3

_TEXT = (
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "input", "ins", "kbd", "label", "li", "mark", "ol", "p", "pre",
    "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
)  # fmt: skip
_MATHS = (
    "annotation", "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo",
    "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
    "semantics",
)  # fmt: skip
_MATHS_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan", "depth",
    "display", "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace",
    "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines",
    "rowspacing", "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric",
    "voffset", "width", "xmlns", "encoding",
}  # fmt: skip
_ICONS = ("svg", "path")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href"},
    "col": {"span"},
    "div": {"data-tabs"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start", "reversed", "type"},
    "details": {"open"},
    "path": {"d"},
    "svg": {"xmlns", "viewbox", "viewBox"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    **{tag: _MATHS_ATTRIBUTES for tag in _MATHS},
}

AttributeFilter = Callable[[str, str, str], str | None]


def make_cleaner(attribute_filter: AttributeFilter) -> nh3.Cleaner:
    """A cleaner for rendered texts; the filter sees each attribute that the list lets through."""
    import nh3  # lazy: a warm build of notebooks alone needs none

    return nh3.Cleaner(
        tags={*_TEXT, *_MATHS, *_ICONS},
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
        attributes=_ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
        # Of several, the order would change from build to build.
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        attribute_filter=attribute_filter,
        filter_style_properties={"text-align"},
        url_schemes={*SCHEMES},
        link_rel=None,
    )
