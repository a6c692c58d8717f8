"""The look on a site: theme overrides, styles and scripts."""

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

THEME = Path(__file__).parent / "theme"
STYLES = (
    "tokens", "base", "components", "study", "graphics", "notebook", "charts", "widgets", "home",
    "print",
)  # fmt: skip
SCRIPTS = ("filter", "notebook", "charts")


def add_look(config: MkDocsConfig, *, theme: bool, styles: Sequence[str] = ()) -> None:
    """Put our overrides before Material's own templates, and our styles before the author's.

    Without `theme`, only the `styles` that are named are added.
    """
    if theme and config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    styles = STYLES if theme else styles
    for place, names, kind in (
        (config.extra_css, styles, "stylesheets/proofolio/{}.css"),
        (config.extra_javascript, SCRIPTS, "javascripts/proofolio/{}.js"),
    ):
        ours = [f"assets/{kind.format(name)}" for name in names]
        place[:0] = [name for name in ours if name not in place]


def add_assets(files: Files, config: MkDocsConfig, *, theme: bool) -> None:
    """Bring styles, scripts and fonts along where no theme folder of ours does."""
    if theme and config.theme.name == "material":
        return
    for path in (THEME / "assets").rglob("*.*"):
        uri = path.relative_to(THEME).as_posix()
        if path.suffix in (".css", ".js", ".woff2", ".txt"):
            files.append(File.generated(config, uri, abs_src_path=str(path)))
