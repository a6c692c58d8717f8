"""Finished pages kept between builds.

A theme's templates are most of what a page costs once its content is ready. Where content,
navigation, configuration, templates and versions are those of an earlier build, so is the page.
It is served through the page's own `template`: the one place at which MkDocs asks for it.
"""

from __future__ import annotations

import hashlib
import inspect
import os
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from pathspec import PathSpec

from proofolio import __version__
from proofolio.notebooks.store import write_whole

# What MkDocs itself gives to a template; the page and what it needs of the site have own keys.
_USUAL = {
    "base_url", "build_date_utc", "config", "extra_css", "extra_javascript", "mkdocs_version",
    "nav", "page", "pages",
}  # fmt: skip
_DEPTH = 10
# `serve` and `build` take turns, and an author goes back and forth.
_FORMS = 4


class NotKept(Exception):
    """Something stands in the way of knowing whether a page is as it was."""


class KeptPages(jinja2.BaseLoader):
    """Pages of one plugin and build; `keep` names those whose finished form is kept."""

    def __init__(
        self,
        name: str,
        folder: Path,
        config: MkDocsConfig,
        nav: Navigation,
        words: Mapping[str, Any],
    ) -> None:
        self._name = f"proofolio/kept/{name}"
        self._folder = folder / "pages"
        self._templates: dict[str, str] = {}
        try:
            self._site = _digest([*_site(config, nav), words])
        except (NotKept, OSError, TypeError):
            self._site = ""

    def keep(self, page: Page) -> None:
        """Serve this page from what was kept, where it is as it was."""
        if self._site:
            self._templates[page.file.src_uri] = page.meta.get("template", "main.html")
            page.meta["template"] = self._name

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: Any = None,
    ) -> Any:
        """The stand-in for the template of a page that is kept."""
        if name != self._name:
            raise jinja2.TemplateNotFound(name)
        return _StandIn(environment, self)

    def finished(self, context: Mapping[str, Any], render: Callable[[str], str]) -> str:
        """The page of this context, kept or rendered now; `render` takes a template's name."""
        page = context["page"]
        template = self._templates[page.file.src_uri]
        page.meta["template"] = template
        try:
            key = _digest([self._site, template, _page(page), _more(context)])
        except NotKept:
            return render(template)
        path = self._folder / _digest(page.file.src_uri)[:16] / f"{key[:32]}.html"
        if kept := _read(path):
            return kept
        html = render(template)
        _write(path, html)
        return html


class _StandIn:
    """What MkDocs takes for the page's template."""

    is_up_to_date = True

    def __init__(self, environment: jinja2.Environment, pages: KeptPages) -> None:
        self.globals: dict[str, Any] = {}
        self._environment, self._pages = environment, pages

    def render(self, context: Mapping[str, Any]) -> str:
        """The finished page."""
        return self._pages.finished(
            context, lambda name: self._environment.get_template(name).render(context)
        )


def _page(page: Page) -> list[Any]:
    """What a template may ask of a page of ours; not `update_date`, which is the day of the build
    and stands in no theme's pages."""
    neighbours = [(other.title, other.url) if other else None
                  for other in (page.previous_page, page.next_page)]  # fmt: skip
    return [
        page.content, page.meta, page.title, page.url, page.canonical_url, page.abs_url,
        page.edit_url, page.is_homepage, neighbours,
        [(item.title, getattr(item, "url", None)) for item in page.ancestors],
        [(item.title, item.url, item.level) for item in page.toc],
    ]  # fmt: skip


def _more(context: Mapping[str, Any]) -> dict[str, Any]:
    """What plugins have added to the context, such as tags."""
    return {name: value for name, value in context.items() if name not in _USUAL}


