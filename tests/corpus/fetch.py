"""Fetches the notebooks of packages.yml into a folder: `python tests/corpus/fetch.py FOLDER`.

pip has no command that fetches a source distribution without running its code, so its parts are
used: they know the index, the certificates and the proxy that this machine is set up with.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

UNREACHABLE = 75  # EX_TEMPFAIL
LARGEST = 20_000_000
# What notebooks link to that would be a page of its own, with links of its own.
PAGES = (".md", ".html", ".htm")


class Package(NamedTuple):
    """A source distribution."""

    name: str
    version: str
    sha256: str
    suffix: str = ".ipynb"

    @property
    def folder(self) -> str:
        """Where its notebooks stand."""
        return f"{self.name}-{self.version}"


def read_packages() -> list[Package]:
    """The list beside this file."""
    text = Path(__file__).with_name("packages.yml").read_text(encoding="utf-8")
    return [Package(*map(str, entry)) for entry in yaml.load(text, yaml.BaseLoader)]  # noqa: S506


def fetch(folder: Path) -> int:
    """Fetch what is missing; gives an exit status."""
    missing = [package for package in read_packages() if not (folder / package.folder).exists()]
    if not missing:
        return 0
    from pip._internal.commands import create_command

    command = create_command("download")
    options, _ = command.parse_args(["-qqq", "--no-binary", ":all:", "-"])
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)  # type: ignore[attr-defined]
        found = {package: _addresses(finder, package) for package in missing}
        if not any(found.values()):
            print("no package registry can be reached", file=sys.stderr)
            return UNREACHABLE
        for package, addresses in found.items():
            data = _download(session.get, package, addresses)
            _unpack(data, folder / package.folder, package.suffix)
    return 0


def _addresses(finder, package: Package) -> list[str]:  # type: ignore[no-untyped-def]
    return [
        candidate.link.url_without_fragment
        for candidate in finder.find_all_candidates(package.name)
        if str(candidate.version) == package.version and candidate.link.filename.endswith(".tar.gz")
    ]


def _download(get: Callable[..., object], package: Package, addresses: list[str]) -> bytes:
    for address in addresses:
        answer = get(address, headers={"Accept-Encoding": "identity"})
        answer.raise_for_status()  # type: ignore[attr-defined]
        data: bytes = answer.content  # type: ignore[attr-defined]
        if hashlib.sha256(data).hexdigest() == package.sha256:
            return data
    raise SystemExit(f"The registry has no {package.folder}.tar.gz with the sha256 of packages.yml")


def _unpack(data: bytes, folder: Path, suffix: str) -> None:
    """Write the notebooks and the files that they name; the folder is there whole, or not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            members = dict(_members(archive))
            notebooks = [path for path in members if path.suffix == suffix]
            text = b"".join(members[path] for path in notebooks).decode("utf-8", "replace")
            names = set(re.findall(r"(?<![\w.+-])[\w.+-]{1,99}", text))
            for path, content in members.items():
                if path in notebooks or (path.name in names and path.suffix not in PAGES):
                    target = Path(scratch, "whole", path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content)
        shutil.move(Path(scratch, "whole"), folder)


def _members(archive: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Plain files below the archive's one folder: no links, no way out of it."""
    for member in archive:
        path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
        is_plain = member.isreg() and member.size <= LARGEST and path.name
        file = archive.extractfile(member) if is_plain else None
        if file and not member.name.startswith("/") and ".." not in path.parts:
            yield path, file.read()


if __name__ == "__main__":
    sys.exit(fetch(Path(sys.argv[1])))
