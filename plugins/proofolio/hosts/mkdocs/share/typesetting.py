"""The press of a site, in its look: what cards and documents are set with."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.hosts.mkdocs.look import THEME
from proofolio.hosts.mkdocs.look_options import read_look
from proofolio.hosts.mkdocs.site import own_templates, site_root
from proofolio.pages.look.palette import read_colours
from proofolio.share.brand import Brand, make_brand
from proofolio.share.typst import Press

_STYLES = THEME / "assets/stylesheets/proofolio"


def make_press(config: MkDocsConfig, cache: Path) -> tuple[Press, Brand]:
    """The press and the look; the site's own templates of typst lie in the folder `share`."""
    site = read_look(config)
    look, logo = site.look, site.pictures.get("icon") or site.pictures.get("logo")
    name = "tokens" if look.palette == "lagoon" else f"palettes/{look.palette}"
    sheet = (_STYLES / f"{name}.css").read_text(encoding="utf-8")
    colours = read_colours(sheet, dark=False)
    brand = make_brand(look, colours, Path(config.docs_dir), logo.path if logo else None)
    templates = own_templates(config)
    own = templates / "share" if templates and (templates / "share").is_dir() else None
    return Press(cache / "share", site_root(config), own, brand.woff2), brand
