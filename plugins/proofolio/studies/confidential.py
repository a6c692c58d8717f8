"""Clients with an alias: their names may stand in nothing that is published."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from proofolio.errors import Problem
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies.values import CellRef, FilePath
from proofolio.studies.walk import walk


@dataclass(frozen=True)
class HiddenName:
    """A name that must not be published: what it is, why not, and what an author can do."""

    pattern: re.Pattern[str]
    why: str
    repair: str
    what: str = "the client's name"

    def find(self, text: str) -> re.Match[str] | None:
        """The first place of the name in a text, an address or a file name."""
        return self.pattern.search(text)

    def found(self, match: re.Match[str]) -> str:
        """What was found, for messages."""
        return f'"{" ".join(match[0].split())}", which {self.why}'


# Tags and comments; then what Markdown leaves out, and what nobody sees.
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_UNSEEN = re.compile("[*_`~\\\\\u00ad\u200b-\u200f\u2060\ufeff]")


def as_read(text: str) -> str:
    """A text about as its readers see it: without tags, emphasis, entities and escapes."""
    without_tags = _TAG.sub("", text) if "<" in text else text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", unquote(unescape(without_tags))))


def find_hidden(
    text: str, names: Iterable[HiddenName]
) -> Iterator[tuple[HiddenName, re.Match[str]]]:
    """Each hidden name in a text, however it is written: as it stands there, else as it is read.

    The match is one of the text itself wherever it can be; see its `string`.
    """
    read = as_read(text)
    for name in names:
        if match := name.find(text) or name.find(read):
            yield name, match


def hide(name: str, alias: str) -> HiddenName:
    """The hidden name of a client with an alias."""
    repair = f'write "{alias}" in its place, or delete the alias'
    return HiddenName(name_pattern(name), "has an alias", repair)


def name_pattern(name: str) -> re.Pattern[str]:
    """What finds a name; in addresses other characters stand between its words."""
    name = unicodedata.normalize("NFC", name)
    words = re.findall(r"[^\W_]+", name) or [re.escape(name)]
    joined = r"[\W_]*".join(words)
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.IGNORECASE)


def find_names(
    value: object, document: Document, names: Collection[HiddenName], *, client: bool = True
) -> list[Problem]:
    """Every text, address and file name of a model that holds a hidden name.

    `client` says that the model's own `client.name` is where the name belongs.
    """
    return [
        document.problem(loc, f"a text without {name.what}", name.repair, name.found(match))
        for loc, text in _texts(value)
        if not (client and loc == ("client", "name"))
        for name, match in find_hidden(text, names)
    ]


def _texts(value: object) -> Iterable[tuple[Loc, str]]:
    for loc, leaf in walk(value):
        if isinstance(leaf, str | CellRef | FilePath):
            yield loc, str(leaf)
