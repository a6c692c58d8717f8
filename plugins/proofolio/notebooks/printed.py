"""What a cell printed or failed with, and other plain text → HTML, cut where it is very long."""

from __future__ import annotations

import json
from html import escape

from proofolio.notebooks.ansi import ansi_to_html, strip_ansi
from proofolio.notebooks.draft import Draft
from proofolio.notebooks.highlight import highlight_block
from proofolio.notebooks.output import join_text


class TextWriter:
    """Writes the plain texts of one notebook, `longest` characters of each."""

    def __init__(self, draft: Draft, longest: int) -> None:
        self._draft, self._longest = draft, longest

    def write(self, text: str, kind: str) -> str:
        """Return a text as a terminal shows it; `kind` is stream, stderr, error or text."""
        text = text.strip("\n")
        shown, note = self._cut(text)
        word = {"stderr": "stderr", "error": "error"}.get(kind)
        mark = f'<span class="pf-output__mark">{self._draft.words[word]}</span>' if word else ""
        pre = f'<pre tabindex="0" role="group" aria-label="{escape(self._label())}">'
        return write_box(kind, f"{mark}{pre}{ansi_to_html(shown)}</pre>{note}")

    def write_json(self, value: object) -> str:
        """Return a value of JSON with its colours; nothing for what cannot be written."""
        try:
            text = json.dumps(value, indent=2, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError):
            return ""
        shown, note = self._cut(join_text(text))
        return write_box("json", highlight_block(shown, "json", self._label()) + note)

    def _label(self) -> str:
        cell = self._draft.cell
        return self._draft.words["output_of"].format(number=cell.number if cell else "")

    def _cut(self, text: str) -> tuple[str, str]:
        """Return the text as long as pages show it, and a note that links the rest."""
        if len(text) <= self._longest:
            return text, ""
        shown = text[: self._longest]
        # At the end of a line, where there is one near.
        shown = shown[: end if (end := shown.rfind("\n")) > self._longest // 2 else None]
        data = strip_ansi(text).encode("utf-8", "replace")
        words = self._draft.say_counts("cut", len(shown), len(text))
        address = self._draft.add_asset(self._draft.stem, ".txt", data)
        link = f'<a href="{escape(address)}">{escape(self._draft.words["whole"])}</a>'
        return shown, f'<p class="pf-output__note">{escape(words)} {link}</p>'


def write_box(kind: str, html: str) -> str:
    """Return an output in the box of its kind."""
    return f'<div class="pf-output pf-output--{kind}">{html}</div>'
