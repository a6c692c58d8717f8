"""Words that mean nothing."""

import random

WORDS = (  # noqa: SIM905
    "model baseline metric team week customer data split test recall interval forecast ranking "
    "decision score cost error sample method label feature window result review limit"
).split()


def text(source: random.Random, words: int) -> str:
    """So many words with a capital at their head."""
    return " ".join(source.choices(WORDS, k=words)).capitalize()


def paragraphs(source: random.Random, count: int) -> str:
    """Paragraphs with bold words and code in them."""
    one = "{} **{}** and `{}`. {}."
    return "\n\n".join(one.format(*(text(source, n) for n in (30, 2, 1, 15))) for _ in range(count))
