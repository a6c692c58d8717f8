"""What front matter names of the theme; one that is not there would end a build in the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.theme import Theme

from proofolio.errors import Problem


def check_theme_files(meta: Mapping[str, object], name: str, theme: Theme) -> Iterator[Problem]:
    """Yield a problem for a `template` or an `icon` that the theme has not."""
    template, icon = meta.get("template"), meta.get("icon")
    if template is not None and not _has(theme, template):
        repair = "name a file of the theme or of its `custom_dir`, or leave the line out"
        yield Problem(name, 1, 1, "the `template` of a page", f'"{template}"', repair)
    has_icons = any(Path(folder, ".icons").is_dir() for folder in theme.dirs)
    if icon is not None and has_icons and not _has(theme, icon, ".icons/{}.svg"):
        repair = "name one of the theme such as `material/notebook`, or leave the line out"
        yield Problem(name, 1, 1, "the `icon` of a page", f'"{icon}"', repair)


def _has(theme: Theme, name: object, pattern: str = "{}") -> bool:
    if not isinstance(name, str) or not name or "\0" in name or ".." in Path(name).parts:
        return False
    return any(Path(folder, pattern.format(name)).is_file() for folder in theme.dirs)
