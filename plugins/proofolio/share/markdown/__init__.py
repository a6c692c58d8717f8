"""Every public page once more as Markdown, for programs that read texts."""

from proofolio.share.markdown.address import MARKDOWN_TYPE, Addresses, markdown_uri
from proofolio.share.markdown.html import to_markdown
from proofolio.share.markdown.lists import list_key_figures, list_person, list_posts, list_studies
from proofolio.share.markdown.study import StudyWriter
from proofolio.share.markdown.written import clean_written

__all__ = [
    "MARKDOWN_TYPE",
    "Addresses",
    "StudyWriter",
    "clean_written",
    "list_key_figures",
    "list_person",
    "list_posts",
    "list_studies",
    "markdown_uri",
    "to_markdown",
]
