"""The pictures that links show: whether they are where pages say, and of the right size."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Place, Seen, Sort, gather
from proofolio.guard.links import find_file
from proofolio.guard.site import BuiltSite
from proofolio.notebooks import NotebookError

_WIDTH, _HEIGHT = 1200, 630
_REBUILD = "set `site_url` and build again"

RELATIVE = Sort("card-address", "error", "og:image with the whole address of a picture")
MISSING = Sort("card-missing", "error", "a picture of the site in og:image")
BROKEN = Sort("card-broken", "error", "a picture that can be read in og:image")
SIZE = Sort("card-size", "warning", "a card of 1200 × 630 pixels")


def check_cards(site: BuiltSite) -> Iterator[Finding]:
    """Cards that networks would not find, or would cut."""
    sizes: dict[str, str] = {}
    yield from gather(one for name in site.pages if (one := _judge(site, name, sizes)))


def _judge(site: BuiltSite, name: str, sizes: dict[str, str]) -> Seen | None:
    url = site.pages[name].named.get("og:image", "")
    place, shown = site.place(name), f'"{url}"'
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return Seen(RELATIVE, place, shown, _REBUILD)
    if parts.netloc != urlsplit(site.url).netloc:
        return None
    path = unquote(parts.path)
    file = find_file(site, path.removeprefix(site.base)) if path.startswith(site.base) else None
    if file is None:
        return Seen(MISSING, place, f"{shown}, which is not there", "build the site again")
    return _measure(site, file, place, shown, sizes)


def _measure(
    site: BuiltSite, file: str, place: Place, shown: str, sizes: dict[str, str]
) -> Seen | None:
    # Pillow takes its time to load.
    from proofolio.notebooks.raster import measure

    if file not in sizes:
        try:
            found = measure((site.folder / file).read_bytes(), file)
            sizes[file] = f"{found.width} × {found.height}"
        except NotebookError:
            sizes[file] = ""
    if not sizes[file]:
        return Seen(BROKEN, place, shown, "delete .cache/proofolio and build again")
    if sizes[file] != f"{_WIDTH} × {_HEIGHT}":
        return Seen(
            SIZE, place, f"{shown} of {sizes[file]}", "set a picture of that size as `card`"
        )
    return None
