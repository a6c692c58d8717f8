"""The card of sites without typst, which is committed."""

import io
from pathlib import Path

from PIL import Image, ImageChops

from proofolio.share.cards import DEFAULT
from proofolio.share.default_card import draw_default

THEME = Path(__file__).parents[2] / "plugins/proofolio/hosts/mkdocs/theme"


def test_default_card_is_current() -> None:
    tokens = THEME / "assets/stylesheets/proofolio/tokens.css"
    drawn = Image.open(io.BytesIO(draw_default(tokens.read_text(encoding="utf-8"))))

    with Image.open(DEFAULT) as committed:
        # Another version of typst may draw an edge a little differently.
        assert committed.size == drawn.size == (1200, 630)
        unlike = ImageChops.difference(committed.convert("RGB"), drawn.convert("RGB")).convert("L")
    assert sum(unlike.histogram()[40:]) < 500, (
        "python -m proofolio.share.default_card plugins/proofolio/hosts/mkdocs/theme"
    )
