"""What a check found, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# In the order of the table that `make audit` prints.
CHECKS = {
    "axe": "axe-core: WCAG 2.2 AA and best practices",
    "console": "nothing in the console",
    "requests": "every request is answered",
    "hosts": "no request to another host",
    "overflow": "nothing is wider than the screen",
    "images": "pictures show, with size and alternative text",
    "shift": "nothing moves while the page loads",
    "targets": "buttons are at least 44 px high on a phone",
    "print": "nothing is cut off on paper, and its text is dark",
    "keyboard": "skip link; focus is seen, and not covered",
    "weight": "150 kB and 25 requests, beside its own figures and charts",
    "html": "Nu HTML validator",
    "lighthouse": "Lighthouse mobile: 95 / 100 / 100 / 100",
}


@dataclass(frozen=True, order=True)
class Finding:
    """A mistake on a page; `view` says how it was looked at, such as `dark 360`."""

    check: str
    page: str
    view: str
    message: str

    def __str__(self) -> str:
        place = f"{self.page or 'home'} ({self.view})" if self.view else self.page or "home"
        return f"{self.check}: {place}: {self.message}"


class Weight(NamedTuple):
    """What a first visit to a page asks for: requests and bytes, of these its own figures."""

    page: str
    requests: int
    size: int
    figures: int
    figures_size: int
