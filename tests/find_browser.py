"""A Chromium for the browser tests: one that is there, else one that this script installs.

`make test` runs `python tests/find_browser.py` first; tests start what it finds with
`playwright.chromium.launch(**launch_options())`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
# Installers on macOS and Windows leave PATH alone.
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
# Package manager, whether it needs root, and its commands in order.
MANAGERS = (
    (
        "apt-get",
        True,
        ("apt-get -qq update", "apt-get -qq install -y --no-install-recommends chromium"),
    ),
    ("dnf", True, ("dnf install -y chromium",)),
    ("pacman", True, ("pacman -Sy --noconfirm chromium",)),
    ("brew", False, ("brew install --cask chromium",)),
)
NOT_FOUND = """\
The browser tests need Chromium, Chrome or Edge. None is on PATH or in the usual places, and
neither the system's package manager nor Playwright could install one. Install one by hand, for
example `sudo apt-get install chromium`, and run `make test` again; or leave these tests out with
.venv/bin/python -m pytest -m 'not browser'"""


class LaunchOptions(TypedDict, total=False):
    """What `playwright.chromium.launch` takes."""

    executable_path: Path


def launch_options() -> LaunchOptions:
    """For `playwright.chromium.launch(**launch_options())`; empty for Playwright's own browser."""
    browser = _find_system_browser()
    return {"executable_path": browser} if browser else {}


def find_browser() -> Path | None:
    """The first browser on PATH, in the usual places, or downloaded by Playwright."""
    return _find_system_browser() or _find_playwright_browser()


def install_browser() -> Path | None:
    """Install one in the first way that works here; None when none does."""
    for manager, needs_root, commands in MANAGERS:
        if shutil.which(manager) is None:
            continue
        sudo = _root_prefix() if needs_root else []
        if sudo is None:
            continue
        # `apt-get update` also fails for a broken list that has nothing to do with the browser.
        installed = [_run(*sudo, *command.split()) for command in commands][-1]
        if installed and (browser := _find_system_browser()):
            return browser
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find_browser()


def _find_system_browser() -> Path | None:
    on_path = (shutil.which(name) for name in NAMES)
    elsewhere = (Path(os.path.expandvars(place)).expanduser() for place in PLACES)
    return next(
        (Path(found) for found in on_path if found),
        next((path for path in elsewhere if path.is_file()), None),
    )


def _find_playwright_browser() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def _root_prefix() -> list[str] | None:
    """What to put before a command that needs root; None when root is out of reach."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and _run(*sudo, "true") else None


def _run(*command: str) -> bool:
    print("To get a browser:", *command, flush=True)
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    browser = find_browser() or install_browser()
    sys.exit(None if browser else NOT_FOUND)
