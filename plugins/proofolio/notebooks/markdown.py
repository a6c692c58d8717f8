"""A Markdown cell → safe HTML, read as Jupyter reads it: CommonMark, tables, maths, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from proofolio.notebooks.boxes import add_boxes, fence_as_box
from proofolio.notebooks.clean import HtmlCleaner, wrap_tables
from proofolio.notebooks.draft import Draft, Heading, Level, slugify
from proofolio.notebooks.highlight import highlight_block
from proofolio.notebooks.maths import Equation, MathsError, MathsWriter, find_maths
from proofolio.notebooks.output import CLOSE, OPEN

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

_MARK = re.compile(f"{OPEN}([mf])([0-9]+){CLOSE}")
_ALONE = re.compile(f"<p>({OPEN}[mf][0-9]+{CLOSE})</p>")
_VERBATIM = re.compile(r"(<(pre|code)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_HEADING = re.compile(r'<h([1-6])((?: [\w-]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
_OWN_ID = re.compile(r' id="([^"]*)"')
# Markdown has no table without a head; an empty one says nothing, and is read out all the same.
_NO_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th[^>]*>\s*</th>)+\s*</tr>\s*</thead>\n?")
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


class MarkdownRenderer:
    """Renders the Markdown of one notebook, cell after cell."""

    def __init__(self, draft: Draft, cleaner: HtmlCleaner) -> None:
        self._draft = draft
        self._cleaner = cleaner
        self._writer: MathsWriter | None = None
        self._equations: list[Equation] = []
        self._blocks: list[str] = []
        self._level: Level = "error"

    def render_cell(self, text: str) -> str:
        """Return the HTML of a cell; its headings become headings of the page."""
        return _HEADING.sub(self._heading, self._render(text, "error"))

    def render_output(self, text: str) -> str:
        """Return the HTML of a Markdown output: its headings are none of the page."""
        plain = re.sub(r"(</?)h[1-6]\b", r"\1h6", self._render(text, "note"))
        plain = re.sub(r"<h6[^>]*>", "<p><strong>", plain)
        return plain.replace("</h6>", "</strong></p>")

    def render_latex(self, text: str) -> str | None:
        """Return a LaTeX output as HTML; None where it cannot be read, or has no maths in it."""
        text = text.strip()
        found = find_maths(text)
        if not found:
            return None
        parts, start = [], 0
        try:
            for first, last, equation in found:
                parts += [escape(text[start:first], quote=False), self._maths(equation)]
                start = last
        except MathsError as error:
            self._complain(error, text, "note")
            return None
        rest = escape(text[start:], quote=False)
        return f'<div class="pf-output__latex">{"".join([*parts, rest])}</div>'

    def render_html(self, html: str) -> str:
        """Return untrusted HTML of an output clean, with its equations."""
        self._equations, self._blocks, self._level = [], [], "note"
        clean = self._cleaner.clean_output(self._take_maths(html), self.restore)
        # HTML writes `<` in an equation as `&lt;`.
        self._equations = [
            replace(found, latex=unescape(found.latex), source=unescape(found.source))
            for found in self._equations
        ]
        clean = _VERBATIM.sub(lambda m: m[1] + self._restore_escaped(m[3]) + m[4], clean)
        return _MARK.sub(self._fill, clean)

    def _render(self, text: str, level: Level) -> str:
        self._equations, self._blocks, self._level = [], [], level
        # Footnotes of two cells may have the same number.
        number = str(self._draft.cell.number if self._draft.cell else 0)
        env = {"owner": self, "docId": number}
        html = _converter().render(self._take_maths(text), env)
        clean = self._cleaner.clean_markdown(html, self.restore)
        clean = _ALONE.sub(r"\1", clean)
        clean = _VERBATIM.sub(lambda m: m[1] + self._restore_escaped(m[3]) + m[4], clean)
        clean = wrap_tables(_NO_HEAD.sub("", clean), self._words("table_of"))
        return _MARK.sub(self._fill, clean)

    def word(self, key: str) -> str:
        """Return a word of the page's language."""
        return self._draft.words[key]

    def render_line(self, text: str) -> str:
        """Return the HTML of a line within a text, not clean yet."""
        return str(_converter().renderInline(text, {"owner": self}))

    def _words(self, key: str) -> str:
        cell = self._draft.cell
        return self._draft.words[key].format(number=cell.number if cell else "")

    def _take_maths(self, text: str) -> str:
        parts, start = [], 0
        for first, last, equation in find_maths(text):
            parts += [text[start:first], f"{OPEN}m{len(self._equations)}{CLOSE}"]
            self._equations.append(equation)
            start = last
        return "".join([*parts, text[start:]])

    def restore(self, text: str) -> str:
        """Return a text with the maths in it as it was written."""
        return _MARK.sub(lambda mark: self._source(mark), text) if OPEN in text else text

    def _source(self, mark: re.Match[str]) -> str:
        return self._equations[int(mark[2])].source if mark[1] == "m" else ""

    def _restore_escaped(self, html: str) -> str:
        return _MARK.sub(lambda mark: escape(self._source(mark), quote=False), html)

    def _fill(self, mark: re.Match[str]) -> str:
        if mark[1] == "f":
            return self._blocks[int(mark[2])]
        equation = self._equations[int(mark[2])]
        try:
            return self._maths(equation)
        except MathsError as error:
            self._complain(error, equation.latex, self._level)
            return f"<code>{escape(equation.source, quote=False)}</code>"

    def _maths(self, equation: Equation) -> str:
        self._writer = self._writer or MathsWriter()
        return self._writer.write(equation)

    def _complain(self, error: MathsError, latex: str, level: Level) -> None:
        self._draft.complain(
            f"an equation in LaTeX in {self._draft.where}",
            f'"{" ".join(latex.split())[:200]}" ({error.reason})',
            "correct the equation; a dollar sign that is none is written \\$",
            level,
        )

    def keep_block(self, html: str) -> str:
        """Keep safe HTML of ours for later; what is returned stands for it."""
        self._blocks.append(html)
        return f"\n{OPEN}f{len(self._blocks) - 1}{CLOSE}\n"

    def fence(self, token: Token) -> str:
        """Return what stands for a block of code."""
        language = unescape(token.info).strip().split(maxsplit=1)
        name = language[0].strip("{}") if language else "text"
        block = highlight_block(self.restore(token.content), name, self._words("code_of"))
        return self.keep_block(block)

    def task(self, done: bool) -> str:
        """Return what stands for the box of a task."""
        word, sign = (self._draft.words["done"], "☑") if done else (self._draft.words["open"], "☐")
        html = f'<span class="pf-task" role="img" aria-label="{escape(word)}">{sign}</span> '
        return self.keep_block(html).strip("\n")

    def _heading(self, match: re.Match[str]) -> str:
        level, attributes, inner = match.groups()
        text = " ".join(unescape(_TAG.sub("", inner)).split())
        if not text:
            return ""
        own = _OWN_ID.search(attributes)
        found = own[1] if own else self._draft.claim_id(slugify(text) or "section")
        for alias in (text.replace(" ", "-"), slugify(text)):
            self._draft.aliases.setdefault(alias, found)
        self._draft.headings.append(Heading(found, text, int(level)))
        return f'<h{level} id="{escape(found)}">{inner}</h{level}>'


