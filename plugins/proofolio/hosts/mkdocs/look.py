"""The look on a site: theme overrides, styles and scripts.

Styles and scripts stand in a file for each concern, and reach browsers as one file of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from proofolio.hosts.mkdocs.look_options import SiteLook, read_look
from proofolio.pages.assets import Asset
from proofolio.pages.look.bundle import (
    bundle_later,
    bundle_scripts,
    bundle_styles,
    named_asset,
)
from proofolio.pages.look.colour import Colour
from proofolio.pages.look.palette import read_colours
from proofolio.pages.look.sheet import describe_accent, look_icon, look_sheet, preloaded

if TYPE_CHECKING:
    from proofolio.pages.look.model import Look
    from proofolio.studies import FilePath

_log = get_plugin_logger("proofolio")

THEME = Path(__file__).parent / "theme"
STYLES = (
    "tokens", "fonts", "base", "components", "study", "reading", "graphics", "notebook", "charts",
    "widgets", "media", "diagrams", "embeds", "home", "direction", "contrast", "print",
)  # fmt: skip
SCRIPTS = ("campaign", "notebook", "views", "within", "contents", "lightbox", "material")
# What a page must have for a script to be loaded.
LATER = {
    "charts": "[data-pf-chart]",
    "clip": ".pf-clip",
    "compare": "[data-pf-compare]",
    "demo": "[data-pf-demo]",
    "filter": "[data-pf-filter]",
}
_STYLES, _SCRIPTS = "assets/stylesheets/proofolio", "assets/javascripts/proofolio"
_SANS = "assets/fonts/proofolio/source-sans-3-latin.woff2"
_IMAGES = "assets/images/proofolio"
_ICON, _FAVICON = f"{_IMAGES}/touch-icon.png", "assets/images/favicon.png"


def add_look(config: MkDocsConfig, *, theme: bool, styles: Sequence[str] = ()) -> tuple[Asset, ...]:
    """Put our overrides before Material's own templates, and our styles before the author's.

    Without `theme`, only the `styles` that are named are added. Gives the files to publish.
    """
    site = read_look(config)
    if theme and config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    scripts = _scripts()
    script = ExtraScriptValue(scripts[0].uri)
    script.defer = True
    config.extra_javascript.insert(0, script)
    names = STYLES if theme else styles
    if not names:
        return scripts
    sheets, light, dark = _sheets(site.look, names)
    sheet = bundle_styles(sheets, _STYLES)
    config.extra_css.insert(0, sheet.uri)
    if note := describe_accent(site.look, light, dark):
        _log.info(note)
    icon = named_asset(look_icon(site.look, light), _IMAGES, "svg", "icon")
    _tell_theme(config.theme, site, {"default": light, "slate": dark}, icon.uri)
    return sheet, icon, *scripts


def _scripts() -> tuple[Asset, ...]:
    """The script of every page, then those that it loads where they are needed."""
    [loader] = _read(_SCRIPTS, ["later"], "js")
    texts = {name: (needs, _read(_SCRIPTS, [name], "js")[0]) for name, needs in LATER.items()}
    loader, others = bundle_later(loader, texts, _SCRIPTS)
    return bundle_scripts([*_read(_SCRIPTS, SCRIPTS, "js"), loader], _SCRIPTS), *others


def _sheets(
    look: Look, names: Iterable[str]
) -> tuple[list[str], Mapping[str, Colour], Mapping[str, Colour]]:
    """All stylesheets, the site's own last, and the colours of its palette."""
    sheets = _read(_STYLES, names, "css")
    palette = _read(_STYLES, ["tokens"], "css")
    if look.palette != "lagoon":
        palette = _read(_STYLES, [f"palettes/{look.palette}"], "css")
        sheets += palette
    if look.density != "comfortable":
        sheets += _read(_STYLES, [f"densities/{look.density}"], "css")
    light, dark = (read_colours(palette[0], dark=is_dark) for is_dark in (False, True))
    return [*sheets, look_sheet(look, light, dark, "../../../")], light, dark


def _tell_theme(
    theme: Theme, site: SiteLook, colours: Mapping[str, Mapping[str, Colour]], tick: str
) -> None:
    """What the templates ask for: fonts to load first, the logo, the colours around the page."""
    look, pictures = site.look, site.pictures
    # Styles of Material's own come with its colours, and would stand beside ours.
    if theme.get("palette"):
        theme["palette"] = _without_colours(theme["palette"])
    icon = look.icon
    if look.logo:
        logo = pictures["logo"]
        theme["logo"] = str(look.logo)
        # A wide one would be too small to read in a tab.
        if not icon and 0.8 < logo.width / logo.height < 1.25:
            icon = look.logo
    own = theme.get("favicon") not in (None, _FAVICON)
    if icon or not own:
        theme["favicon"] = str(icon or tick)
    theme["proofolio"] = {
        "preload": [*([] if look.fonts.text else [_SANS]), *preloaded(look)],
        "paper": {scheme: str(named["paper"]) for scheme, named in colours.items()},
        "size": [pictures["logo"].width, pictures["logo"].height] if look.logo else None,
        "logo_dark": str(look.logo_dark) if look.logo_dark else None,
        "name": look.name,
        "icon": _touch_icon(look, icon),
    }


def _touch_icon(look: Look, icon: FilePath | None) -> str | None:
    """The icon for home screens, which show no SVG; ours is teal."""
    if icon:
        return None if str(icon).endswith(".svg") else str(icon)
    return _ICON if look.palette == "lagoon" and not look.accent else None


def _without_colours(palette: Any) -> Any:
    """Material's schemes, one or a list of them, without their colours."""
    if isinstance(palette, list):
        return [_without_colours(scheme) for scheme in palette]
    return {key: value for key, value in palette.items() if key not in ("primary", "accent")}


def _read(folder: str, names: Iterable[str], suffix: str) -> list[str]:
    return [(THEME / folder / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]


def add_assets(files: Files, config: MkDocsConfig, assets: Iterable[Asset], *, theme: bool) -> None:
    """Bring styles and scripts along, and fonts where no theme folder of ours does."""
    sheets = (THEME / _STYLES).rglob("*.css")
    parts = {path.relative_to(THEME).as_posix() for path in sheets}
    parts |= {f"{_SCRIPTS}/{name}.js" for name in (*SCRIPTS, *LATER, "later")}
    for uri in sorted(parts):
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
