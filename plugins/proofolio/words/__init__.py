"""The words of the interface, one file per language."""

from proofolio.words.wording import OWN_WORDS, notebook_words, read_words, with_own_words

__all__ = ["OWN_WORDS", "notebook_words", "read_words", "with_own_words"]
