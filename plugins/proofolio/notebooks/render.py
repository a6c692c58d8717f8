"""One notebook → the body of one page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from urllib.parse import unquote

from proofolio.notebooks.clean import HtmlCleaner
from proofolio.notebooks.display import OutputRenderer
from proofolio.notebooks.draft import LINK, Draft, safe_id, slugify
from proofolio.notebooks.excerpt import mark_more, take_excerpt
from proofolio.notebooks.figures import group_figures
from proofolio.notebooks.front_matter import read_front_matter
from proofolio.notebooks.headings import set_levels, write_levels
from proofolio.notebooks.highlight import highlight_block
from proofolio.notebooks.markdown import MarkdownRenderer
from proofolio.notebooks.notebook import Cell, Notebook
from proofolio.notebooks.options import without_option_lines
from proofolio.notebooks.page import (
    NotebookPage,
    PageAsset,
    PageLink,
    RenderOptions,
    notebook_language,
)
from proofolio.notebooks.prose import Prose, read_prose, read_text
from proofolio.notebooks.templates import CellView, write_page
from proofolio.notebooks.visibility import Visibility, read_visibility
from proofolio.words import notebook_words, read_words

# HTML takes no control characters, not even in an attribute.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What a reader passes before a picture: nothing of code that is folded.
_PASSED = re.compile(r"<details(?![^>]* open).*?</details>|<[^>]*>|\s+(?=\s)", re.DOTALL)
_LAZY = re.compile(r'<img\b[^>]*?( loading="lazy")')
_FOLD = 700  # characters that about fill a screen, with what stands above a notebook
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)


def render_page(notebook: Notebook, options: RenderOptions) -> NotebookPage:
    """Return the page of a notebook that has been parsed."""
    return _Renderer(notebook, options).page()


class _Renderer:
    def __init__(self, notebook: Notebook, options: RenderOptions) -> None:
        words = {**notebook_words(read_words("en")), **options.words}
        draft = self._draft = Draft(notebook.name, options.asset_base, words)
        self._options = options
        self._notebook, self._front_matter = read_front_matter(notebook, draft)
        cleaner = HtmlCleaner(draft)
        self._cleaner = cleaner
        self._markdown = MarkdownRenderer(draft, cleaner)
        self._outputs = OutputRenderer(
            draft,
            cleaner,
            self._markdown,
            options.max_output,
            notebook.metadata,
            options.charts,
            options.scripts,
        )
        self._language = notebook_language(notebook)

    def page(self) -> NotebookPage:
        cells = [
            (cell, read_visibility(cell, self._options.code, self._front_matter))
            for cell in self._notebook.cells
        ]
        shown = [(cell, seen) for cell, seen in cells if seen.cell != "hidden"]
        anchors = [self._anchor(cell) for cell, _ in shown]
        views = [
            view
            for (cell, seen), anchor in zip(shown, anchors, strict=True)
            if (view := self._view(cell, seen, anchor))
        ]
        draft = self._draft
        draft.cell = None
        headings = set_levels(draft.headings)
        texts, excerpt = take_excerpt(view.text for view in views)
        views = [replace(view, text=text) for view, text in zip(views, texts, strict=True)]
        prose = tuple(part for view in views for part in self._searched(view))
        views = [replace(view, text=write_levels(view.text, headings)) for view in views]
        written = _hasten(_CONTROL.sub("\ufffd", write_page(views, draft.words)))
        html, links = self._with_links(written)
        return NotebookPage(
            title=self._title(),
            front_matter=self._front_matter,
            html=html,
            headings=headings,
            places={**draft.aliases, **{own: own for own in sorted(draft.ids)}},
            assets=tuple(PageAsset(name, data) for name, data in sorted(draft.assets.items())),
            prose=prose,
            language=self._language,
            problems=tuple(draft.problems),
            links=tuple(links),
            needs=frozenset(draft.needs),
            excerpt=excerpt,
            imports=_imports(self._notebook),
        )

    def _searched(self, view: CellView) -> list[Prose]:
        """Return what search reads of a cell."""
        search = self._options.search
        code = [view.code] if search != "prose" else []
        outputs = view.outputs if search == "all" else ()
        return [*read_prose(view.text), *read_text([*code, *outputs])]

    def _title(self) -> str | None:
        title = self._front_matter.get("title")
        first = next((h.text for h in self._draft.headings if h.level == 1), None)
        return title if isinstance(title, str) and title.strip() else first

    def _anchor(self, cell: Cell) -> str:
        """Return the id of a cell: the first of its names that the page has not got yet."""
        names = [*cell.names, *([cell.id] if cell.id else [])]
        wanted = [found for name in names if (found := safe_id(name))]
        free = (name for name in wanted if name not in self._draft.ids)
        anchor = self._draft.claim_id(next(free, f"cell-{cell.number}"))
        for name in [*names, *cell.recorded]:
            self._draft.aliases.setdefault(name, anchor)
        return anchor

    def _view(self, cell: Cell, seen: Visibility, anchor: str) -> CellView | None:
        self._draft.cell = cell
        view = CellView(anchor, cell.kind, cell.number, cell.count, seen)
        try:
            if cell.kind == "code":
                outputs: tuple[str, ...] = ()
                if seen.outputs != "hidden":
                    shown = self._outputs.render(cell, seen, self._options.errors)
                    outputs = group_figures(tuple(shown), cell)
                view = replace(view, code=self._code(cell, seen), outputs=outputs)
            else:
                view = replace(view, text=self._text(cell))
        except RecursionError:
            self._draft.complain(
                f"text that can be read in {self._draft.where}",
                "parts nested hundreds deep",
                "write it more simply",
            )
        return view if view.code or view.outputs or view.text else None

    def _code(self, cell: Cell, seen: Visibility) -> str:
        source = without_option_lines(cell.source)
        if seen.code == "hidden" or not source.strip():
            return ""
        label = self._draft.words["code_of"].format(number=cell.number)
        return highlight_block(source, self._language, label)

    def _text(self, cell: Cell) -> str:
        if cell.kind == "markdown":
            return self._markdown.render_cell(mark_more(cell.source))
        kind = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", "")))
        if cell.kind == "raw" and kind in ("text/html", "html"):
            return self._cleaner.clean_output(cell.source)
        if cell.kind == "raw" and kind in ("text/markdown", "markdown"):
            return self._markdown.render_cell(cell.source)
        if cell.kind != "raw":
            self._draft.complain(
                f"a code, Markdown or raw cell in {self._draft.where}",
                f'the type "{cell.kind[:40]}"',
                "open the notebook in Jupyter and save it again",
                "warning",
            )
        return ""

    def _with_links(self, html: str) -> tuple[str, list[PageLink]]:
        """Put addresses in place of their marks, and note where each of them stands."""
        parts: list[str] = []
        links: list[PageLink] = []
        place = start = 0
        for match in LINK.finditer(html):
            tag, address, cell = self._draft.links[int(match[1])]
            is_inside = address.startswith("#")
            named = self._fragment(address, cell) if is_inside else address
            written = escape(_CONTROL.sub("\ufffd", named))
            parts += [html[start : match.start()], written]
            place += match.start() - start
            if not is_inside:
                links.append(PageLink(tag, address, cell, place, place + len(written)))
            place += len(written)
            start = match.end()
        return "".join([*parts, html[start:]]), links

    def _fragment(self, address: str, cell: int | None) -> str:
        """Return a link within the page; Jupyter's ids for headings are known, too."""
        name = unquote(address[1:])
        found = name if name in self._draft.ids else self._draft.aliases.get(name)
        found = found or self._draft.aliases.get(slugify(name))
        if found or not name:
            return f"#{found or ''}"
        self._draft.cell = None if cell is None else self._notebook.cells[cell]
        self._draft.complain(
            f"a link to a part of the page in {self._draft.where}",
            f'"{address[:100]}"',
            "name a heading of the notebook, or a cell by its label",
            "note",
        )
        return address


def _hasten(html: str) -> str:
    """Let the first picture load at once where it is likely to be seen at once."""
    found = _LAZY.search(html)
    if not found or len(_PASSED.sub("", html[: found.start()])) >= _FOLD:
        return html
    return html[: found.start(1)] + html[found.end(1) :]


def _imports(notebook: Notebook) -> tuple[str, ...]:
    """Return the packages of Python that the code names, in its order."""
    code = (cell.source for cell in notebook.cells if cell.kind == "code")
    return tuple(dict.fromkeys(name for source in code for name in _IMPORT.findall(source)))
