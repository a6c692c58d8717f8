"""The places that show links: what they take from a page, and how much of it.

Only X names lengths. The others are rules of thumb for the usual width and Latin letters, which
nobody has measured in the apps themselves; a line more or less is possible. Looked up in November
2026:

    X          https://developer.x.com/cards/markup: 70 characters of a title, 200 of a description;
               summary_large_image is 2:1, and shows the title over the picture since autumn 2023
    Slack      https://previewog.com/slack-link-preview/: some 300 of a description
    WhatsApp   https://opengraphplus.com/consumers/whatsapp/tags: 60 to 81 of a title, 65 to 81 of a
               description; whether pictures are loaded up to 300 or 600 kB, sources disagree
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.share.preview.link import Link, Picture

# Below, LinkedIn and WhatsApp show a small square; above, WhatsApp may load no picture.
_LARGE = 600
_HEAVIEST = 300_000
_SHAPE = 1200 / 630


@dataclass(frozen=True)
class Place:
    """`title` and `description` are how many characters are shown; nothing of it where 0."""

    id: str
    name: str
    title: int
    description: int
    picture: bool = True
    own_title: bool = False


PLACES = (
    Place("linkedin", "LinkedIn", 120, 0),
    Place("slack", "Slack", 150, 300),
    Place("x", "X", 70, 0),
    Place("whatsapp", "WhatsApp", 65, 80),
    Place("search", "Search result", 60, 158, picture=False, own_title=True),
)


@dataclass(frozen=True)
class Cut:
    """A text as a place shows it, and what of it is lost."""

    shown: str
    lost: str

    @property
    def told(self) -> str:
        """How much is shown, in words."""
        if not self.shown:
            return "not shown" if self.lost else "none"
        whole = len(self.shown) + len(self.lost)
        return f"{len(self.shown)} of {whole} characters" if self.lost else "whole"


@dataclass(frozen=True)
class Sight:
    """A link as one place shows it."""

    place: Place
    title: Cut
    description: Cut


def look(link: Link) -> list[Sight]:
    """The link as each place shows it."""
    return [
        Sight(
            place,
            _cut((link.title if place.own_title else link.headline) or link.address, place.title),
            _cut(link.description, place.description),
        )
        for place in PLACES
    ]


def judge(link: Link, picture: Picture | None, problem: str = "") -> list[str]:
    """What to look at; `problem` says why the picture could not be had."""
    found = [*_words(link)]
    if problem:
        found.append(f"the picture cannot be had: {problem}")
    elif not link.image:
        found.append("no picture (og:image): most places show bare words")
    elif picture:
        found += _pictures(picture, link)
    return found


def _words(link: Link) -> Iterator[str]:
    if link.hidden:
        yield "the page asks search engines not to show it (noindex)"
    if not link.description:
        yield "no description: search engines and Slack take words from the page"
    for sight in look(link):
        unseen = link.hidden and sight.place.id == "search"
        if sight.title.lost and not unseen:
            what = "the title (<title>)" if sight.place.own_title else "the title (og:title)"
            words = sight.title.shown.split()[-3:]
            yield f'{sight.place.name} cuts {what} after "… {" ".join(words)}"'


def _pictures(picture: Picture, link: Link) -> Iterator[str]:
    size = f"{picture.width} × {picture.height} pixels"
    if picture.width < _LARGE:
        yield f"the picture has {size}: below 600 of width, places show a small square"
    elif abs(picture.width / picture.height / _SHAPE - 1) > 0.05:
        yield f"the picture has {size}: places cut it to the shape of 1200 × 630"
    if len(picture.data) > _HEAVIEST:
        yield f"the picture has {len(picture.data) / 1000:,.0f} kB: WhatsApp may load 300 at most"
    if not link.alt:
        yield "the picture has no alternative text (og:image:alt)"


def _cut(text: str, longest: int) -> Cut:
    if len(text) <= longest:
        return Cut(text, "")
    if not longest:
        return Cut("", text)
    head = text[: longest - 1]
    whole = head.rpartition(" ")[0] or head
    return Cut(whole, text[len(whole) :])
