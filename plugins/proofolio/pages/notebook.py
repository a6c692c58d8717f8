"""A notebook that a study publishes → its page below the study's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks import (
    Libraries,
    LibraryFile,
    NotebookError,
    NotebookPage,
    NotebookStore,
    PageLink,
    Prose,
    RenderOptions,
)
from proofolio.pages.assets import Asset
from proofolio.pages.text import TextError
from proofolio.running import RunRecord, RunState, check_run

if TYPE_CHECKING:
    from proofolio.pages.published import Publish

Resolve = Callable[[str, str], str]
# Packages that are imported under other names than they are installed under.
_PACKAGES = {
    "sklearn": "scikit-learn", "skimage": "scikit-image", "PIL": "pillow", "cv2": "opencv-python",
    "yaml": "pyyaml", "bs4": "beautifulsoup4",
}  # fmt: skip
_SHOWN = 6


@dataclass(frozen=True)
class NotebookSetting:
    """What a site has set for the pages of its notebooks.

    `stale` says what a notebook does whose code or data changed since it ran, `publish` which
    notebooks of a study get a page.
    """

    render: RenderOptions = field(default_factory=RenderOptions)
    stale: Literal["warn", "stop", "ignore"] = "warn"
    publish: Publish = "named"
    libraries: Libraries = field(default_factory=lambda: Libraries(Path()))


@dataclass(frozen=True)
class ShownNotebook:
    """A notebook's page before it stands in a template; `name` is how messages call the file."""

    name: str
    title: str
    html: Markup
    toc: Sequence[tuple[str, str]]
    find_place: Callable[[str], str | None]
    assets: Sequence[Asset]
    prose: Markup
    front_matter: Mapping[str, object]
    problems: Sequence[Problem]
    excerpt: str = ""
    run: RunRecord | None = None
    imports: Sequence[str] = ()
    warnings: Sequence[str] = ()
    notes: Sequence[str] = ()
    libraries: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def packages(self) -> list[tuple[str, str]]:
        """What it ran with, by name and version: the packages that its code imports, in order."""
        versions = {_plain(name): (name, version) for name, version in _ran_with(self.run)}
        names = [_plain(_PACKAGES.get(name, name)) for name in self.imports]
        chosen = [versions[name] for name in names if name in versions]
        return (chosen or [*versions.values()])[:_SHOWN]


def _ran_with(run: RunRecord | None) -> Iterable[tuple[str, str]]:
    return run.packages.items() if run else ()


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def show_notebook(
    path: Path,
    name: str,
    store: NotebookStore,
    setting: NotebookSetting,
    *,
    assets: str,
    asset_base: str,
    resolve: Resolve,
) -> ShownNotebook:
    """Render a notebook. `assets` is the folder of its files in the site, `asset_base` that
    folder as its page links to it; `resolve(tag, address)` is asked for each link.

    Never raises for the author's mistakes: they are the problems of what is returned.
    """
    try:
        page = store.page(path, replace(setting.render, asset_base=asset_base))
        state = check_run(path, store)
    except NotebookError as error:
        problem = Problem(name, 1, 1, error.expected, error.found, error.repair)
        page = NotebookPage(None, {}, "")
        return _shown(page, path, name, assets, "", [problem])
    problems = [
        Problem(name, 1, 1, found.expected, found.found, found.repair)
        for found in page.problems
        if found.level == "error"
    ]

    def address(link: PageLink) -> str:
        try:
            return resolve(link.tag, link.address)
        except TextError as error:
            where = f"{error.expected} in cell {(link.cell or 0) + 1}"
            problems.append(Problem(name, 1, 1, where, error.found, error.repair))
            return ""

    shown = _shown(page, path, name, assets, page.resolve_links(address), problems)
    shown = replace(_with_state(shown, state, setting), run=state.record, imports=page.imports)
    return _with_libraries(shown, setting.libraries.find(page.needs, name))


def _with_libraries(
    shown: ShownNotebook, found: Mapping[str, Sequence[LibraryFile]]
) -> ShownNotebook:
    """Add the files of the libraries that draw the charts, and their addresses by library."""
    files = [Asset(file.uri, file.path) for group in found.values() for file in group]
    names = {name: [file.uri for file in group] for name, group in found.items()}
    return replace(shown, assets=[*shown.assets, *files], libraries=names)


def _with_state(shown: ShownNotebook, state: RunState, setting: NotebookSetting) -> ShownNotebook:
    """Tell what changed since the notebook ran, as the site has set it."""
    if setting.stale == "warn":
        told = [f"{shown.name}: stale: {reason}" for reason in state.reasons]
        return replace(shown, warnings=[*shown.warnings, *told])
    problems = [
        Problem(shown.name, 1, 1, "outputs of today's code and data", reason, "run it again")
        for reason in (state.reasons if setting.stale == "stop" else ())
    ]
    return replace(shown, problems=[*shown.problems, *problems])


def _shown(
    page: NotebookPage,
    path: Path,
    name: str,
    assets: str,
    html: str,
    problems: Sequence[Problem],
) -> ShownNotebook:
    title = page.title or path.stem
    return ShownNotebook(
        name,
        title,
        Markup(html),  # noqa: S704 - the notebook's renderer has sanitised it
        [(heading.id, heading.text) for heading in page.headings if heading.level == 2],
        page.find_place,
        [Asset(f"{assets}{asset.name}", asset.content) for asset in page.assets],
        _searched(title, page.prose),
        page.front_matter,
        tuple(problems),
        page.excerpt,
        warnings=_told(page, name, "warning"),
        notes=_told(page, name, "note"),
    )


def _told(page: NotebookPage, name: str, level: str) -> list[str]:
    return [f"{name}: {found}" for found in page.problems if found.level == level]


def _searched(title: str, prose: Sequence[Prose]) -> Markup:
    """What search reads of a notebook: its Markdown, without code and outputs."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for part in prose:
        if part.title:
            parts.append(f'<h2 id="{escape(part.id)}">{escape(part.title)}</h2>')
        parts.append(f"<p>{escape(part.text)}</p>")
    return Markup("\n".join(parts))  # noqa: S704 - escaped above
