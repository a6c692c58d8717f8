"""The addresses of what is unlisted: always the same, and known only to whoever has the key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "PROOFOLIO_KEY"
FILE = ".proofolio-key"
REPAIR = (
    f"run `proofolio links --new-key`, which writes {FILE}; where the site is published, set it as "
    f"{VARIABLE}"
)
# As many as `openssl rand -hex 16` gives.
_LEAST = 32
# 130 bits, in letters that no file system and no mail program takes for others.
_LENGTH = 26
_FOLDER = re.compile(rf"\bp/[a-z2-7]{{{_LENGTH}}}/")


@dataclass(frozen=True)
class Key:
    """What addresses are made with; `found` says what there is in place of a key that will do."""

    secret: bytes
    found: str = ""

    def folder(self, kind: str, name: str) -> str:
        """The folder of the site that a study or a page has for itself."""
        digest = hmac.new(self.secret, f"unlisted\0{kind}\0{name}".encode(), hashlib.sha256)
        token = base64.b32encode(digest.digest()).decode().lower()
        return f"p/{token[:_LENGTH]}/"


def read_key(root: Path) -> Key:
    """Read the key from the environment, or from its file in the folder of mkdocs.yml.

    Without one, addresses are such as nobody can guess, and others in each run: a server that shows
    the mistake has to put its pages somewhere.
    """
    text, path = os.environ.get(VARIABLE, "").strip(), root / FILE
    if not text and path.is_file():
        text = path.read_text("utf-8", "replace").strip()
    if len(text) >= _LEAST:
        return Key(text.encode())
    found = f"one of {len(text)} characters, and {_LEAST} are needed" if text else "none"
    return Key(secrets.token_bytes(32), found)


def write_key(root: Path) -> bool:
    """Write a new key that its owner alone may read; tells whether git had to be told to ignore it.

    Raises FileExistsError where there is one: with another, every address would change.
    """
    handle = os.open(root / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_urlsafe(32)}\n")
    ignored = root / ".gitignore"
    text = ignored.read_text("utf-8") if ignored.is_file() else ""
    if {FILE, f"/{FILE}"} & {*text.split()}:
        return False
    end = "\n" if text and not text.endswith("\n") else ""
    ignored.write_text(f"{text}{end}{FILE}\n", encoding="utf-8")
    return True


def mask_addresses(text: str) -> str:
    """A text for a log that anybody may read."""
    return _FOLDER.sub("p/…/", text)


def folder_apart(uri: str) -> str:
    """The folder of an unlisted study or page that an address of the site is in; else nothing."""
    found = _FOLDER.match(uri)
    return found[0] if found else ""
