"""Interactive widgets drawn as they were saved.

Behind a page is no kernel that would answer them, so they are text and boxes: lighter than the
scripts of Jupyter, and nothing looks as if it could be moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from proofolio.notebooks.clean import HtmlCleaner
from proofolio.notebooks.draft import Draft
from proofolio.notebooks.markdown import MarkdownRenderer
from proofolio.notebooks.output import Output
from proofolio.notebooks.reader import parse_outputs
from proofolio.notebooks.templates import write_widget
from proofolio.notebooks.widget_control import Control, read_control
from proofolio.notebooks.widget_figure import read_figure
from proofolio.notebooks.widget_state import Widget, WidgetState, one_line

# Boxes in boxes, and Output widgets in them; a widget may even hold itself.
_DEEPEST = 24
# What one widget costs at least of the room that a view has, in characters.
_LEAST = 200
_ROWS, _COLUMNS, _GRIDS = ("HBox",), ("Box", "VBox"), ("GridBox",)
_FOLDED = ("Accordion", "Tab")
_PLUMBING = frozenset(("Layout", "Link", "DirectionalLink"))
_SIZE = re.compile(r"(\d{1,4})(?:\.\d+)?(?:px)?", re.ASCII)
# `HBox(children=(…))`, `<__main__.Counter object>`: for nobody.
_BARE = re.compile(r"\s*(?:<.*>|[A-Za-z_][\w.]*\(.*)\s*", re.DOTALL)

Show = Callable[[tuple[Output, ...]], str]


class WidgetRenderer:
    """Draws the widgets of one notebook; `show` renders outputs that a widget holds."""

    def __init__(
        self,
        metadata: Mapping[str, Any],
        draft: Draft,
        cleaner: HtmlCleaner,
        markdown: MarkdownRenderer,
        show: Show,
        longest: int,
    ) -> None:
        self._state = WidgetState(metadata)
        self._draft, self._cleaner, self._markdown = draft, cleaner, markdown
        self._show, self._longest = show, longest
        self._open: list[str] = []
        self._room = 0
        self._told: set[str] = set()

    def draw(self, view: object) -> str | None:
        """Return the HTML of a view, empty for a hidden widget; None where it cannot be drawn."""
        widget = self._find(view)
        if widget is None:
            return None
        if not self._open:
            self._room = 20 * self._longest
        return self._draw(widget)

    def explain(self, view: object) -> str:
        """Return what stands for a widget that cannot be drawn, and tell the author why."""
        widget = self._find(view)
        if widget is not None:
            return self._note(widget)
        # A notebook with a hundred bars has one reason for all of them.
        if "" not in self._told:
            self._told.add("")
            self._draft.complain(
                f"the saved state of the widget in {self._draft.where}",
                "none",
                "run the notebook with `proofolio run`, or in Jupyter with Settings → Save Widget "
                "State Automatically, and save it",
                "note",
            )
        return self._draft.words["widget_unsaved"]

    def _find(self, view: object) -> Widget | None:
        return self._state.find(view.get("model_id")) if isinstance(view, dict) else None

    def _draw(self, widget: Widget) -> str | None:
        if widget.id in self._open or len(self._open) >= _DEEPEST or self._is_hidden(widget):
            return ""
        self._room -= _LEAST
        if self._room < 0:
            return self._stop()
        self._open.append(widget.id)
        try:
            return self._content(widget)
        finally:
            self._open.pop()

    def _stop(self) -> str:
        self._draft.complain(
            f"widgets that a page has room for in {self._draft.where}",
            "more of them",
            "show fewer at a time",
            "warning",
        )
        return ""

    def _is_hidden(self, widget: Widget) -> bool:
        """Tell whether it is out of sight, as a bar of tqdm is at its end with `leave=False`."""
        layout = self._state.find(widget.state.get("layout"))
        return widget.kind in _PLUMBING or bool(
            layout and (layout.line("display") == "none" or layout.line("visibility") == "hidden")
        )

    def _content(self, widget: Widget) -> str | None:
        if widget.kind in (*_ROWS, *_COLUMNS, *_GRIDS, *_FOLDED, "Stack"):
            return self._box(widget)
        if widget.kind == "Output":
            return self._show(parse_outputs(widget.state.get("outputs")))
        if figure := read_figure(widget):
            return self._show((figure,))
        if widget.kind in ("Label", "HTML", "HTMLMath"):
            label = widget.line("description")
            return self._write(Control("content", label=label, html=self._html(widget)))
        if widget.kind in ("Video", "Audio"):
            return self._clip(widget)
        control = read_control(widget, self._draft.words)
        if control is None:
            return None
        if widget.kind == "Password" and control.value:
            self._tell_password()
        if len(control.value) > self._longest:
            control = replace(control, value=f"{control.value[: self._longest]}…")
        return self._write(control)

    def _write(self, control: Control) -> str:
        if "$" in control.label or "\\(" in control.label:
            control = replace(control, label_html=self._markdown.render_html(escape(control.label)))
        html = write_widget(control, self._draft.words)
        self._room -= len(html)
        return html

    def _html(self, widget: Widget) -> str:
        # tqdm puts wide spaces around what it writes.
        value = widget.text("value").strip("\u2007 ")[: 10 * self._longest]
        if widget.kind == "HTML":
            return self._cleaner.clean_output(value)
        return self._markdown.render_html(escape(value) if widget.kind == "Label" else value)

    def _box(self, widget: Widget) -> str:
        parts = [self._part(reference) for reference in widget.items("children")]
        chosen = widget.state.get("selected_index", 0 if widget.kind == "Tab" else None)
        if widget.kind == "Stack":
            is_there = isinstance(chosen, int) and 0 <= chosen < len(parts)
            return parts[chosen] if is_there else ""
        if widget.kind in _FOLDED:
            # Without a script only <details> can open; all tabs stand below each other.
            titles = [self._title(widget, index) for index in range(len(parts))]
            folded = [
                Control("fold", label=title, html=part, is_on=index == chosen)
                for index, (title, part) in enumerate(zip(titles, parts, strict=True))
            ]
            return "".join(map(self._write, folded))
        shape = "row" if widget.kind in _ROWS else "grid" if widget.kind in _GRIDS else "column"
        seen = "".join(parts)
        return f'<div class="pf-widget-box pf-widget-box--{shape}">{seen}</div>' if seen else ""

    def _part(self, reference: object) -> str:
        widget = self._state.find(reference)
        if widget is None:
            return ""
        html = self._draw(widget)
        note = Control("note", value=self._note(widget)) if html is None else None
        return self._write(note) if note else html or ""

    def _title(self, widget: Widget, index: int) -> str:
        titles = widget.state.get("titles")
        if isinstance(titles, list):
            title = one_line(titles[index]) if index < len(titles) else ""
        else:  # ipywidgets 7
            named = widget.state.get("_titles")
            title = one_line(named.get(str(index))) if isinstance(named, dict) else ""
        return title or str(index + 1)

    def _clip(self, widget: Widget) -> str:
        tag, source = widget.kind.lower(), widget.packed("value")
        if widget.line("format") != "url":
            source = f"data:{tag}/{widget.line('format')};base64,{source}"
        else:
            source = widget.decoded("value")
        sizes = {name: _SIZE.fullmatch(widget.line(name)) for name in ("width", "height")}
        size = "".join(f' {name}="{found[1]}"' for name, found in sizes.items() if found)
        html = self._cleaner.clean_output(f'<{tag} src="{escape(source)}"{size}></{tag}>')
        return html if " src=" in html else ""

    def _note(self, widget: Widget) -> str:
        name = widget.line("_anywidget_id").rpartition(".")[2] or widget.kind or widget.module
        if name not in self._told:
            self._told.add(name)
            self._draft.complain(
                f"a widget that pages can draw in {self._draft.where}",
                f'"{name[:100]}" of {widget.module[:100] or "no module"}',
                "let the cell show a picture or a table of it as well",
                "warning",
            )
        return self._draft.words["widget_unknown"].format(name=name)

    def _tell_password(self) -> None:
        self._draft.complain(
            f"no password in {self._draft.where}",
            "one in the saved state of a widget, which everybody can download with the notebook",
            "empty the field, and save the notebook again",
            "warning",
        )


def says_something(text: str) -> bool:
    """Tell whether the text of a widget's output is more than Python's name for the widget."""
    return bool(text.strip()) and not _BARE.fullmatch(text[:2000])
