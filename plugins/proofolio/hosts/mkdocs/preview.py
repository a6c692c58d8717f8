"""A page of a site, built into a folder of its own, for who looks at it before it is published."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from proofolio.errors import ProofolioError
from proofolio.hosts.mkdocs.share.plugin import SharePlugin
from proofolio.studies import suggest


class PreviewError(ProofolioError):
    """There is no such page, or no site."""


def build_page(config_file: Path, name: str, folder: Path) -> Path:
    """Build the site into a folder, and return the file of a page there.

    `name` is the slug of a study, or a page by its file or its address. Raises PreviewError.
    """
    try:
        config = load_config(str(config_file), site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise PreviewError(f"the site cannot be built: {error}") from error
    share = next((one for one in config.plugins.values() if isinstance(one, SharePlugin)), None)
    if share is None:
        raise PreviewError(f"{config_file} does not name the plugin proofolio/share")
    names: dict[str, str] = {}
    shared = [*share.site.pages, *share.sent.pages]
    for page in shared:
        own = [page.slug] if page.slug and page.kind == "study" else []
        for known in (*own, page.source, page.uri.strip("/") or "index.html"):
            names.setdefault(known, page.uri)
    uri = names.get(name.strip("/"))
    if uri is None:
        pages = [page.slug or page.source for page in shared]
        raise PreviewError(f'no page "{name}" on the site; {_near(name, pages)}')
    return folder / (f"{uri}index.html" if uri.endswith("/") or not uri else uri)


def find_page(site: Path, name: str) -> Path:
    """The file of a page in a folder that was built before. Raises PreviewError."""
    plain = name.strip("/")
    found = [site / plain / "index.html", site / f"{plain}.html", site / plain]
    found += [*sorted(site.glob(f"*/{plain}/index.html")), *sorted(site.glob(f"*/{plain}.html"))]
    inside = site.resolve()
    for path in found:
        if path.suffix == ".html" and path.is_file() and path.resolve().is_relative_to(inside):
            return path
    known = [path.parent.name for path in site.glob("*/*/index.html")]
    raise PreviewError(f'no page "{name}" in {site}; {_near(name, known)}')


def _near(name: str, known: list[str]) -> str:
    return suggest(name, dict.fromkeys(known), "there are")
