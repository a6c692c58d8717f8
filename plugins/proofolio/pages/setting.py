"""What the host says about the site that the pages stand in."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.pages.notebook import NotebookSetting
from proofolio.pages.study import ORDER
from proofolio.pages.urls import Urls


@dataclass(frozen=True)
class Setting:
    """What the host says about the site that the pages stand in."""

    folder: str
    urls: Urls
    pages: frozenset[str]
    docs: Path
    cache: Path
    notebooks: NotebookSetting | None = None
    order: tuple[str, ...] = ORDER
    view: str = "brief"

    @property
    def index(self) -> str:
        """The source of the index page."""
        return f"{self.folder}/index.md"
