"""Runs inside of the kernel, and notes what the notebook opens and imports.

The kernel may be another Python than ours, so this is plain Python 3.8 that knows nothing of the
house. The text of this file is sent to the kernel.
"""

from __future__ import annotations

import json
import os
import platform
import re
import stat
import sys
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR


class Probe:
    """Listens to Python's own audit events; what compiled code opens by itself is not heard."""

    def __init__(self, root: str) -> None:
        self.root = os.path.join(root, "")  # noqa: PTH118 (called thousands of times)
        self.read: dict[str, list[int]] = {}
        self.written: set[str] = set()
        self.before = top_level()
        self.listens = True
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.listens or event not in ("open", "os.rename"):
            return
        try:
            if event == "os.rename":
                self.note(args[1], writes=True)
            else:
                self.note(args[0], writes=isinstance(args[2], int) and bool(args[2] & _WRITES))
        except (OSError, ValueError, TypeError):
            return  # no such file, or no path: the author's code gets to hear that itself

    def note(self, path: Any, writes: bool) -> None:
        if isinstance(path, int):
            return
        full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (resolves no links)
        if not full.startswith(self.root):
            return
        name = full[len(self.root) :]
        if is_cache(name):
            return
        if writes:
            self.written.add(name)
        elif name not in self.read:
            status = os.stat(full)  # noqa: PTH116
            if stat.S_ISREG(status.st_mode):
                self.read[name] = [status.st_size, status.st_mtime_ns]

    def report(self) -> dict[str, Any]:
        self.listens = False
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if isinstance(file, str) and file.endswith(".py"):
                try:
                    self.note(file, writes=False)
                except OSError:
                    continue
        return {
            "read": {name: self.read[name] for name in self.read if name not in self.written},
            "packages": packages(top_level() - self.before),
            "language": "Python " + platform.python_version(),
            "platform": " ".join(filter(None, (platform.system(), platform.machine()))),
            "memory": peak_memory(),
            "places": sorted({sys.prefix, sys.base_prefix, *filter(os.path.isabs, sys.path)}),
        }


def is_cache(name: str) -> bool:
    parts = name.split(os.sep)  # noqa: PTH206 (called thousands of times)
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
    return hidden or name.endswith((".pyc", ".ipynb"))


def top_level() -> set[str]:
    return {name.partition(".")[0] for name in list(sys.modules)}


def packages(modules: set[str]) -> dict[str, str]:
    """Names and versions of the installed packages that these modules belong to."""
    try:
        from importlib.metadata import packages_distributions, version
    except ImportError:  # before Python 3.10
        return {}
    owners = packages_distributions()
    found = {owner for name in modules for owner in owners.get(name, ())}
    # The kernel imports some of its own only when it has a traceback to format.
    kernel = needed_by("ipykernel")
    found = {name for name in found if canonical(name) not in kernel}
    return {name: version(name) for name in sorted(found, key=str.lower)}


def needed_by(package: str) -> set[str]:
    from importlib.metadata import PackageNotFoundError, requires

    known: set[str] = set()
    ahead = [package]
    while ahead:
        name = ahead.pop()
        if name in known:
            continue
        known.add(name)
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue
        lines = [line for line in lines if "extra ==" not in line]
        ahead += [canonical(re.split("[^A-Za-z0-9._-]", line)[0]) for line in lines]
    return known


def canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def peak_memory() -> int:
    """The most bytes that this process held at once; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            peaks = [line.split()[1] for line in file if line.startswith("VmHWM:")]
    except OSError:
        return 0
    return int(peaks[0]) * 1024 if peaks else 0


_probes: list[Probe] = []


def install(root: str) -> None:
    _probes.append(Probe(root))


def report(path: str) -> None:
    found = _probes[0].report()
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(found, file)
