"""Pieces of a text → as much of it as fits, what matters most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofolio.share.pack.limits import count_characters

# By so much details matter less than what they belong to.
_DETAILS = 50


@dataclass(frozen=True)
class Piece:
    """A part of a text: its wordings, the longest first, and how much it matters.

    Pieces of one `group` stand in lines below each other, others in paragraphs. What `must` be
    there is only put shorter.
    """

    wordings: tuple[str, ...]
    matters: int
    group: str = ""
    must: bool = False
    leads: str = ""  # the group of which it is the heading
    details: int | None = None  # how much the longer wordings matter, where that is known

    @property
    def weight(self) -> int:
        """How much it matters that it is there, or, while it can be put shorter, its details."""
        if len(self.wordings) < 2:
            return self.matters
        return self.matters - _DETAILS if self.details is None else self.details


def fit_pieces(pieces: Sequence[Piece], limit: int) -> str | None:
    """The text, in the order of the pieces; nothing where what must be there is too long.

    Of what matters least the wording gets shorter first, then it is left out; no wording is cut.
    """
    kept = [piece for piece in pieces if piece.wordings and piece.wordings[0]]
    while count_characters(text := _join(kept)) > limit:
        weakest = [piece for piece in kept if not piece.must or len(piece.wordings) > 1]
        if not weakest:
            return None
        least = min(weakest, key=lambda piece: piece.weight)
        place = next(index for index, piece in enumerate(kept) if piece is least)
        if len(least.wordings) > 1:
            kept[place] = replace(least, wordings=least.wordings[1:])
        else:
            del kept[place]
        groups = {piece.group for piece in kept}
        kept = [piece for piece in kept if not piece.leads or piece.leads in groups]
    return text


def _join(pieces: Sequence[Piece]) -> str:
    text, before = "", None
    for piece in pieces:
        near = before and piece.group and piece.group in (before.group, before.leads)
        text += f"{'' if before is None else chr(10) if near else chr(10) * 2}{piece.wordings[0]}"
        before = piece
    return text
