"""Names that an alias stands for, in what a study takes from its notebooks and publishes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from proofolio.errors import Problem, display_path
from proofolio.pages.assets import Asset
from proofolio.pages.visuals import Shown
from proofolio.pages.visuals.shown import leaves
from proofolio.read.document import Loc
from proofolio.read.text import place_of
from proofolio.studies import HiddenName, Study, find_hidden

# Files that readers, or their machines, read as text.
_TEXTS = (".svg", ".vtt")
_READ = (*_TEXTS, ".md", ".txt", ".csv", ".tsv", ".json", ".html", ".htm", ".xml")


def find_leaks(
    study: Study,
    folder: Path,
    shown: Mapping[Loc, Shown],
    names: tuple[HiddenName, ...],
    notebooks: Mapping[str, Loc],
) -> list[Problem]:
    """Captions, alternative texts, tables, SVGs and published notebooks that hold a hidden name.

    `notebooks` are those that are published, each with the place that names it.
    """
    return [
        study.document.problem(
            loc,
            f"an output without {name.what}",
            f"{name.repair} in the notebook or file",
            name.found(match),
        )
        for loc, text in (_published(folder, shown, notebooks) if names else ())
        for name, match in find_hidden(text, names)
    ]


def _published(
    folder: Path, shown: Mapping[Loc, Shown], notebooks: Mapping[str, Loc]
) -> Iterator[tuple[Loc, str]]:
    for loc, visual in shown.items():
        texts = [leaf for _, leaf in leaves(visual.content) if isinstance(leaf, str)]
        yield loc, "\n".join([visual.caption or "", *texts])
        for asset in visual.assets:
            yield from ((loc, text) for text in _inside(asset))
    for name, loc in notebooks.items():
        path = folder / name
        if path.is_file():
            yield loc, _decoded(path.read_text("utf-8-sig", "replace"))


def _inside(asset: Asset) -> Iterator[str]:
    """The text of a file that is published, where it is one."""
    if asset.uri.endswith(_TEXTS):
        content = asset.content
        data = content if isinstance(content, bytes) else content.read_bytes()
        yield data.decode("utf-8", "replace")


def _decoded(notebook: str) -> str:
    """The texts of a notebook: in its JSON, the n of a line end would stick to the next word."""
    try:
        return "\n".join(_strings(json.loads(notebook)))
    except (ValueError, RecursionError):
        return notebook


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        # The lines of a cell stand in a list.
        yield "".join(item for item in value if isinstance(item, str))
        for item in value:
            if not isinstance(item, str):
                yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)


def find_names_in_files(folder: Path, root: Path, names: tuple[HiddenName, ...]) -> list[Problem]:
    """Hidden names in hand-written pages, in other files that are published, and in their names."""
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")) if names else ():
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in name.split("/")):
            continue
        place = display_path(path, root)
        problems += _find_names(name, "", place, "a file name", names)
        if path.suffix.lower() == ".ipynb":
            text = _decoded(path.read_text("utf-8-sig", "replace"))
            # Lines of the JSON are none that its author knows.
            problems += _find_names(text, "", place, "a notebook", names)
        elif path.suffix.lower() in _READ:
            text = path.read_text("utf-8-sig", "replace")
            kind = "a page" if path.suffix == ".md" else "a file"
            problems += _find_names(text, text, place, kind, names)
    return problems


def _find_names(
    text: str, whole: str, place: str, kind: str, names: Iterable[HiddenName]
) -> Iterator[Problem]:
    for name, match in find_hidden(text, names):
        line, column = _place(whole, match, name) if whole else (1, 1)
        expected = f"{kind} without {name.what}"
        yield Problem(place, line, column, expected, name.found(match), name.repair)


def _place(text: str, match: re.Match[str], name: HiddenName) -> tuple[int, int]:
    if match.string == text:
        return place_of(text, match.start())
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if any(find_hidden(line, [name]))), 1), 1
