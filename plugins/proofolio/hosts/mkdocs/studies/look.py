"""The look on a site: theme overrides, styles, scripts; and the mistakes that `serve` shows."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.errors import Problem
from proofolio.hosts.mkdocs.studies.config import StudiesConfig

THEME = Path(__file__).parent.parent / "theme"
STYLES = ("tokens", "base", "components", "study", "home", "print")
SCRIPTS = ("filter",)


def add_look(config: MkDocsConfig, options: StudiesConfig) -> None:
    """Put our overrides before Material's own templates, and our styles before the author's."""
    if options.theme and config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    styles = STYLES if options.theme else ()
    for place, names, kind in (
        (config.extra_css, styles, "stylesheets/proofolio/{}.css"),
        (config.extra_javascript, SCRIPTS, "javascripts/proofolio/{}.js"),
    ):
        ours = [f"assets/{kind.format(name)}" for name in names]
        place[:0] = [name for name in ours if name not in place]


def add_assets(files: Files, config: MkDocsConfig, options: StudiesConfig) -> None:
    """Bring styles, scripts and fonts along where no theme folder of ours does."""
    if options.theme and config.theme.name == "material":
        return
    for path in (THEME / "assets").rglob("*.*"):
        uri = path.relative_to(THEME).as_posix()
        if path.suffix in (".css", ".js", ".woff2", ".txt"):
            files.append(File.generated(config, uri, abs_src_path=str(path)))


def show_problems(problems: Sequence[Problem]) -> str:
    """The author's mistakes as a box on top of each page while serving."""
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    title = "To mend; until then this is the last good state"
    return f'<div class="pf-problems" role="alert"><p>{title}</p><ul>{items}</ul></div>\n'
