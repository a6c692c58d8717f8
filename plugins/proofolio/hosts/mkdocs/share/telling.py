"""What the author is told of what the plugin made."""

import sys
from collections.abc import Sequence

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from proofolio.errors import AuthorError, Problem

_log = get_plugin_logger("proofolio/share")


def tell(
    problems: Sequence[Problem],
    warnings: Sequence[str] = (),
    notes: Sequence[str] = (),
    *,
    serving: bool,
) -> None:
    """End a build with the author's mistakes; while serving, show them and go on."""
    for text in notes:
        _log.info(text)
    for text in warnings:
        # A warning would end `serve --strict`, too.
        (_log.info if serving else _log.warning)(text)
    if not problems:
        return
    error = AuthorError(problems)
    if not serving:
        raise PluginError(f"{len(error.problems)} to mend:\n{error}") from error
    print(f"\n{error}\n", file=sys.stderr)
