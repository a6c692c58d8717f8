"""The cards of all pages: drawn, or the authors' own pictures, or one for all without typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from proofolio.pages.assets import Asset
from proofolio.pages.secret import folder_apart
from proofolio.pages.visuals.shown import ShownPicture
from proofolio.share.brand import DRAWABLE, Brand
from proofolio.share.card import Card
from proofolio.share.card_picture import HEIGHT, WIDTH, OwnPicture, lighten
from proofolio.share.card_text import LONGEST, CardText, CardWriter
from proofolio.share.sheet import Made, Sheet, SheetRefused, digest_file
from proofolio.share.site import SharedPage, SharedSite
from proofolio.share.typst import Press

DEFAULT = Path(__file__).parent / "card.png"
FOLDER = "assets/cards"


@dataclass
class Cards:
    """Cards by the sources of their pages, the files that they are, and what to say of them."""

    cards: dict[str, Card] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, page: SharedPage, picture: OwnPicture, alt: str, name: str = "") -> None:
        """Publish a picture under a name made of its content; in an unlisted page's own folder."""
        apart = folder_apart(page.uri)
        stem = name or _stem(page.uri.removeprefix(apart))
        digest = digest_file(picture.path)[:8]
        uri = f"{apart}{FOLDER}/{stem}.{digest}{picture.path.suffix.lower()}"
        self.assets[uri] = Asset(uri, picture.path)
        self.cards[page.source] = Card(uri, picture.width, picture.height, alt)

    def take(self, others: Cards) -> None:
        """Add those that were made elsewhere."""
        self.cards |= others.cards
        self.assets |= others.assets
        self.warnings += others.warnings
        self.notes += others.notes


class CardMaker:
    """Makes the cards of a site; `photo` is the portrait of its author."""

    def __init__(
        self,
        site: SharedSite,
        words: Mapping[str, Any],
        press: Press,
        brand: Brand,
        photo: Path | None = None,
    ) -> None:
        self._site, self._press, self._brand, self._photo = site, press, brand, photo
        self._writer = CardWriter(site, words)

    def make(
        self,
        own: Mapping[str, tuple[OwnPicture, str | None]],
        pages: Sequence[SharedPage] | None = None,
    ) -> Cards:
        """The cards of these pages, or of all.

        `own` are pictures of authors with what they show, by source.

        Raises AuthorError for a mistake in a template of the site.
        """
        made, pages = Cards(), self._site.pages if pages is None else pages
        for cards in self._press.at_once(partial(self._make, own), pages):
            made.take(cards)
        if not self._press.tool and len(own) < len(pages):
            self._press.without.append("all pages share one card")
        return made

    def _make(self, own: Mapping[str, tuple[OwnPicture, str | None]], page: SharedPage) -> Cards:
        made, text = Cards(), self._writer.write(page)
        if page.source in own:
            picture, alt = own[page.source]
            made.add(page, picture, alt or text.title)
        elif self._press.tool:
            self._draw(page, text, made)
        else:
            _add_default(page, self._site, made)
        return made

    def _draw(self, page: SharedPage, text: CardText, made: Cards) -> None:
        for name in text.cut:
            made.warnings.append(
                f"{page.source}: its card shows the first {LONGEST[name]} characters of its {name}"
            )
        data = {**text.data(), "brand": self._brand.data()}
        files = dict(self._pictures(page, text))
        try:
            drawn = self._press.make(Sheet("card.typ", data, files=files, lenient=True))
        except SheetRefused as error:
            made.warnings.append(f"{page.source}: its card cannot be set: {error}")
            return _add_default(page, self._site, made)
        made.add(page, OwnPicture(*lighten(drawn.path, WIDTH, HEIGHT, self._press.cache)), text.alt)
        if drawn.missing:
            self._tell_missing(page, drawn, made)

    def _pictures(self, page: SharedPage, text: CardText) -> Iterator[tuple[str, Path]]:
        study = self._site.study(page) if page.kind == "study" else None
        shown = study.visuals.get(("cover",)) if study and not text.result else None
        if shown and isinstance(shown.content, ShownPicture):
            path = shown.content.asset.content
            if isinstance(path, Path) and path.suffix.lower() in DRAWABLE:
                yield "picture", path
        if self._brand.logo:
            yield "logo", self._brand.logo
        if text.photo and self._photo:
            yield "photo", self._photo

    def _tell_missing(self, page: SharedPage, drawn: Made, made: Cards) -> None:
        place = self._press.font_folder or "the folder share/fonts of the site's own templates"
        told = (
            f'{page.source}: no font has "{drawn.missing}", so that its card goes without; put a '
            f".ttf or .otf file that has them into {place}"
        )
        letters = any(unicodedata.category(letter)[0] in "LMN" for letter in drawn.missing)
        (made.warnings if letters else made.notes).append(told)


def _add_default(page: SharedPage, site: SharedSite, made: Cards) -> None:
    made.add(page, OwnPicture(DEFAULT, WIDTH, HEIGHT), site.name, "card")


def _stem(uri: str) -> str:
    last = re.sub(r"(?:index)?\.html$", "", uri).strip("/").rpartition("/")[2]
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")[:60] or "card"
