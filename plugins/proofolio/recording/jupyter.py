"""The cell that runs, and how it shows something; outside of Jupyter there is none."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any


def running_cell() -> tuple[str, int]:
    """Return what names the cell that runs, and the number of its run; ("", 0) in a script."""
    shell = _shell()
    if shell is None:
        return "", 0
    # JupyterLab, Jupyter Notebook 7 and VS Code send the cell's id with its code; others do not.
    parent = getattr(shell, "parent_header", None)
    metadata = parent.get("metadata", {}) if isinstance(parent, dict) else {}
    return metadata.get("cellId") or shell.user_ns["In"][-1], shell.execution_count


def display(bundle: Mapping[str, object]) -> None:
    """Show a MIME bundle below the cell; in a script, print its text."""
    if _shell() is None:
        print(bundle["text/plain"])
    else:
        sys.modules["IPython"].display.display(bundle, raw=True)


def _shell() -> Any:
    # Not imported: who has no IPython runs no notebook.
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
