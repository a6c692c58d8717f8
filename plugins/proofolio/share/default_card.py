"""Draws the card of sites without typst: python -m proofolio.share.default_card FOLDER-OF-THEME.

It is the template without words, in the colours of the usual palette.
"""

import sys
import tempfile
from pathlib import Path

from proofolio.pages.look.model import Look
from proofolio.pages.look.palette import read_colours
from proofolio.share.brand import make_brand
from proofolio.share.card_text import CardText
from proofolio.share.sheet import Sheet
from proofolio.share.typst import Press


def draw_default(tokens: str) -> bytes:
    """The picture, from the stylesheet that has the colours."""
    brand = make_brand(Look(), read_colours(tokens, dark=False), Path())
    data = {**CardText("").data(), "brand": brand.data()}
    with tempfile.TemporaryDirectory() as folder:
        press = Press(Path(folder), Path(folder))
        return press.make(Sheet("default-card.typ", data)).path.read_bytes()


if __name__ == "__main__":
    sheet = Path(sys.argv[1]) / "assets/stylesheets/proofolio/tokens.css"
    card = Path(__file__).with_name("card.png")
    card.write_bytes(draw_default(sheet.read_text(encoding="utf-8")))
