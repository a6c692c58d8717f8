"""The one cleaner for HTML tables: what is not on its lists does not reach a page."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from proofolio.notebooks.output import drop_forbidden

if TYPE_CHECKING:
    import nh3

TABLE_TAGS = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"))
INLINE_TAGS = frozenset(("b", "strong", "em", "i", "sub", "sup", "br", "code", "a"))
# Kept by the cleaner only to be seen: a block ends a word, a picture in a table is an error.
_NOTED_TAGS = frozenset(("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "img"))


@cache
def _cleaner(has_styles: bool) -> nh3.Cleaner:
    import nh3  # lazy: a warm build must not import it

    cell = {"colspan", "rowspan"} | ({"id", "class", "style"} if has_styles else set())
    return nh3.Cleaner(
        tags=set(TABLE_TAGS | INLINE_TAGS | _NOTED_TAGS),
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg"},
        attributes={
            "th": cell,
            "td": cell,
            "a": {"href"},
        },
        url_schemes={"http", "https", "mailto"},
        # A relative address means something in Jupyter's folder and something else in the site.
        url_relative="deny",
        link_rel=None,
    )


def clean_table_html(html: str, *, has_styles: bool = False) -> str:
    """Return the HTML with nothing left but tables and plain inline markup.

    With `has_styles`, cells keep what names their styles; whoever asks for it lets none through.
    """
    return drop_forbidden(_cleaner(has_styles).clean(html))


def open_tag(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>"
