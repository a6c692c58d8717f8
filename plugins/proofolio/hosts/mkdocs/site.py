"""What every plugin asks of the site that MkDocs builds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from proofolio.pages.urls import PAGE_SCHEME
from proofolio.words import read_words, with_own_words

_log = get_plugin_logger("proofolio")
_PAGE_LINK = re.compile(rf'"{PAGE_SCHEME}([^"#]*)(#[^"]*)?"')


def site_root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def site_language(config: MkDocsConfig) -> str:
    """The language that the theme speaks; the themes of MkDocs itself call it their locale."""
    language = config.theme.get("language")
    if isinstance(language, str):
        return language
    return str(config.theme.get("locale") or "en").replace("_", "-")


def own_templates(config: MkDocsConfig) -> Path | None:
    """The site's own templates and words, which the plugin for studies knows."""
    plugin = config.plugins.get("proofolio/studies")
    return Path(plugin.config.templates) if plugin and plugin.config.templates else None


def site_words(config: MkDocsConfig) -> Mapping[str, Any]:
    """The words of the interface; mistakes in the site's own are told by who renders templates."""
    words = read_words(site_language(config))
    return with_own_words(words, own_templates(config), site_root(config))[0]


def with_addresses(html: str, base: str, files: Files, page: Page | None = None) -> str:
    """The HTML of a page at `base` with the addresses of hand-written pages put in.

    MkDocs checks the parts of pages that `page` links to, as it does for those in Markdown.
    """

    def address(match: re.Match[str]) -> str:
        target, fragment = files.get_file_from_path(unquote(match[1])), match[2] or ""
        if target is None:
            # Of the pages that plugins make, MkDocs knows only now.
            name = page.file.src_uri if page else base
            _log.warning(f'{name}: expected a page of the site, found "{unquote(match[1])}"')
        elif page and fragment:
            page.links_to_anchors = page.links_to_anchors or {}
            name = unquote(fragment[1:])
            page.links_to_anchors.setdefault(target, {})[name] = f"{target.src_uri}{fragment}"
        return f'"{target.url_relative_to(base) if target else match[1]}{fragment}"'

    return _PAGE_LINK.sub(address, html)
