"""The visuals of a study: what it names, found in its notebooks and files, ready for its page."""

from proofolio.pages.visuals.clip import warn_of_raw_clips
from proofolio.pages.visuals.diagram import warn_of_undrawn_diagrams
from proofolio.pages.visuals.read import read_visuals
from proofolio.pages.visuals.shown import Shown, ShownChart, ShownPicture

__all__ = [
    "Shown",
    "ShownChart",
    "ShownPicture",
    "read_visuals",
    "warn_of_raw_clips",
    "warn_of_undrawn_diagrams",
]
