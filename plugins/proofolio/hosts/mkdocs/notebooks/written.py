"""Notebooks among the hand-written pages: each becomes a page at its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.errors import Problem, display_path
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.pages.assets import Asset
from proofolio.pages.links import PAGE_SCHEME
from proofolio.pages.notebook import NotebookSetting, show_notebook
from proofolio.pages.study import Page
from proofolio.pages.templating import Templates
from proofolio.pages.text import TextError
from proofolio.pages.urls import Urls, relative
from proofolio.studies import suggest

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
Place = Callable[[str, str], str | None]


class NotebookFile(File):
    """A notebook as a page; MkDocs takes only Markdown for one."""

    def is_documentation_page(self) -> bool:
        """It is one."""
        return True

    def is_static_page(self) -> bool:
        """It is none."""
        return False


def read_notebooks(
    config: MkDocsConfig, setting: NotebookSetting, store: NotebookStore, root: Path, cache: Path
) -> tuple[dict[str, Page], list[Problem], list[str]]:
    """The pages of all notebooks in docs_dir by their sources, problems and warnings."""
    docs, urls = Path(config.docs_dir), Urls(config.use_directory_urls)
    templates = Templates(None, root, cache)
    files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    plugin = config.plugins.get("proofolio/studies")
    made = f"{plugin.config.path.strip('/')}/" if plugin else None

    def place(name: str, fragment: str) -> str | None:
        """The id of what a link to the notebook `name` calls so."""
        assets, uri = _addresses(name, urls)
        options = replace(setting.render, asset_base=relative(assets, uri))
        try:
            return store.page(docs / name, options).find_place(fragment)
        except NotebookError:
            return fragment  # told where it is shown

    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    warnings: list[str] = []
    for source in sorted(files):
        if not source.endswith(".ipynb") or ".ipynb_checkpoints" in source:
            continue
        assets, uri = _addresses(source, urls)
        shown = show_notebook(
            docs / source,
            display_path(docs / source, root),
            store,
            setting,
            assets=assets,
            asset_base=relative(assets, uri),
            resolve=_Links(source, files, made, place),
        )
        problems += shown.problems
        warnings += shown.warnings
        download = Asset(f"assets/notebooks/{source}", docs / source)
        html = templates.render(
            "notebook.html",
            url=lambda target, base=uri: relative(target, base),
            study=None,
            run=None,
            shown=shown,
            download=download.uri,
        )
        meta = {"title": shown.title, **shown.front_matter}
        pages[source] = Page(
            source, uri, shown.title, html, meta, shown.toc, shown.prose, [*shown.assets, download]
        )
    return pages, problems, warnings


def _addresses(source: str, urls: Urls) -> tuple[str, str]:
    """The folder of a notebook's files in the site, and its page."""
    assets = f"assets/notebooks/{posixpath.dirname(source)}".rstrip("/") + "/"
    return assets, urls.page(f"{source.removesuffix('.ipynb')}.md")


def add_notebooks(pages: dict[str, Page], files: Files, config: MkDocsConfig) -> None:
    """Put pages in place of the notebooks that MkDocs would only copy, and add what they need."""
    for source, page in pages.items():
        if file := files.get_file_from_path(source):
            files.remove(file)
        files.append(
            NotebookFile(source, config.docs_dir, config.site_dir, config.use_directory_urls)
        )
        for asset in page.assets:
            content = asset.content
            known = {"content": content} if isinstance(content, bytes) else {
                "abs_src_path": str(content)
            }  # fmt: skip
            files.append(File.generated(config, asset.uri, **known))


class _Links:
    """What a notebook at `source` may link to: pages and files of the site, and the web."""

    def __init__(self, source: str, files: Collection[str], made: str | None, place: Place) -> None:
        self._folder, self._files = posixpath.dirname(source), files
        self._made, self._place = made, place

    def __call__(self, tag: str, address: str) -> str:
        """The address to write. Raises TextError for what does not exist or may not be shown."""
        if _SCHEME.match(address):
            if tag == "a":
                return address
            repair = "save it beside the notebook: pages load nothing from other hosts"
            raise TextError("a file of the site", f'"{address}"', repair)
        path, hash_sign, fragment = address.partition("#")
        name = unquote(path)
        target = name[1:] if name.startswith("/") else posixpath.join(self._folder, name)
        target = posixpath.normpath(target)
        # Pages of studies are made later; the host then says which are none.
        is_made = self._made and target.startswith(self._made) and target.endswith(".md")
        if target not in self._files and not is_made:
            kind = posixpath.splitext(target)[1]
            near = [file for file in self._files if file.endswith(kind)]
            repair = suggest(target, near, "the files of this kind are")
            raise TextError("a file of the site", f'"{name}"', repair)
        if target.endswith(".ipynb") and fragment:
            place = self._place(target, unquote(fragment))
            if place is None:
                repair = "name one of its headings, or a cell by its label"
                raise TextError("a cell or heading of a notebook", f'"{address}"', repair)
            fragment = place
        return f"{PAGE_SCHEME}{quote(target)}{hash_sign}{fragment}"
