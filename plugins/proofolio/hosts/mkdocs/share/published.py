"""Files at places of the site where an author may have put some of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

Content = str | bytes | Path


class Publisher:
    """Adds what is made to the files of a site; `notes` say what the author's own stand in for."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self.notes: list[str] = []

    def publish(self, uri: str, content: Content) -> None:
        """Publish at an address that counts from the site's root; the author's own file wins."""
        if own := self._own(uri):
            self.notes.append(f"{own} is published as it is, and none is made")
            return
        # MkDocs takes whatever ends with .md for a page.
        name = f"{uri}.txt" if uri.endswith(".md") else uri
        if found := self._files.get_file_from_path(name):
            self._files.remove(found)  # a theme's
        known = {"abs_src_path": str(content)} if isinstance(content, Path) else {
            "content": content
        }  # fmt: skip
        file = File.generated(self._config, name, **known)
        file.dest_uri = uri
        self._files.append(file)

    def publish_all(self, made: Mapping[str, Content]) -> None:
        """The same for several."""
        for uri, content in made.items():
            self.publish(uri, content)

    def _own(self, uri: str) -> str:
        """The author's file, in docs_dir or in the folder of the theme's changes."""
        if uri.endswith(".md"):
            return ""  # the source of a page, which is not published
        folders = [self._config.docs_dir, self._config.theme.custom_dir]
        paths = [Path(folder) / uri for folder in folders if folder]
        return next((path.name for path in paths if path.is_file()), "")
