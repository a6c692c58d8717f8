"""The option `look` of both plugins, with the places in mkdocs.yml of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.hosts.mkdocs.site import site_root
from proofolio.notebooks import NotebookError, NotebookStore, Picture
from proofolio.pages.look.usual import usual_look
from proofolio.read import Document, Mark, parse_yaml, read_text
from proofolio.read.document import Loc

if TYPE_CHECKING:
    from proofolio.pages.look.model import Look

PLUGINS = ("proofolio/studies", "proofolio/notebooks")


@dataclass(frozen=True)
class SiteLook:
    """The look, the pictures that it names, and what is wrong with it."""

    look: Look = field(default_factory=usual_look)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_look(config: MkDocsConfig) -> SiteLook:
    """What the site sets, or the usual look beside what is wrong with what it sets."""
    told = [
        (name, plugin.config.look)
        for name in PLUGINS
        if (plugin := config.plugins.get(name)) and plugin.config.look
    ]
    if not told:
        return SiteLook()
    # Their library is slow to import, and a site of notebooks alone has no other use for it.
    from proofolio.pages.look.model import Look
    from proofolio.studies import validate

    document = option_document(config, told[0][0], "look", told[0][1])
    look, wrong = validate(Look, document)
    problems = [
        replace(one, expected=one.expected.replace("of the file", 'of "look"')) for one in wrong
    ]
    pictures: dict[str, Picture] = {}
    if look:
        store = NotebookStore(Path(config.plugins[told[0][0]].config.cache_dir) / "notebooks")
        problems += _read_files(look, document, Path(config.docs_dir), store, pictures)
    if len(told) > 1:
        again = option_document(config, told[1][0], "look", told[1][1])
        repair = f"keep it under {told[0][0]}, which has it too"
        problems.append(again.problem((), "`look` once", repair, f"`look` under {told[1][0]}"))
    if not look or problems:
        return SiteLook(problems=tuple(problems))
    return SiteLook(look, pictures)


def option_document(
    config: MkDocsConfig, plugin: str, option: str, data: dict[str, Any]
) -> Document:
    """An option as MkDocs read it, with its places in the file that sets it."""
    file = Path(config.config_file_path or "mkdocs.yml")
    root = site_root(config)
    while file.is_file():
        name = display_path(file, root)
        try:
            whole = parse_yaml(read_text(file, name), name)
        except AuthorError:
            break  # MkDocs' YAML allows more
        for loc in whole.marks:
            if loc[:1] == ("plugins",) and loc[-2:] == (plugin, option):
                return _part(whole, loc, data)
        if not (parent := whole.data.get("INHERIT")):
            break
        file = file.parent / str(parent)
    mark = Mark(1, 1, 0, 0, "keys and values", "words")
    return Document(display_path(file, root), "", data, {(): mark}, {})


def _part(whole: Document, loc: Loc, data: dict[str, Any]) -> Document:
    size = len(loc)
    broken = {
        place[size:]: _quoted(problem, whole)
        for place, problem in whole.broken.items()
        # MkDocs knows `!ENV`, and has put the value in.
        if place[:size] == loc and not problem.found.startswith("the tag")
    }
    return replace(
        whole,
        data=data,
        marks={place[size:]: mark for place, mark in whole.marks.items() if place[:size] == loc},
        keys={place[size:]: mark for place, mark in whole.keys.items() if place[:size] == loc},
        broken=broken,
    )


def _quoted(problem: Problem, whole: Document) -> Problem:
    """YAML takes `#0f766e` without quotes for a comment: say so."""
    line = whole.text.split("\n")[problem.line - 1]
    if problem.found != "nothing" or " #" not in line:
        return problem
    return replace(problem, repair=f'put quotes around it: "#{line.partition(" #")[2].strip()}"')


def _read_files(
    look: Look, document: Document, docs: Path, store: NotebookStore, pictures: dict[str, Picture]
) -> list[Problem]:
    """Read the pictures, and find what is not there or is none."""
    from proofolio.notebooks.folder import check_exists  # lazy: as above

    problems = []
    for key in ("logo", "logo_dark", "icon"):
        if path := getattr(look, key):
            try:
                check_exists(docs, str(path))
                pictures[key] = store.image(docs / str(path))
            except NotebookError as error:
                problems.append(document.problem((key,), error.expected, error.repair, error.found))
    for kind in ("text", "heading", "mono"):
        font = getattr(look.fonts, kind)
        for index, file in enumerate(font.files if font else []):
            place: Loc = ("fonts", kind, "files", index)
            if (*place, "file") in document.marks:
                place = (*place, "file")
            problems += _read_font(docs, str(file.file), document, place)
    return problems


def _read_font(docs: Path, name: str, document: Document, loc: Loc) -> list[Problem]:
    from proofolio.notebooks.folder import check_exists  # lazy: as above

    try:
        check_exists(docs, name)
    except NotebookError as error:
        return [document.problem(loc, error.expected, error.repair, error.found)]
    with (docs / name).open("rb") as file:
        if file.read(4) == b"wOF2":
            return []
    repair = "convert it with `fonttools ttLib.woff2 compress`"
    return [document.problem(loc, "a font in the form woff2", repair)]
