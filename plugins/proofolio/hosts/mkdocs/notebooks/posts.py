"""Notebooks in the folder of a blog's posts.

A blog plugin reads a post from a file with front matter and an excerpt; it gets one, made of the
notebook, and the post's body is put in its place later, as that of every notebook is.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from proofolio.errors import Problem
from proofolio.hosts.mkdocs.escaping import escaped
from proofolio.notebooks.store import write_whole
from proofolio.pages.slug import slugify
from proofolio.pages.study import Page

_DATES = ("created", "updated")


def post_folders(config: MkDocsConfig) -> dict[str, str]:
    """The folders of posts in docs_dir, each with what ends an excerpt there."""
    found = {}
    for plugin in config.plugins.values():
        options = getattr(plugin, "config", {})
        if {"blog_dir", "post_dir", "post_excerpt_separator"} <= options.keys():
            folder = options["post_dir"].format(blog=posixpath.normpath(options["blog_dir"]))
            found[f"{posixpath.normpath(folder)}/"] = options["post_excerpt_separator"]
    return found


def read_dates(meta: Mapping[str, object], name: str) -> tuple[dict[str, object], list[Problem]]:
    """The front matter with real dates, which metadata in JSON cannot hold; or what is wrong."""
    found = meta.get("date")
    dates = found if isinstance(found, dict) else {"created": found}
    read = {key: _date(value) for key, value in dates.items() if key in _DATES}
    if all(read.values()) and "created" in read:
        return {**meta, "date": {**dates, **read}}, []
    repair = "write `date: 2026-03-14` between two lines of `---` in its first cell"
    what = "none" if found is None else f'"{found}"'
    return dict(meta), [Problem(name, 1, 1, "the `date` of a post", what, repair)]


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def write_post(page: Page, separator: str, folder: Path) -> Path:
    """Write the file that the blog reads; it ends after the excerpt, which is HTML."""
    # An address made of the escaped title would have names of signs in it.
    meta = {"slug": slugify(page.title)} | {key: escaped(value) for key, value in page.meta.items()}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    # Extensions may look for words of theirs in Markdown, even within HTML.
    excerpt = str(page.excerpt).replace("{", "&#123;").replace("\n\n", "\n")
    text = f"---\n{front}---\n\n<div>{excerpt}</div>\n\n{separator}\n\n…\n"
    path = folder / f"{hashlib.sha256(page.source.encode()).hexdigest()[:16]}.md"
    write_whole(path, text.encode(errors="replace"))
    return path
