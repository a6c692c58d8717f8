"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

IN_THREE_FORMS = "For people, for programs, or as annotations of GitHub Actions."
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def config_option(told: str = "The site's configuration.") -> Decorator:
    """The option `--config-file`."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False),
        default="mkdocs.yml",
        show_default=True,
        help=told,
    )


def format_option(names: Iterable[str], told: str) -> Decorator:
    """The option `--format`, which is called `form` in Python."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([*names]),
        default="text",
        show_default=True,
        help=told,
    )
