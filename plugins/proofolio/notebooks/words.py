"""What a notebook's page says by itself. A site in another language passes words of its own."""

from __future__ import annotations

from types import MappingProxyType

WORDS = MappingProxyType(
    {
        "code": "Code",
        "output": "Output",
        "cell": "Cell",
        "code_of": "Code, cell {number}",
        "output_of": "Output, cell {number}",
        "table_of": "Table, cell {number}",
        "figure_of": "Figure of cell {number}",
        "figure_named": "Figure: {name}",
        "cell_link": "{count}: link to cell {number}",
        "hide_code": "Hide code",
        "show_code": "Show code",
        "stderr": "Messages",
        "error": "Error",
        "box_note": "Note",
        "box_tip": "Tip",
        "box_hint": "Hint",
        "box_important": "Important",
        "box_warning": "Warning",
        "box_caution": "Caution",
        "box_attention": "Attention",
        "box_danger": "Danger",
        "box_error": "Error",
        "box_seealso": "See also",
        "done": "done",
        "open": "open",
        "cut": "Cut after {shown} of {all} characters.",
        "cut_rows": "The first {shown} of {all} rows.",
        "whole": "Show the whole output",
        "static": "Interactive in the notebook; this is a still picture of it.",
        "not_shown": "Interactive in the notebook; it has no still picture to show here.",
    }
)
