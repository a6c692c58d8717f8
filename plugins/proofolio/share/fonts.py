"""The fonts of cards and documents: ours, and the site's own.

Typst reads neither woff2 nor a list of what a font lacks: both are fontTools' work, done when
something is made, and not in a warm build.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from proofolio.notebooks.store import write_whole

FAMILIES = {"source_sans_3": "Source Sans 3", "ibm_plex_mono": "IBM Plex Mono"}
# Entries of the table `name`: the family, and the other forms of it.
_FAMILY_NAMES = (1, 16, 21, 25)
_SUFFIXES = (".ttf", ".otf", ".ttc")
# A family, as the site calls it, and a file of it.
Woff2 = tuple[str, Path]
# Nothing is drawn for them.
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


class Fonts:
    """The fonts that come along, then those of the site: a folder, and files in the form woff2.

    What is opened is kept in the folder `cache`, each under the name of its family.
    """

    def __init__(self, cache: Path, own: Path | None = None, woff2: tuple[Woff2, ...] = ()) -> None:
        self._cache, self._woff2 = cache, woff2
        self._own = [own] if own and own.is_dir() else []

    def folders(self) -> Iterator[Path]:
        """All folders that typst is to look into."""
        yield from (*_come_along(), *self._own)
        for family, file in self._woff2:
            yield self._open(family, file).parent

    def digest(self) -> str:
        """A hash of the site's own; ours are known by the versions of their packages."""
        own = hashlib.sha256()
        for family, path in (*self._woff2, *(("", path) for path in _files(self._own))):
            own.update(f"{family}\0{path.name}\0".encode() + path.read_bytes())
        return own.hexdigest()

    def missing(self, text: str) -> str:
        """The characters that no font has, each once."""
        return "".join(
            character
            for character in dict.fromkeys(text)
            if ord(character) not in self._covered
            and unicodedata.category(character) not in _UNSEEN
            and not 0xFE00 <= ord(character) <= 0xFE0F
        )

    @cached_property
    def _covered(self) -> frozenset[int]:
        from fontTools.ttLib import TTCollection, TTFont

        found: set[int] = set()
        opened = (self._open(family, file) for family, file in self._woff2)
        for path in (*_files([*_come_along(), *self._own]), *opened):
            one = path.suffix != ".ttc"
            for font in [TTFont(path, lazy=True)] if one else TTCollection(path, lazy=True):
                found |= font.getBestCmap().keys()
                font.close()
        return frozenset(found)

    def _open(self, family: str, file: Path) -> Path:
        content = file.read_bytes()
        # A folder each: typst is given folders, and must see no font of another site.
        digest = hashlib.sha256(f"{family}\0".encode() + content).hexdigest()
        opened = self._cache / digest[:16] / f"{file.stem}.ttf"
        if not opened.is_file():
            from fontTools.ttLib import TTFont

            font, plain = TTFont(BytesIO(content)), BytesIO()
            font.flavor = None
            # Stylesheets call a font as they like; typst, as the font calls itself.
            for number in _FAMILY_NAMES:
                font["name"].removeNames(number)
            font["name"].setName(family, 1, 3, 1, 0x409)
            font.save(plain)
            write_whole(opened, plain.getvalue())
        return opened


def _come_along() -> list[Path]:
    found = [find_spec(f"fontpkg_{name}") for name in FAMILIES]
    places = [one.submodule_search_locations for one in found if one]
    return [Path(place[0]) / "files" for place in places if place]


def _files(folders: Sequence[Path]) -> list[Path]:
    found = [path for folder in folders for path in folder.rglob("*")]
    return sorted(path for path in found if path.suffix.lower() in _SUFFIXES)


def writable(value: Any, missing: str) -> Any:
    """The value without signs that are missing, and without texts whose letters are."""
    if isinstance(value, str):
        lost = {character for character in value if character in missing}
        if any(unicodedata.category(character)[0] in "LMN" for character in lost):
            return ""
        return " ".join("".join(c for c in value if c not in lost).split()) if lost else value
    if isinstance(value, Mapping):
        return {name: writable(item, missing) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [writable(item, missing) for item in value]
    return value
