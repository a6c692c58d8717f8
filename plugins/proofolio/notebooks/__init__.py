"""A notebook → its parts (cells, figures, tables) and its page: sanitised and cached by content."""

from proofolio.notebooks.draft import CellProblem, Heading
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.libraries import Libraries, LibraryFile
from proofolio.notebooks.notebook import Cell, Notebook, anchors
from proofolio.notebooks.output import Output
from proofolio.notebooks.page import (
    NotebookPage,
    PageAsset,
    PageLink,
    RenderOptions,
    render_notebook,
)
from proofolio.notebooks.picture import Picture, pick_picture, read_image
from proofolio.notebooks.prose import Prose
from proofolio.notebooks.reader import parse_notebook, read_notebook
from proofolio.notebooks.store import NotebookStore
from proofolio.notebooks.svg import sanitise_svg
from proofolio.notebooks.table import Table, pick_table

__all__ = [
    "Cell",
    "CellProblem",
    "Heading",
    "Libraries",
    "LibraryFile",
    "Notebook",
    "NotebookError",
    "NotebookPage",
    "NotebookStore",
    "Output",
    "PageAsset",
    "PageLink",
    "Picture",
    "Prose",
    "RenderOptions",
    "Table",
    "anchors",
    "parse_notebook",
    "pick_picture",
    "pick_table",
    "read_image",
    "read_notebook",
    "render_notebook",
    "sanitise_svg",
]
