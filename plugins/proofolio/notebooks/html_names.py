"""What HTML of a notebook may consist of: everything else is dropped."""

from __future__ import annotations

from proofolio.notebooks.svg_names import ATTRIBUTES as SVG_ATTRIBUTES
from proofolio.notebooks.svg_names import ELEMENTS as SVG_ELEMENTS


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXT = _names(
    """
    a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong
    sub summary sup table tbody td tfoot th thead time tr u ul var wbr video audio source
    """
)
MATHS = _names(
    """
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
    """
)
MATHS_ATTRIBUTES = _names(
    """
    accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle
    fence form height largeop linethickness lspace mathvariant maxsize minsize movablelimits
    notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric
    voffset width
    """
)
# In a page an SVG may not bring a style sheet (it would style the page), nor a picture; `title`
# and `desc` may hold HTML, which parsers disagree about.
SVG = (SVG_ELEMENTS - _names("style image feImage title desc")) | {"svg"}
# Not even their text is left.
WITHOUT_TEXT = _names(
    """
    script style template noscript iframe object embed applet frameset noframes noembed title desc
    textarea select button canvas portal xmp plaintext
    """
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"title", "lang", "dir", "id", "class"},
    "a": {"href", "name"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "align"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "style", "align"},
    "th": {"colspan", "rowspan", "scope", "style", "align"},
    "time": {"datetime"},
    "video": {"src", "width", "height", "poster"},
    **{tag: {*MATHS_ATTRIBUTES} for tag in MATHS},
    **{
        tag: {*SVG_ATTRIBUTES - {"role"}, "style", "href", "aria-hidden", "aria-label"}
        for tag in SVG
    },
}
# HTML parsers write these in small letters unless they stand in an <svg>.
for _tag in SVG:
    ATTRIBUTES[_tag] |= {name.lower() for name in ATTRIBUTES[_tag]}

# Boxes that Jupyter styles, and what Material calls them.
BOXES = {
    "alert-info": "info", "alert-success": "success", "alert-warning": "warning",
    "alert-danger": "danger", "note": "note", "tip": "tip", "warning": "warning", "info": "info",
    "important": "warning", "danger": "danger", "success": "success", "hint": "tip",
    "caution": "warning", "attention": "warning", "error": "danger", "seealso": "info",
}  # fmt: skip
