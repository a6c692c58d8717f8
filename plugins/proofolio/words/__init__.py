"""The words of the interface, one file per language."""

from proofolio.words.numerals import ENGLISH, Numerals, read_numerals, write_date
from proofolio.words.wording import OWN_WORDS, notebook_words, read_words, with_own_words

__all__ = [
    "ENGLISH",
    "OWN_WORDS",
    "Numerals",
    "notebook_words",
    "read_numerals",
    "read_words",
    "with_own_words",
    "write_date",
]
