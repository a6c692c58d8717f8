"""A published site, asked page by page as its readers ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Place, Seen, Sort, gather
from proofolio.guard.generator import check_page
from proofolio.guard.page import BuiltPage, read_page
from proofolio.guard.site import BuiltSite, find_locations
from proofolio.notebooks import NotebookError
from proofolio.online.ask import Answer, ask
from proofolio.online.fetch import FetchError, fetch

# A host is asked one question after the other, and not more than these.
MOST_PAGES, MOST_FILES = 100, 60
_NO_PAGE = "proofolio-doctor/no-such-page/"
_GONE = ("gone", "unknown host")
_TIMEOUT = 15.0

SILENT = Sort("not-published", "error", "a site at this address")
ADDRESS = Sort("published-address", "error", "a home page that names the address it is at")
NO_404 = Sort("published-404", "error", "the site's own page, with status 404, for what is missing")
FILE = Sort("published-file", "error", "each file that a page needs")
PAGE = Sort("published-page", "error", "each page that sitemap.xml names")
CARD = Sort("published-card", "error", "the picture that og:image names")
SIZE = Sort("card-size", "warning", "a card of 1200 × 630 pixels")
SITEMAP = Sort("published-sitemap", "warning", "a sitemap.xml with the pages of the site")
OLDER = Sort("published-older", "warning", "the pages of the folder")
_AGAIN = "publish again"


def examine_published(url: str, built: BuiltSite | None = None) -> list[Finding]:
    """Everything that is wrong with a published site; at most some 160 questions to its host.

    With the folder that was built for it, what is published is compared with that.
    """
    url = url if url.endswith("/") else f"{url}/"
    try:
        reply = fetch(url, timeout=_TIMEOUT)
    except FetchError as error:
        repair = "look at the last run of the workflow, and at Settings > Pages"
        return [SILENT.at(Place(url), str(error).removeprefix(f"{url}: "), repair)]
    home = read_page("index.html", reply.data.decode("utf-8", "replace"))
    return sorted(
        [
            *_address(reply.url, home),
            *gather(check_page(home, lambda line, column: Place(reply.url, line, column))),
            *_files(reply.url, home),
            *_missing_page(reply.url),
            *_card(reply.url, home),
            *_sitemap(reply.url, built),
        ]
    )


def _address(url: str, home: BuiltPage) -> Iterator[Finding]:
    said = home.canonical.removesuffix("index.html")
    if said and said.rstrip("/") != url.rstrip("/"):
        yield ADDRESS.at(Place(url), f'"{said}"', f"build with `site_url: {url}`, and {_AGAIN}")


def _files(url: str, page: BuiltPage) -> Iterator[Finding]:
    """Styles, scripts and pictures that do not come."""
    host = urlsplit(url).netloc
    wanted: dict[str, Place] = {}
    for one in page.addresses:
        address = urldefrag(urljoin(url, one.url)).url
        if not one.leads and urlsplit(address).netloc == host:
            wanted.setdefault(address, Place(url, one.line, one.column))
    for address in [*wanted][:MOST_FILES]:
        if reason := _reason(ask(address, _TIMEOUT)):
            repair = f"build with the `site_url` of this site, and {_AGAIN}"
            yield FILE.at(wanted[address], f"{address} ({reason})", repair)


def _reason(answer: Answer) -> str:
    return answer.reason if answer.state in _GONE else ""


def _missing_page(url: str) -> Iterator[Finding]:
    asked = urljoin(url, _NO_PAGE)
    try:
        reply = fetch(asked, timeout=_TIMEOUT, accept=(404,))
    except FetchError as error:
        yield NO_404.at(Place(asked), str(error).removeprefix(f"{asked}: "), _AGAIN)
        return
    page = read_page("404.html", reply.data.decode("utf-8", "replace"))
    if reply.status != 404:
        yield NO_404.at(Place(asked), f"status {reply.status}", "take out what answers for it")
    elif not page.is_ours and not page.named.get("generator"):
        yield NO_404.at(Place(asked), "that of the host", f"build with a 404.html, and {_AGAIN}")
    else:
        yield from _files(reply.url, page)


def _card(url: str, home: BuiltPage) -> Iterator[Finding]:
    from proofolio.notebooks.raster import measure

    address = home.named.get("og:image", "")
    if not address:
        return
    try:
        found = measure(fetch(urljoin(url, address), timeout=_TIMEOUT).data, "og:image")
    except (FetchError, NotebookError) as error:
        yield CARD.at(Place(url), str(error), f"build with the right `site_url`, and {_AGAIN}")
        return
    if (found.width, found.height) != (1200, 630):
        size = f"{found.width} × {found.height}"
        yield SIZE.at(Place(url), size, "set a picture of that size as `card`")


def _sitemap(url: str, built: BuiltSite | None) -> Iterator[Finding]:
    address = urljoin(url, "sitemap.xml")
    try:
        named = find_locations(fetch(address, timeout=_TIMEOUT).data.decode("utf-8", "replace"))
    except FetchError as error:
        yield SITEMAP.at(Place(address), str(error).removeprefix(f"{address}: "), _AGAIN)
        return
    own = [loc for loc in named if loc.startswith(url)]
    if others := [loc for loc in named if not loc.startswith(url)]:
        repair = f"build with `site_url: {url}`, and {_AGAIN}"
        yield SITEMAP.at(Place(address), f"{len(others)} addresses such as {others[0]}", repair)
    yield from gather(_gone(address, own[:MOST_PAGES]))
    if built and built.url == url:
        yield from _compare(address, set(named), set(find_locations(built.read("sitemap.xml"))))


def _gone(sitemap: str, pages: Iterable[str]) -> Iterator[Seen]:
    for page in pages:
        if reason := _reason(ask(page, _TIMEOUT)):
            yield Seen(PAGE, Place(sitemap), f"{page} ({reason})", _AGAIN)


def _compare(sitemap: str, there: set[str], here: set[str]) -> Iterator[Finding]:
    if lacking := sorted(here - there):
        yield OLDER.at(Place(sitemap), f"{len(lacking)} missing, such as {lacking[0]}", _AGAIN)
    if more := sorted(there - here):
        yield OLDER.at(Place(sitemap), f"{len(more)} more, such as {more[0]}", _AGAIN)