@cache
def _converter() -> MarkdownIt:
    from markdown_it import MarkdownIt  # lazy: a warm build must not import it
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    converter = MarkdownIt("commonmark", {"html": True, "linkify": True})
    converter.enable(["table", "strikethrough", "linkify"])
    assert converter.linkify is not None  # noqa: S101 - for mypy
    converter.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    # The cleaner judges addresses, by one rule for Markdown and for HTML; here nothing is changed.
    for name, function in (("validateLink", _accept), ("normalizeLink", _keep)):
        setattr(converter, name, function)
    converter.core.ruler.push("task_lists", _mark_tasks)
    # To Jupyter, `^[` is text.
    converter.use(footnote_plugin, inline=False).use(deflist_plugin).use(add_boxes)
    converter.add_render_rule("footnote_block_open", _write_footnotes)
    converter.add_render_rule("footnote_block_close", _write_footnotes)
    for rule in ("fence", "code_block"):
        converter.add_render_rule(rule, _write_code)
    converter.add_render_rule("pf_task", _write_task)
    return converter


def _accept(_address: str) -> bool:
    return True


def _keep(address: str) -> str:
    return address


def _mark_tasks(state: Any) -> None:
    from markdown_it.token import Token

    tokens = state.tokens
    for item, before, token in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or before.type != "paragraph_open" or not token.children:
            continue
        first = token.children[0]
        match = _TASK.match(first.content) if first.type == "text" else None
        if match:
            first.content = first.content[match.end() :]
            token.children.insert(0, Token("pf_task", "", 0, meta={"done": match[1] != " "}))


def _write_task(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    owner: MarkdownRenderer = env["owner"]
    return owner.task(tokens[index].meta["done"])


def _write_code(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    owner: MarkdownRenderer = env["owner"]
    token = tokens[index]
    if box := fence_as_box(token.info, token.content):
        # Its footnotes are its own.
        own = {"owner": owner, "docId": f"{env['docId']}-{index}"}
        return str(_converter().render(box, own))
    return owner.fence(token)


def _write_footnotes(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any
) -> str:
    is_open = tokens[index].type == "footnote_block_open"
    return '<div class="footnote"><hr><ol>\n' if is_open else "</ol></div>\n"
