"""What a site is built from, as far as its publishing depends on it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import AuthorError, display_path
from proofolio.guard.finding import Place
from proofolio.read import Document, parse_yaml, read_text

_REMOTE = re.compile(r"github\.com[:/]+(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?\Z")
_WORKFLOWS = ".github/workflows"


@dataclass(frozen=True)
class Repository:
    """The configuration and its text, the names of its plugins in order, and the workflows.

    `remote` is where git pushes to; `studies` counts those of which pages are expected; `folder` is
    that into which the site is built, as the repository has it.
    """

    config: str = "mkdocs.yml"
    text: str = ""
    plugins: tuple[str, ...] = ()
    workflows: tuple[Document, ...] = ()
    remote: str = ""
    studies: int = 0
    folder: str = ""

    @property
    def github(self) -> tuple[str, str] | None:
        """Owner and name on GitHub, if it is there."""
        found = _REMOTE.search(self.remote)
        return (found["owner"], found["name"]) if found else None

    @property
    def deploys_by_actions(self) -> bool:
        """Tell whether a workflow hands the site to Pages, so that no branch is served."""
        return any("actions/deploy-pages" in one.text for one in self.workflows)

    def place(self, pattern: str) -> Place:
        """Where the configuration has what a pattern finds; its beginning if nowhere."""
        found = re.search(pattern, self.text, re.MULTILINE)
        if not found:
            return Place(self.config)
        before = self.text[: found.start()]
        return Place(self.config, before.count("\n") + 1, len(before) - before.rfind("\n"))


def find_remote(folder: Path) -> str:
    """The address that git pushes to; nothing without git, a repository or a remote."""
    try:
        found = subprocess.run(
            ["git", "config", "--get", "remote.origin.url"],  # noqa: S607 - the one of the author
            cwd=folder, capture_output=True, text=True, timeout=10, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip()


def read_workflows(folder: Path) -> tuple[Document, ...]:
    """The workflows of the repository that a folder lies in; GitHub tells of those it cannot read.

    Looked for up to the folder that has `.git`.
    """
    root = find_root(folder)
    for one in (folder, *folder.parents):
        if (one / _WORKFLOWS).is_dir():
            return tuple(_read(one, folder))
        if one == root:
            break
    return ()


def find_root(folder: Path) -> Path:
    """The folder of the repository that a folder lies in; itself where there is none."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _read(root: Path, folder: Path) -> Iterator[Document]:
    for path in sorted((root / _WORKFLOWS).glob("*.y*ml")):
        name = display_path(path, folder)
        try:
            yield parse_yaml(read_text(path, name), name)
        except AuthorError:
            continue
