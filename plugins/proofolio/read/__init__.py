"""Files become values that remember their place: path, line and column."""

from proofolio.read.document import Document, Mark, NumberText, parse_yaml
from proofolio.read.folder import Source, read_document, read_folder
from proofolio.read.text import read_text

__all__ = [
    "Document",
    "Mark",
    "NumberText",
    "Source",
    "parse_yaml",
    "read_document",
    "read_folder",
    "read_text",
]
