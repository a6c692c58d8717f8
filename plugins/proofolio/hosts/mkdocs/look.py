"""The look on a site: theme overrides, styles and scripts.

Styles and scripts stand in a file for each concern, and reach browsers as one file of each kind.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.pages.assets import Asset
from proofolio.pages.look.bundle import bundle_scripts, bundle_styles

THEME = Path(__file__).parent / "theme"
STYLES = (
    "tokens", "fonts", "base", "components", "study", "reading", "graphics", "notebook", "charts",
    "widgets", "media", "home", "direction", "print",
)  # fmt: skip
SCRIPTS = ("filter", "notebook", "views", "contents", "charts", "lightbox", "compare", "clip")
_STYLES, _SCRIPTS = "assets/stylesheets/proofolio", "assets/javascripts/proofolio"


def add_look(config: MkDocsConfig, *, theme: bool, styles: Sequence[str] = ()) -> tuple[Asset, ...]:
    """Put our overrides before Material's own templates, and our styles before the author's.

    Without `theme`, only the `styles` that are named are added. Gives the files to publish.
    """
    if theme and config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    scripts = bundle_scripts(_read(_SCRIPTS, SCRIPTS, "js"), _SCRIPTS)
    script = ExtraScriptValue(scripts.uri)
    script.defer = True
    config.extra_javascript.insert(0, script)
    names = STYLES if theme else styles
    if not names:
        return (scripts,)
    sheet = bundle_styles(_read(_STYLES, names, "css"), _STYLES)
    config.extra_css.insert(0, sheet.uri)
    return sheet, scripts


def _read(folder: str, names: Iterable[str], suffix: str) -> list[str]:
    return [(THEME / folder / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]


def add_assets(files: Files, config: MkDocsConfig, assets: Iterable[Asset], *, theme: bool) -> None:
    """Bring styles and scripts along, and fonts where no theme folder of ours does."""
    parts = {f"{_STYLES}/{name}.css" for name in STYLES}
    parts |= {f"{_SCRIPTS}/{name}.js" for name in SCRIPTS}
    for uri in parts:
        if file := files.get_file_from_path(uri):
            files.remove(file)
    for asset in assets:
        assert isinstance(asset.content, bytes)  # noqa: S101 - made in memory
        files.append(File.generated(config, asset.uri, content=asset.content))
    if theme and config.theme.name == "material":
        return
    for path in (THEME / "assets").rglob("*.*"):
        uri = path.relative_to(THEME).as_posix()
        if path.suffix in (".js", ".woff2", ".txt") and uri not in parts:
            files.append(File.generated(config, uri, abs_src_path=str(path)))
