"""What a MkDocs site is built from and to, for who looks at it before it is published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from proofolio.errors import ProofolioError, display_path
from proofolio.guard import Repository, find_remote, find_root, read_workflows

_DRAFT = re.compile(r"^(?:status|visibility):\s*[\"']?draft\b", re.MULTILINE)


class DoctorError(ProofolioError):
    """There is no site, or it cannot be loaded."""


@dataclass(frozen=True)
class Patient:
    """A site: the folder that it is built into, what it is built from, where results are kept."""

    folder: Path
    cache: Path
    repository: Repository


def find_site(config_file: Path) -> Patient:
    """Read the configuration of a site, and what its publishing depends on. Raises DoctorError."""
    try:
        config = load_config(str(config_file))
        text = config_file.read_text(encoding="utf-8")
    except (MkDocsException, OSError, UnicodeDecodeError) as error:
        raise DoctorError(str(error)) from error
    root = config_file.resolve().parent
    share = config.plugins.get("proofolio/share")
    repository = Repository(
        display_path(config_file, Path.cwd()),
        text,
        tuple(config.plugins),
        read_workflows(root),
        find_remote(root),
        _count_studies(config),
        _in_repository(Path(config.site_dir), find_root(root)),
    )
    cache = share.config["cache_dir"] if share else root / ".cache/proofolio"
    return Patient(Path(config.site_dir), Path(cache), repository)


def _in_repository(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else ""


def _count_studies(config: MkDocsConfig) -> int:
    """How many studies have a page, as far as their first level of keys tells."""
    plugin = config.plugins.get("proofolio/studies")
    root = Path(config.config_file_path).parent
    folder = Path(plugin.config["studies_dir"]) if plugin else root / "case_studies"
    texts = (
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.glob("[!_.]*/study.yml"))
    )
    return sum(not _DRAFT.search(text) for text in texts)
