"""Links and files that pages name, over the whole folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import quote, unquote, urljoin, urlsplit

from proofolio.evidence.lint import Finding
from proofolio.guard.finding import Place, Seen, Sort, gather
from proofolio.guard.page import Address, BuiltPage
from proofolio.guard.site import BuiltSite

NOT_FOUND = "404.html"
# This machine, whichever it is.
HERE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 - compared, never bound
# An address of no site, for those that were built without one.
_NOWHERE = "https://site.invalid/"

DEAD = Sort("dead-link", "error", "a page or file of the site")
CASE = Sort("link-case", "error", "upper and lower case as in the name of the file")
OUTSIDE = Sort("outside-base", "error", "an address below the site's own path")
ANCHOR = Sort("dead-anchor", "warning", "a part of the page that the link leads to")
WHOLE = Sort("link-to-itself", "warning", "links within the site that start from the page")
UNLOADED = Sort("local-address", "error", "an address that computers of readers know, too")
UNOPENED = Sort(UNLOADED.code, "warning", UNLOADED.expected)
RELATIVE = Sort("404-relative", "error", "addresses on the 404 page that hold at any depth")


def check_links(site: BuiltSite) -> Iterator[Finding]:
    """Whatever is not there when a reader, or a browser, asks Pages for it."""
    lower = {name.lower(): name for name in site.files}
    yield from gather(seen for page in site.pages.values() for seen in _look(site, page, lower))


def _look(site: BuiltSite, page: BuiltPage, lower: Mapping[str, str]) -> Iterator[Seen]:
    here = urljoin(site.url or _NOWHERE, quote(page.name))
    for address in page.addresses:
        if one := _judge(site, page, address, here, lower):
            yield one


def _judge(
    site: BuiltSite, page: BuiltPage, address: Address, here: str, lower: Mapping[str, str]
) -> Seen | None:
    place = site.place(page.name, address.line, address.column)
    try:
        whole, written = urlsplit(urljoin(here, address.url)), urlsplit(address.url)
    except ValueError:
        return Seen(DEAD, place, f'"{address.url}", which is no address', "correct it")
    root = urlsplit(site.url or _NOWHERE)
    shown = f'"{address.url}"'
    if whole.netloc.lower() != root.netloc or whole.scheme not in ("http", "https"):
        if whole.scheme == "file" or (whole.hostname in HERE and root.hostname not in HERE):
            repair = "put the file into the site and link to it there, or take it out"
            return Seen(UNOPENED if address.leads else UNLOADED, place, shown, repair)
        return None
    if page.name == NOT_FOUND and _is_relative(address.url):
        repair = f"write it from the root: {urljoin(here, address.url)}"
        return Seen(RELATIVE, place, shown, f"{repair}, or set `site_url`")
    path = unquote(whole.path)
    if not path.startswith(site.base) and f"{path}/" != site.base:
        repair = f'write it from the page, or as "{site.base}{path.lstrip("/")}"'
        return Seen(OUTSIDE, place, f"{shown}, which leaves {site.base}", repair)
    name = find_file(site, path.removeprefix(site.base).lstrip("/"))
    if name is None:
        return _missing(site, path, shown, place, lower)
    if whole.fragment and not _has_part(site, name, whole.fragment):
        part = unquote(whole.fragment)
        repair = _repair(part, sorted(site.pages[name].ids))
        return Seen(ANCHOR, place, f'"#{part}", which {name} has not', repair)
    if address.leads and written.netloc:
        return Seen(WHOLE, place, shown, "link to the page's file, such as ../about.md")
    return None


def _is_relative(url: str) -> bool:
    parts = urlsplit(url)
    return not (parts.scheme or parts.netloc or parts.path.startswith("/")) and bool(parts.path)


def find_file(site: BuiltSite, path: str) -> str | None:
    """The file that Pages answers with: itself, the index of a folder, or a page without .html."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    plain = "/".join(parts)
    names = [f"{plain}/index.html".lstrip("/")]
    if not path.endswith("/"):
        names = [plain, f"{plain}.html", *names]
    return next((name for name in names if name in site.files), None)


def _missing(
    site: BuiltSite, path: str, shown: str, place: Place, lower: Mapping[str, str]
) -> Seen:
    name = path.removeprefix(site.base).lstrip("/")
    for form in (name, f"{name.rstrip('/')}/index.html".lstrip("/"), f"{name}.html"):
        if real := lower.get(form.lower()):
            repair = f'write "{real.removesuffix("index.html")}": Pages tells them apart'
            return Seen(CASE, place, shown, repair)
    known = [one.removesuffix("index.html") for one in site.files]
    return Seen(DEAD, place, f'"{name}", which is not there', _repair(name, known))


def _repair(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.7)
    return f'did you mean "{near[0]}"?' if near else "correct the link, or delete it"


def _has_part(site: BuiltSite, name: str, fragment: str) -> bool:
    page = site.pages.get(name)
    part = unquote(fragment).split(":~:")[0]
    return page is None or part in ("", "top") or part in page.ids
