"""Pages in a real browser, in light and dark, on a phone and on a desk, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, Page

from tests.audit.finding import Finding

HERE = Path(__file__).parent
AXE = files("axe_playwright_python") / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MISSING = "no/such/page/"
TECHNICAL = "?view=technical"  # what the brief version of a study hides
IN_VIEWS = {
    "axe", "console", "requests", "hosts", "overflow", "images", "shift", "targets", "print",
}  # fmt: skip
# What moves depends on how fast the machine is: tests leave that out.
STEADY = IN_VIEWS - {"shift"}
Scheme = Literal["light", "dark"]
VIEWS: list[tuple[Scheme, int]] = [
    ("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360),
]  # fmt: skip


class Stop(NamedTuple):
    """A page of the site, and what a reader has done there."""

    path: str
    done: str = ""
    act: Callable[[Page], None] | None = None
    within: str = "html"

    @property
    def name(self) -> str:
        """How findings call it."""
        return f"{self.path or 'home'}{', ' if self.done else ''}{self.done}"


def find_stops(folder: Path) -> list[Stop]:
    """Every page of a built site, an address that is none, and what opens over a page."""
    stops = []
    for path in sorted(folder.rglob("*.html")):
        html = path.read_bytes()
        if b"<html" not in html[:3000].lower():
            continue  # a part of a page
        name = path.relative_to(folder).as_posix().removesuffix("index.html")
        stops.append(Stop(MISSING if name == "404.html" else name))
        if b'data-pf-view="brief"' in html:
            stops.append(Stop(f"{name}{TECHNICAL}"))
    return [*stops, *OPENED]


def look_at(
    browser: Browser,
    address: str,
    stops: Iterable[Stop],
    scheme: Scheme,
    width: int,
    checks: Collection[str] = frozenset(IN_VIEWS),
) -> list[Finding]:
    """Open each page and gather what is wrong with it."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_init_script(path=HERE / "watch.js")
    if "axe" in checks:
        context.add_init_script(AXE.read_text(encoding="utf-8"))
    found: list[Finding] = []
    page = context.new_page()
    here: list[Stop] = []
    watch(page, address, lambda check, text: found.append(
        Finding(check, here[-1].name, f"{scheme} {width}", text)
    ))  # fmt: skip
    for stop in stops:
        here.append(stop)
        problems = _look(page, address, stop, width, checks)
        found += [Finding(check, stop.name, f"{scheme} {width}", text) for check, text in problems]
    context.close()
    return sorted({finding for finding in found if finding.check in checks})


def watch(page: Page, address: str, tell: Callable[[str, str], object]) -> None:
    """Tell of what a page writes into the console, fails to load or asks of other hosts."""
    own = address[: address.index("/", len("http://"))]

    def ask(url: str) -> None:
        if not url.startswith((own, "data:", "blob:")):
            tell("hosts", f"asked {url}")

    page.on("request", lambda request: ask(request.url))
    # What the next page breaks off has not failed.
    page.on(
        "requestfailed",
        lambda request: (
            tell("requests", f"failed {request.url}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )
    page.on(
        "response",
        lambda response: (
            tell("requests", f"{response.status} for {response.url}")
            if response.status >= 400 and not response.url.endswith(MISSING)
            else None
        ),
    )
    page.on("pageerror", lambda error: tell("console", f"error {error}"))
    page.on(
        "console",
        lambda message: (
            tell("console", message.text)
            if message.type in ("error", "warning")
            and "Failed to load resource" not in message.text  # the response has told
            else None
        ),
    )


def _look(
    page: Page, address: str, stop: Stop, width: int, checks: Collection[str]
) -> Iterator[tuple[str, str]]:
    page.goto(address + stop.path, wait_until="load")
    if stop.act:
        stop.act(page)
    measure = (HERE / "measure.js").read_text(encoding="utf-8")
    if not stop.act:
        yield from map(tuple, page.evaluate(measure, {"narrow": width < 600, "printed": False}))
    if "axe" in checks:
        yield from (("axe", text) for text in run_axe(page, stop.within))
    if "print" in checks and width > 600 and not stop.act:
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 with 10 mm around
        page.emulate_media(media="print")
        yield from map(tuple, page.evaluate(measure, {"narrow": False, "printed": True}))
        page.emulate_media(media="null")
        page.set_viewport_size({"width": width, "height": 800})


def run_axe(page: Page, within: str = "html") -> list[str]:
    """What axe-core, which the page must have, finds on it: rule, why and where."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    run = "([within, options]) => axe.run(within, options)"
    result: Any = page.evaluate(run, [within, options])
    return [
        f"{rule['id']}: {_reason(node)} at {' '.join(map(str, node['target']))}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return str(checks[0]["message"]) if checks else "violated"


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("model")
    page.locator(".md-search-result__item").first.wait_for(state="visible", timeout=15_000)


def _open_menu(page: Page) -> None:
    button = page.locator(".pf-menu")
    if button.is_visible():
        button.click()


# What lies below is covered on purpose, so only what has opened is looked at.
OPENED = (
    Stop("", "search open", _search, "[data-md-component=search]"),
    Stop("", "menu open", _open_menu, "header"),
)
