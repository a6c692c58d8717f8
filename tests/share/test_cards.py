"""Cards as pictures: whatever is written on them stays in its place."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from proofolio.pages.look.model import Look
from proofolio.pages.look.palette import read_colours
from proofolio.share import SharedPage, SharedSite
from proofolio.share.brand import Brand, make_brand
from proofolio.share.cards import CardMaker
from proofolio.share.typst import Press
from proofolio.words import read_words
from tests.share.test_card_text import STUDY, site

TOKENS = (
    Path(__file__).parents[2]
    / "plugins/proofolio/hosts/mkdocs/theme/assets/stylesheets/proofolio/tokens.css"
)
LONG = "who would ever write so much about so little, and yet it must be shown " * 4
COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 3


@pytest.fixture(scope="module")
def brand() -> Brand:
    return make_brand(Look(), read_colours(TOKENS.read_text(encoding="utf-8"), dark=False), Path())


def draw(of: SharedSite, page: SharedPage, brand: Brand, folder: Path) -> Image.Image:
    shown = replace(of, pages=(page,))
    made = CardMaker(shown, read_words("en"), Press(folder, folder), brand).make({})
    [asset] = made.assets.values()
    assert made.warnings == []
    assert isinstance(asset.content, Path)
    with Image.open(asset.content) as opened:
        return opened.convert("RGB")


def is_empty(card: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether nothing but paper is there."""
    return card.crop(box).getcolors() is not None and len(card.crop(box).getcolors() or ()) == 1


@pytest.mark.parametrize("title", ["A", LONG, COMPOUND, "x" * 299, "Πρόβλεψη " * 30], ids=range(5))
@pytest.mark.parametrize("kind", ["study", "page"])
def test_title_of_any_length_stays_within_the_card(
    kind: str, title: str, brand: Brand, tmp_path: Path
) -> None:
    title = " ".join(title.split())
    of = (
        site(STUDY.replace("A telecom operator", "Some client " * 5)) if kind == "study" else site()
    )
    page = SharedPage("page", "a/", "a.md", title, "A description of the page. " * 9)
    if kind == "study":
        case = of.studies["churn"].study.case.model_copy(update={"headline": title})
        study = replace(of.studies["churn"], study=replace(of.studies["churn"].study, case=case))
        of = replace(of, studies={"churn": study})
        page = replace(page, kind="study", slug="churn")
    card = draw(of, page, brand, tmp_path)

    assert not is_empty(card, (68, 12, 1132, 520))
    for box in ((0, 12, 60, 630), (1140, 12, 1200, 630), (0, 521, 1200, 528), (0, 597, 1200, 630)):
        assert is_empty(card, box), box
