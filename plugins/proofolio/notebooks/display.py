"""The outputs of a cell → HTML."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Any

from proofolio.notebooks.ansi import strip_ansi
from proofolio.notebooks.bundle import is_bare, is_figure, is_silent, needs_of, types_of
from proofolio.notebooks.chart import Chart
from proofolio.notebooks.clean import HtmlCleaner, is_seen, strip_tags, wrap_tables
from proofolio.notebooks.draft import Draft
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.frame import read_frame
from proofolio.notebooks.interactive import InteractiveRenderer
from proofolio.notebooks.markdown import MarkdownRenderer
from proofolio.notebooks.moving import moves, show_gif
from proofolio.notebooks.notebook import Cell
from proofolio.notebooks.options import read_caption
from proofolio.notebooks.output import PICTURE_TYPES, Output, join_text
from proofolio.notebooks.page import Charts, Scripts
from proofolio.notebooks.picture import read_output
from proofolio.notebooks.printed import TextWriter, write_box
from proofolio.notebooks.stream import merge_streams, settle
from proofolio.notebooks.visibility import Visibility
from proofolio.notebooks.widget_state import WIDGET_VIEW
from proofolio.notebooks.widgets import WidgetRenderer, says_something
from proofolio.recording import MIME as RECORD

# To clean HTML takes forty times its size in memory.
_LONGEST_HTML = 5_000_000
_INLINE = re.compile(r"data:[\w/+.-]{1,99};base64,[A-Za-z0-9+/=]*")
_SCRIPTS = ("application/javascript", "text/javascript")


class OutputRenderer:
    """Renders the outputs of one notebook's cells."""

    def __init__(
        self,
        draft: Draft,
        cleaner: HtmlCleaner,
        markdown: MarkdownRenderer,
        longest: int,
        metadata: Mapping[str, Any] = MappingProxyType({}),
        charts: Charts = "live",
        scripts: Scripts = "click",
    ) -> None:
        self._draft, self._cleaner, self._markdown = draft, cleaner, markdown
        self._longest = longest
        self._texts = TextWriter(draft, longest)
        self._interactive = InteractiveRenderer(draft, charts, scripts)
        # A renderer that held this object would keep the notebook until the collector comes.
        own = weakref.proxy(self)
        self._widgets = WidgetRenderer(
            metadata, draft, cleaner, markdown, lambda outputs: own._show_all(outputs), longest
        )

    def render(self, cell: Cell, seen: Visibility, errors: str) -> Iterator[str]:
        """Yield the HTML of each output that has any."""
        self._cell, self._seen, self._errors = cell, seen, errors
        # Positions among the pictures and the tables, which captions and descriptions count by.
        self._counts = {"fig": 0, "tbl": 0}
        self._pictures = sum(is_figure(output) for output in cell.outputs)
        yield from self._each(cell.outputs)

    def _each(self, outputs: Iterable[Output]) -> Iterator[str]:
        for output in merge_streams(outputs):
            if output.kind == "stream":
                html = self._stream(output, self._seen)
            elif output.kind == "error":
                html = self._error(output, self._seen, self._errors)
            else:
                html = self._bundle(output)
            if html:
                yield html

    def _show_all(self, outputs: Iterable[Output]) -> str:
        return "".join(self._each(outputs))

    def _stream(self, output: Output, seen: Visibility) -> str:
        is_stderr = output.name == "stderr"
        if not (seen.stderr if is_stderr else seen.streams):
            return ""
        text = settle(output.text("text/plain"))
        if seen.as_markdown and not is_stderr:
            return write_box("markdown", self._markdown.render_output(text))
        if not strip_ansi(text).strip():
            return ""
        return self._texts.write(text, "stderr" if is_stderr else "stream")

    def _error(self, output: Output, seen: Visibility, errors: str) -> str:
        text = "\n".join(output.traceback) or output.name
        if not seen.may_fail:
            if errors == "stop":
                self._draft.complain(
                    f"no failure in {self._draft.where}",
                    output.describe(),
                    "mend the cell and run the notebook, or tag the cell `raises-exception`",
                )
            if errors == "hide":
                return ""
        return self._texts.write(text, "error")

    def _bundle(self, output: Output) -> str:
        if is_silent(output):
            return ""
        if WIDGET_VIEW in output.data:
            return self._widget(output)
        if chart := self._interactive.read_chart(output):
            return self._chart(output, chart)
        if needs := needs_of(output):
            return self._scripted(output, needs)
        for media_type in types_of(output, False):
            if html := self._show(output, media_type, False):
                return html
        known = {*types_of(output, False), *_SCRIPTS}
        if unknown := [kind for kind in output.data if kind not in known]:
            self._draft.complain(
                f"an output that pages can show in {self._draft.where}",
                f"only {', '.join(unknown[:5])}",
                "let the cell show it as a picture, a table or text as well",
                "warning",
            )
        return ""

    def _chart(self, output: Output, chart: Chart) -> str:
        position = self._counts["fig"]
        kinds = [kind for kind in types_of(output, True) if kind in PICTURE_TYPES]
        images = (self._image(output, kind, position) for kind in kinds)
        image = next((html for html in images if html), "")
        self._counts["fig"] = position + 1
        caption = self._caption("fig", position, self._pictures)
        return self._interactive.show_chart(chart, image, caption, self._draft.stem)

    def _scripted(self, output: Output, needs: set[str]) -> str:
        """Return what stands in for an output that no reader of charts knows."""
        position, still = self._counts["fig"], ""
        is_framed = "<iframe" in output.text("text/html").lower()
        for media_type in types_of(output, True):
            # Around a frame stand only words for readers who see none.
            if media_type == "text/html" and is_framed:
                continue
            if still := self._show(output, media_type, True):
                break
        caption = None
        if self._counts["fig"] == position:
            self._counts["fig"] += 1
            caption = self._caption("fig", position, self._pictures)
        shown = self._interactive.show_scripted(output, still, caption, self._draft.stem)
        if shown != still or needs == {"scripts"}:
            return shown
        if not still:
            return write_box("none", f"<p>{escape(self._draft.words['not_shown'])}</p>")
        return f'{still}<p class="pf-output__note">{escape(self._draft.words["static"])}</p>'

    def _widget(self, output: Output) -> str:
        view = output.data[WIDGET_VIEW]
        drawn = self._widgets.draw(view)
        if drawn is not None:
            return write_box("widget", drawn) if drawn else ""
        for media_type in types_of(output, True):
            if media_type != "text/plain" and (html := self._show(output, media_type, True)):
                return html
        note = f'<p class="pf-output__note">{escape(self._widgets.explain(view))}</p>'
        plain = settle(output.text("text/plain"))
        return (self._texts.write(plain, "text") if says_something(plain) else "") + note

    def _show(self, output: Output, media_type: str, is_interactive: bool) -> str:
        """Return the output in one of its types; nothing where that type does not do."""
        if media_type in PICTURE_TYPES:
            return self._picture(output, media_type)
        if media_type == "text/html":
            return self._html(output, is_interactive)
        if media_type == "text/markdown":
            return write_box("markdown", self._markdown.render_output(output.text(media_type)))
        if media_type == "text/latex":
            latex = self._markdown.render_latex(output.text(media_type))
            return write_box("latex", latex) if latex else ""
        if media_type == "text/plain":
            text = settle(output.text(media_type))
            # Beside a form that could not be shown, Python's name for it says nothing.
            is_alone = len(output.data) == 1
            if not text.strip() or (is_bare(text) and not (is_alone or self._pictures == 0)):
                return ""
            if RECORD in output.data:  # a line of a list, not a terminal of its own
                return write_box("record", f"<code>{escape(text.strip())}</code>")
            return "" if is_interactive and is_bare(text) else self._texts.write(text, "text")
        return self._json(output, media_type)

    def _json(self, output: Output, media_type: str) -> str:
        value = output.data[media_type]
        if isinstance(value, str | list) and media_type.endswith("+json"):
            value = join_text(value) or value
        return self._texts.write_json(value)

    def _picture(self, output: Output, media_type: str) -> str:
        position = self._counts["fig"]
        html = self._image(output, media_type, position)
        if not html:
            return ""
        self._counts["fig"] += 1
        return self._figure("picture", html, self._caption("fig", position, self._pictures))

    def _image(self, output: Output, media_type: str, position: int) -> str:
        try:
            picture = read_output(self._draft.name, self._cell, output, position, media_type)
        except NotebookError as error:
            others = len([kind for kind in output.data if kind in PICTURE_TYPES]) > 1
            self._draft.complain_of(error, "note" if others else "error")
            return ""
        alt = picture.alt or self._describe()
        if moves(picture):
            return show_gif(picture, alt, self._draft, self._draft.words)
        address = self._draft.add_asset(self._draft.stem, picture.suffix, picture.data)
        return (
            f'<img src="{escape(address)}" alt="{escape(alt)}" width="{picture.width}" '
            f'height="{picture.height}" loading="lazy" decoding="async">'
        )

    def _describe(self) -> str:
        """Return what stands for the description of a picture that has none."""
        self._draft.complain(
            f"a description of the picture in {self._draft.where}",
            "none",
            "write `#| fig-alt: …` on the first line of the cell, for those who cannot see it",
            "note",
        )
        words = self._draft.words
        if self._cell.label:
            name = re.sub(r"^fig-|[-_]+", " ", self._cell.label).strip()
            return words["figure_named"].format(name=name)
        return words["figure_of"].format(number=self._cell.number)

    def _caption(self, kind: str, position: int, count: int) -> str | None:
        value = self._cell.options.get(f"{kind}-cap", self._cell.metadata.get(f"{kind}-cap"))
        has_parts = isinstance(value, list) or f"{kind}-subcap" in self._cell.options
        # One caption for several: it stands under the last.
        if not has_parts and position + 1 < count:
            return None
        return read_caption(self._cell.options, self._cell.metadata, kind, position)

    def _figure(self, kind: str, html: str, caption: str | None) -> str:
        if not caption:
            return write_box(kind, html)
        below = f"<figcaption>{escape(caption, quote=False)}</figcaption>"
        return f'<figure class="pf-output pf-output--{kind}">{html}{below}</figure>'

    def _html(self, output: Output, is_interactive: bool) -> str:
        source = output.text("text/html")
        plain = output.text("text/plain")
        has_text = bool(plain.strip()) and not is_bare(plain)
        is_huge = len(source) > _LONGEST_HTML and _size(source) > _LONGEST_HTML
        frame = read_frame(source, self._longest, whole=not is_huge) if output.has_table else None
        if frame:
            return self._table(frame.html, frame.caption, frame.note(self._draft, self._draft.stem))
        # Diagrams of scikit-learn and reports of profilers are forms with a style sheet of theirs.
        if has_text and is_interactive:
            return ""
        if is_huge:
            return self._texts.write(plain if has_text else strip_tags(source), "text")
        clean = self._cleaner.clean_output(source)
        if not is_seen(clean):
            return ""
        if len(clean) > 10 * self._longest:
            return self._texts.write(plain if has_text else strip_tags(clean), "text")
        return write_box("html", clean)

    def _table(self, html: str, caption: str | None, note: str) -> str:
        position = self._counts["tbl"]
        self._counts["tbl"] += 1
        count = sum(output.has_table for output in self._cell.outputs)
        label = self._draft.words["table_of"].format(number=self._cell.number)
        caption = self._caption("tbl", position, count) or caption
        return self._figure("table", wrap_tables(html, label) + note, caption)


def _size(html: str) -> int:
    """Return how many characters there are to clean; pictures and clips are read by themselves."""
    return len(html) - sum(len(found[0]) for found in _INLINE.finditer(html))
