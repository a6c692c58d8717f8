"""Puts a notebook into the place of the old one: wholly, or not at all."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from uuid import uuid4

from proofolio.running.error import NotebookFailed

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def read_original(path: Path) -> bytes:
    """Return the bytes of a notebook that may be written. Raises NotebookFailed."""
    try:
        data = path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        raise NotebookFailed(f"cannot be read: {_reason(error)}") from error
    # A rename would replace it all the same: the author's word counts, not the system's.
    if not mode & _ANY_WRITE or not os.access(path.resolve().parent, os.W_OK):
        raise NotebookFailed("is read-only, so its outputs could not be saved; make it writable")
    return data


def replace_notebook(path: Path, before: bytes, after: bytes) -> None:
    """Write a notebook that is still what it was before. Raises NotebookFailed."""
    target = path.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name}.{uuid4().hex[:8]}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, temporary)
        if target.read_bytes() != before:
            raise NotebookFailed(
                "was changed while it ran, and is left as it is now; save it, and run it again"
            )
        temporary.replace(target)
    except OSError as error:
        raise NotebookFailed(f"cannot be saved: {_reason(error)}; it is as it was") from error
    finally:
        temporary.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    return (error.strerror or "unreadable").lower()
