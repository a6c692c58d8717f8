"""What it costs to draw the cards of a site, and to find them again."""

import random
import tempfile
import time
from pathlib import Path

from benchmarks.text import text
from proofolio.hosts.mkdocs.look import THEME
from proofolio.pages.look.model import Look
from proofolio.pages.look.palette import read_colours
from proofolio.read import parse_yaml
from proofolio.share import SharedPage, SharedSite, SharedStudy
from proofolio.share.brand import Brand, make_brand
from proofolio.share.cards import CardMaker
from proofolio.share.typst import Press
from proofolio.studies import make_study
from proofolio.words import read_words

_TOKENS = THEME / "assets/stylesheets/proofolio/tokens.css"
_STUDY = """\
title: {title}
headline: {headline}
summary: A summary.
problem: P
role: R
method: M
client: A client of this size
industry: Telecommunications
results:
  business:
    - {{name: {name}, value: {value} %, baseline: {{value: 26.5 %, name: {baseline}}}}}
"""


def report_cards(count: int) -> None:
    """Print the seconds of `count` cards of studies, cold and warm, each in a new press."""
    site, brand = _site(count), usual_brand()
    with tempfile.TemporaryDirectory() as folder:
        for state in ("cold", "warm"):
            start = time.perf_counter()
            press = Press(Path(folder), Path(folder))
            made = CardMaker(site, read_words("en"), press, brand).make({})
            seconds = time.perf_counter() - start
            sizes = [Path(str(asset.content)).stat().st_size for asset in made.assets.values()]
            print(
                f"{len(made.cards)} cards, {state}: {seconds:.2f} s; "
                f"the largest has {max(sizes) / 1000:.0f} kB"
            )


def usual_brand() -> Brand:
    """The look of a site that has not set any."""
    return make_brand(Look(), read_colours(_TOKENS.read_text(encoding="utf-8"), dark=False), Path())


def _site(count: int) -> SharedSite:
    source = random.Random(7)
    studies = dict(_study(source, number) for number in range(count))
    pages = tuple(
        SharedPage("study", f"case-studies/{slug}/", f"{slug}.md", slug, slug=slug)
        for slug in studies
    )
    return SharedSite("https://ada.example/", "Ada", "", "en", pages, studies)


def _study(source: random.Random, number: int) -> tuple[str, SharedStudy]:
    written = _STUDY.format(
        title=text(source, 3),
        headline=text(source, 18),
        name=text(source, 6),
        baseline=text(source, 3),
        value=30 + number % 60,
    )
    slug = f"study-{number}"
    study, problems = make_study(parse_yaml(written, "study.yml"), slug)
    if study is None:
        raise SystemExit(str(problems))
    return slug, SharedStudy(study, Path(), {}, {})
