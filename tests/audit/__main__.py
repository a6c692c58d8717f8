"""`make audit`: everything that the sample site promises, looked at in a real browser.

Builds the site for an address with a sub-path and serves it from this machine as GitHub Pages does.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.audit import tools
from tests.audit.finding import CHECKS, Finding, Weight
from tests.audit.keyboard import walk
from tests.audit.serving import BASE, serve
from tests.audit.views import IN_VIEWS, VIEWS, Stop, find_stops, look_at
from tests.audit.weight import over_budget, weigh
from tests.find_browser import find_browser, launch_options
from tests.site.building import ROOT, build_site

# One page of each kind; a first one that fits is taken.
KINDS = (r"", r"case-studies/", r"case-studies/[^/]+/", r"case-studies/[^/]+/[^/]+/")


class Audit:
    """What the checks of one run find, and which could not be made."""

    def __init__(self, folder: Path, address: str, checks: set[str], pages: str) -> None:
        self._folder, self._address, self._checks = folder, address, checks
        self.stops = [stop for stop in find_stops(folder) if re.search(pages, stop.path)]
        self.findings: list[Finding] = []
        self.not_run: dict[str, str] = {}
        self.weights: list[Weight] = []
        self.scores: dict[str, dict[str, int]] = {}

    def run(self, browser: Browser) -> None:
        """Make the checks that are asked for, those with the longest tools last."""
        if in_views := self._checks & IN_VIEWS:
            for scheme, width in VIEWS:
                _say(f"{len(self.stops)} pages, {scheme}, {width} px")
                self.findings += look_at(
                    browser, self._address, self.stops, scheme, width, in_views
                )
        if "weight" in self._checks:
            _say("weight")
            self.weights = weigh(browser, self._folder, self.stops)
            self.findings += over_budget(self.weights)
        if "keyboard" in self._checks:
            _say("keyboard")
            self.findings += walk(browser, self._address, self._kinds())
        for name, check in (("html", self._validate), ("lighthouse", self._measure)):
            if name in self._checks:
                _say(name)
                try:
                    check()
                except tools.NotRun as reason:
                    self.not_run[name] = str(reason)

    def _validate(self) -> None:
        wanted = {stop.path for stop in self.stops} | {"404.html"}
        found = tools.validate(self._folder)
        self.findings += [finding for finding in found if finding.page in wanted]

    def _measure(self) -> None:
        browser = find_browser()
        if browser is None:
            raise tools.NotRun("no browser")
        paths = [stop.path for stop in self._kinds()]
        found, self.scores = tools.measure(self._address, paths, browser)
        self.findings += found

    def _kinds(self) -> list[Stop]:
        stops = [stop for stop in self.stops if not stop.act]
        found = (next((s for s in stops if re.fullmatch(kind, s.path)), None) for kind in KINDS)
        return [stop for stop in found if stop] or stops[:1]


def print_report(audit: Audit, checks: set[str]) -> None:
    """Print the table of checks, the weights, the scores, and what was found."""
    count = Counter(finding.check for finding in audit.findings)
    print(f"\n{'check':<12}{'found':>6}  what")
    for name, what in CHECKS.items():
        if name in audit.not_run:
            print(f"{name:<12}{'–':>6}  {what}; not run: {audit.not_run[name]}")
        elif name in checks:
            print(f"{name:<12}{count[name] or 'none':>6}  {what}")
    if audit.weights:
        print(f"\n{'requests':>8}{'kB':>7}{'of figures':>12}  a first visit")
        for weight in audit.weights:
            kilobytes, figures = weight.size / 1000, weight.figures_size / 1000
            print(f"{weight.requests:>8}{kilobytes:>7.0f}{figures:>12.0f}  {weight.page or 'home'}")
    if audit.scores:
        print("\nLighthouse: performance, accessibility, best practices, SEO")
        for path, scores in audit.scores.items():
            print("".join(f"{scores[name]:>5}" for name in tools.LIMITS), f" {path or 'home'}")
    if audit.findings:
        print()
        print_findings(audit.findings)


def print_findings(findings: list[Finding]) -> None:
    """Print each finding once, with the first place and the number of the others."""
    places: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        place = f"{finding.page or 'home'} {finding.view}".rstrip()
        places.setdefault((finding.check, finding.message), []).append(place)
    for (check, message), found in places.items():
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        print(f"{check}: {message}\n    {found[0]}{more}")


def _say(step: str) -> None:
    print(f"… {step}", file=sys.stderr, flush=True)


def main() -> int:
    """Run the audit; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--only", help=f"some of the checks, with commas: {', '.join(CHECKS)}")
    parser.add_argument("--pages", default="", help="a pattern that the pages' paths must contain")
    parser.add_argument("--site", type=Path, help=f"a site built for {BASE}, not the sample site")
    options = parser.parse_args()
    checks = set(options.only.split(",")) if options.only else {*CHECKS}
    if unknown := checks - {*CHECKS}:
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        site: Path = options.site or Path(folder)
        if not options.site:
            address = f"https://someone.github.io{BASE}"
            build_site(ROOT / "mkdocs.yml", site, site_url=address)
        with serve(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            audit = Audit(site.resolve(), address, checks, options.pages)
            if not audit.stops:
                parser.error(f"no page has {options.pages} in its path")
            audit.run(browser)
            browser.close()
    print_report(audit, checks)
    print(f"\n{len(audit.stops)} pages, {time.monotonic() - start:.0f} s")
    return 1 if audit.findings else 0


if __name__ == "__main__":
    sys.exit(main())
