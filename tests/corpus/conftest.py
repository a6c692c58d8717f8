"""The corpus of real notebooks, fetched once and kept under .cache/corpus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import fetch
from tests.site.building import ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with a folder for each package; skips where no registry can be reached."""
    folder = ROOT / ".cache/corpus"
    # In a process of its own: pip changes much of the one that it runs in.
    command = [sys.executable, fetch.__file__, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == fetch.UNREACHABLE:
        pytest.skip(f"The corpus of real notebooks is not here, and {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return folder
