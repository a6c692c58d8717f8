"""Pictures, tables and pages kept by content, so that a warm build neither parses nor decodes.

    <folder>/ab/abcdef….json     its own hash, and what was found for one question
    <folder>/files/1a2b3c….png   the bytes of a picture or another file, by their own hash

An entry that cannot be read, for whatever reason, is an entry that is not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from proofolio.notebooks.diagram import diagram_tool, draw_diagram
from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.highlight import highlight_block
from proofolio.notebooks.notebook import Notebook
from proofolio.notebooks.page import NotebookPage, PageAsset, RenderOptions
from proofolio.notebooks.page_values import read_page, write_options, write_page_values
from proofolio.notebooks.picture import Picture, check_image, pick_picture
from proofolio.notebooks.reader import parse_notebook
from proofolio.notebooks.table import Table, pick_table

# A study asks for the figures of one notebook after the other; more would only cost memory.
_PARSED_KEPT = 2

Kind = Literal["picture", "table", "image", "cell", "page", "derived"]


class NotebookStore:
    """Answers like `pick_picture`, `pick_table` and `read_image`, from the cache where it can.

    One store belongs to one build: it reads and hashes each file once. Two processes may share
    a folder, which may be deleted at any time.
    """

    def __init__(self, cache_dir: Path) -> None:
        self.folder = cache_dir
        self._maker = _describe_maker()
        self._digests: dict[Path, str] = {}
        self._parsed: dict[Path, Notebook] = {}

    def picture(self, path: Path, anchor: str) -> Picture:
        """Return a figure of a notebook; its `path` is a file that stays as long as the cache."""
        found = self._load_picture(self._key("picture", path, anchor))
        if found is None:
            found = pick_picture(self._notebook(path), anchor)
            found = self._save_picture(self._key("picture", path, anchor), found)
        return found

    def table(self, path: Path, anchor: str) -> Table:
        """Return a table of a notebook."""
        stored = self._load(self._key("table", path, anchor))
        try:
            return Table(**stored)
        except TypeError:  # of fields that are missing: there was no entry
            table = pick_table(self._notebook(path), anchor)
            self._save(self._key("table", path, anchor), asdict(table))
            return table

    def image(self, path: Path) -> Picture:
        """Return an image of the study's folder; its `path` is a checked copy in the cache."""
        found = self._load_picture(self._key("image", path, path.name))
        if found is None:
            found = check_image(self._read(path, "image"), path)
            found = self._save_picture(self._key("image", path, path.name), found)
        return found

    def page(self, path: Path, options: RenderOptions | None = None) -> NotebookPage:
        """Return a notebook's page; its assets are files that stay as long as the cache."""
        options = options or RenderOptions()
        page = self._load_page(self._page_key(path, options))
        if page is None:
            from proofolio.notebooks.render import render_page  # lazy: a warm build has all

            page = render_page(self._notebook(path), options)
            page = self._save_page(self._page_key(path, options), page)
        return page

    def has_page(self, path: Path, options: RenderOptions) -> bool:
        """Tell whether a page was kept; a file that cannot be read has none."""
        try:
            return self._entry(self._page_key(path, options)).is_file()
        except NotebookError:
            return False

    def derived(
        self, path: Path, maker: str, make: Callable[[Notebook], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return what `make` finds in a notebook, as JSON has it and not empty.

        `maker` names the question, and the code that answers it.
        """
        found = self._load(self._key("derived", path, maker))
        if not found:
            found = make(self._notebook(path))
            self._save(self._key("derived", path, maker), found)
        return found

    def kept(
        self,
        question: str,
        make: Callable[[], str],
        holds: Callable[[str], bool] = lambda answer: True,
    ) -> str:
        """Return the text that answers a question which says all that the answer depends on.

        An answer that no longer `holds`, as of files that are gone, is made again.
        """
        key = hashlib.sha256(question.encode(errors="surrogatepass")).hexdigest()
        answer = self._load(key).get("answer")
        if not isinstance(answer, str) or not holds(answer):
            answer = make()
            self._save(key, {"answer": answer})
        return answer

    def diagram(self, source: str, what: str, alt: str = "") -> str:
        """Return the drawing of a Mermaid text; nothing where no tool is there."""
        tool = diagram_tool()
        question = "\0".join(("diagram", self._maker, tool, source, alt))
        return self.kept(question, lambda: draw_diagram(source, what, alt)) if tool else ""

    def code(self, source: str, language: str, label: str) -> str:
        """Return a block of code with its colours; `label` is what screen readers call it."""
        question = "\0".join(("code", self._maker, language, label, source))
        return self.kept(question, lambda: highlight_block(source, language, label))

    def check(self, path: Path, anchor: str | None = None) -> None:
        """Raise NotebookError unless it is a notebook, which has a cell of that name if given."""
        key = self._key("cell", path, anchor or "")
        if not self._load(key):
            notebook = self._notebook(path)
            self._save(key, {"cell": notebook.find(anchor).number if anchor else 0})

    def _page_key(self, path: Path, options: RenderOptions) -> str:
        return self._key("page", path, f"{path.name}\0{write_options(options)}")

    def _key(self, kind: Kind, path: Path, anchor: str) -> str:
        if path not in self._digests:
            self._read(path, kind)
        question = "\0".join((self._digests[path], kind, anchor, self._maker))
        return hashlib.sha256(question.encode(errors="surrogatepass")).hexdigest()

    def _read(self, path: Path, kind: Kind) -> bytes:
        # The digest always tells of the bytes read last, so a file that is saved during a build
        # never leaves its new content under the key of the old.
        data = read_bytes(path, "an image" if kind == "image" else "a notebook")
        self._digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def _notebook(self, path: Path) -> Notebook:
        notebook = self._parsed.pop(path, None)
        if notebook is None:
            notebook = parse_notebook(self._read(path, "picture"), path.name)
        self._parsed[path] = notebook
        while len(self._parsed) > _PARSED_KEPT:
            del self._parsed[next(iter(self._parsed))]
        return notebook

    def _load_picture(self, key: str) -> Picture | None:
        found = self._load(key)
        size = found.pop("size", None)
        try:
            picture = Picture(content=b"", **found)
            file = self._file(picture)
            is_whole = file.stat().st_size == size
            mark_used(file)
        except (TypeError, OSError):
            return None
        return replace(picture, content=file) if is_whole else None

    def _save_picture(self, key: str, picture: Picture) -> Picture:
        file = self._file(picture)
        write_whole(file, picture.data)
        entry = asdict(replace(picture, content=b""))
        del entry["content"]
        self._save(key, entry | {"size": len(picture.data)})
        return replace(picture, content=file)

    def _file(self, picture: Picture) -> Path:
        return self.folder / "files" / f"{picture.digest}{picture.suffix}"

    def _load_page(self, key: str) -> NotebookPage | None:
        found = self._load(key)
        assets = []
        try:
            for name, digest, size in found.pop("assets"):
                file = self.folder / "files" / f"{digest}{Path(name).suffix}"
                if file.stat().st_size != size:
                    return None
                mark_used(file)
                assets.append(PageAsset(name, file))
            return read_page(found, assets)
        except (KeyError, TypeError, OSError):
            return None

    def _save_page(self, key: str, page: NotebookPage) -> NotebookPage:
        kept, entries = [], []
        for asset in page.assets:
            digest = hashlib.sha256(asset.data).hexdigest()
            file = self.folder / "files" / f"{digest}{Path(asset.name).suffix}"
            write_whole(file, asset.data)
            kept.append(PageAsset(asset.name, file))
            entries.append([asset.name, digest, len(asset.data)])
        self._save(key, {**write_page_values(page), "assets": entries})
        return replace(page, assets=tuple(kept))

    def _entry(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _load(self, key: str) -> dict[str, Any]:
        entry = self._entry(key)
        try:
            digest, _, value = entry.read_bytes().partition(b"\n")
            if digest != _hash(value):
                return {}
            mark_used(entry)
        except OSError:
            return {}
        found: dict[str, Any] = json.loads(value)
        return found

    def _save(self, key: str, entry: dict[str, Any]) -> None:
        value = json.dumps(entry).encode()
        write_whole(self._entry(key), _hash(value) + b"\n" + value)


def _hash(value: bytes) -> bytes:
    return hashlib.sha256(value).hexdigest().encode()


def _describe_maker() -> str:
    """Return what else a result depends on: this code, and the packages that it asks."""
    packages = (
        "pillow",
        "nh3",
        "markdown-it-py",
        "linkify-it-py",
        "mdit-py-plugins",
        "pygments",
        "math-core",
        "vl-convert-python",
    )
    return "\0".join((describe_code(Path(__file__).parent), *map(_version, packages)))


@cache
def describe_code(folder: Path) -> str:
    """Return a hash of the code in a folder, and of its templates, as it was when first asked."""
    code = hashlib.sha256()
    for file in sorted([*folder.glob("*.py"), *folder.glob("templates/*")]):
        if file.is_file():
            code.update(file.read_bytes())
    return code.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def mark_used(file: Path) -> None:
    """Keep a file of the cache from being forgotten. Raises OSError where it is not there."""
    if file.stat().st_mtime < time.time() - 86_400:
        os.utime(file)


def write_whole(file: Path, data: bytes) -> None:
    """Write under a temporary name, then rename: no reader ever sees half a file."""
    temporary = file.with_name(f".{uuid4().hex}.tmp")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:  # the first file of its folder
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