def _site(config: MkDocsConfig, nav: Navigation) -> list[Any]:
    """All that every page depends on."""
    settings = {
        name: value for name, value in config.items() if name not in ("site_dir", "plugins")
    }
    plugins = [_plugin(name, plugin) for name, plugin in config.plugins.items()]
    own = config.theme.custom_dir
    templates = [
        _stamp(path)
        for folder in config.theme.dirs
        for path in sorted(_templates(Path(folder), hidden=folder == own))
    ]
    if own and any(b"build_date_utc" in path.read_bytes() for path in Path(own).rglob("*.html")):
        raise NotKept
    items = [
        (depth, item.title, getattr(item, "url", None), _meta(item))
        for depth, item in _walk(nav.items, 0)
    ]
    return [settings, plugins, templates, items, mkdocs.__version__, __version__]


def _plugin(name: str, plugin: Any) -> list[Any]:
    """A plugin by its file and options; MkDocs keeps the modules of `hooks` among them."""
    if isinstance(plugin, ModuleType):
        return [name, plugin]
    kind = type(plugin)
    return [name, kind.__qualname__, _stamp(Path(inspect.getfile(kind))), plugin.config]


def _meta(item: Any) -> Any:
    """What themes show of the pages in the navigation."""
    shown = ("icon", "status", "subtitle")
    return {key: item.meta.get(key) for key in shown} if hasattr(item, "meta") else {}


def _walk(items: list[Any], depth: int) -> Iterator[tuple[int, Any]]:
    for item in items:
        yield depth, item
        yield from _walk(item.children or [], depth + 1)


def _templates(folder: Path, *, hidden: bool) -> Iterator[Path]:
    """The templates of a theme's folder; Material's thousands of icons stand in a hidden one."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if (hidden or not entry.name.startswith(".")) and entry.name != "assets":
                yield from _templates(Path(entry.path), hidden=hidden)
        elif entry.name.endswith((".html", ".xml", ".yml", ".svg")):
            yield Path(entry.path)


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return str(path), status.st_size, status.st_mtime_ns


def _digest(value: Any) -> str:
    parts: list[str] = []
    _describe(value, parts, _DEPTH)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _describe(value: Any, parts: list[str], depth: int) -> None:
    """Write down a value so that equal texts mean equal values. Raises NotKept where it cannot."""
    if value is None or isinstance(value, str | int | float | bool):
        parts.append(f"{type(value).__name__}:{value}")
    elif not depth:
        raise NotKept
    elif isinstance(value, list | tuple):
        parts.append(f"list:{len(value)}")
        for item in value:
            _describe(item, parts, depth - 1)
    elif isinstance(value, Mapping | UserDict):
        parts.append(f"mapping:{len(value)}")
        for key, item in value.items():
            parts.append(str(key))
            _describe(item, parts, depth - 1)
    elif isinstance(value, PathSpec):
        _describe([str(one.pattern) for one in value.patterns], parts, depth)
    elif isinstance(value, ModuleType):
        _describe(_stamp(Path(value.__file__ or "")), parts, depth)
    elif isinstance(value, Theme | BasePlugin) or hasattr(value, "__dict__"):
        named = value if callable(value) else type(value)
        parts.append(f"{named.__module__}.{getattr(named, '__qualname__', '')}")
        if not inspect.isroutine(value) and not inspect.isclass(value):
            _describe(dict(sorted(vars(value).items())), parts, depth - 1)
    elif " at 0x" in (text := repr(value)):
        raise NotKept
    else:
        parts.append(f"{type(value).__qualname__}:{text}")


def _read(path: Path) -> str:
    """What was kept, if it is whole."""
    try:
        digest, _, html = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return html if hashlib.sha256(html.encode()).hexdigest() == digest else ""


def _write(path: Path, html: str) -> None:
    """Keep a page with its hash, under a temporary name first, and the latest few of its forms."""
    data = html.encode(errors="surrogatepass")
    write_whole(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    for form in sorted(path.parent.glob("*.html"), key=_age)[:-_FORMS]:
        form.unlink(missing_ok=True)


def _age(path: Path) -> int:
    """When it was written; another build may have removed it by now."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
