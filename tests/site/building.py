"""Real builds in a process of pytest's own, and what stands in the built site."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parents[2]


class Built:
    """A built site: pages by their path, parsed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def page(self, path: str) -> BeautifulSoup:
        """A page by its address from the site's root."""
        name = f"{path}index.html" if path.endswith("/") or not path else path
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")

    def files(self) -> dict[str, bytes]:
        """Every file's content by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def html(self) -> dict[str, BeautifulSoup]:
        """Every page."""
        return {
            name: BeautifulSoup(data.decode(), "html.parser")
            for name, data in self.files().items()
            if name.endswith(".html")
        }


def build_site(
    config_file: Path, folder: Path, *, serving: bool = False, **overrides: Any
) -> Built:
    """Build strictly, as `mkdocs build --strict` does; `serving` as `mkdocs serve` does."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    # MkDocs keeps some plugins for the next site of the process; the blog of Material cannot
    # be used again.
    MkDocsConfig.plugins.plugin_cache.clear()
    overrides = {"strict": True, "site_dir": str(folder), **overrides}
    config = load_config(str(config_file), **overrides)
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    try:
        build(config, serve_url=config.site_url if serving else None)
    finally:
        config.plugins.on_shutdown()
    return Built(folder)


def copy_shared(folder: Path) -> Path:
    """The site with a page of every kind that is shared; gives its mkdocs.yml."""
    shutil.copytree(Path(__file__).parent / "shared", folder, dirs_exist_ok=True)
    return folder / "mkdocs.yml"


def copy_german(folder: Path, changes: Mapping[str, str]) -> Path:
    """A small site in German, with other texts in some places of it; gives its mkdocs.yml."""
    shutil.copytree(Path(__file__).parent / "german", folder, dirs_exist_ok=True)
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def broken_links(site: Built, base: str = "/") -> list[str]:
    """Links, pictures and anchors that lead nowhere, when the site is served under `base`."""
    pages = site.html()
    ids = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    names = set(site.files())
    return [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in _addresses(page)
        if not _leads_somewhere(address, name, base, names, ids)
    ]


def _addresses(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all(["a", "img", "link", "script"]):
        assert isinstance(tag, Tag)
        for key in ("href", "src"):
            if address := tag.get(key):
                yield str(address)


def _leads_somewhere(
    address: str, page: str, base: str, names: set[str], ids: dict[str, set[str]]
) -> bool:
    here = "/" if page == "404.html" else f"{base}{page}"
    parts = urlsplit(urljoin(f"http://site{here}", address))
    if parts.netloc != "site":
        return parts.scheme in ("http", "https", "mailto")
    path = unquote(parts.path)
    if not path.startswith(base):
        return False
    name = path.removeprefix(base)
    name = f"{name}index.html" if not name or name.endswith("/") else name
    if name not in names:
        return False
    return not parts.fragment or name not in ids or unquote(parts.fragment) in ids[name]


def loaded_by_build(folder: Path, *names: str) -> set[str]:
    """Those of the modules that a build of the folder's site, in a process of its own, loads."""
    code = (
        "import sys\n"
        "from mkdocs.config import load_config\n"
        "from mkdocs.commands.build import build\n"
        "build(load_config('mkdocs.yml'))\n"
        "print(*{*sys.argv[1:]} & {*sys.modules})"
    )
    command = [sys.executable, "-c", code, *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return {*done.stdout.split()}
