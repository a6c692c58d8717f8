"""The picture that stands beside a link to a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """A published picture: its address from the site's root, its size in pixels, what it shows."""

    uri: str
    width: int
    height: int
    alt: str
