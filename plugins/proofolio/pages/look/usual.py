"""The look of a site that sets none.

Apart from the model, whose library would take longer to import than a warm build of notebooks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from proofolio.pages.look.model import Look

SYSTEM = "system"


@dataclass(frozen=True)
class _Fonts:
    text: None = None
    heading: None = None
    mono: None = None


@dataclass(frozen=True)
class _Look:
    palette: str = "lagoon"
    accent: None = None
    fonts: _Fonts = field(default_factory=_Fonts)
    logo: None = None
    logo_dark: None = None
    icon: None = None
    name: bool = True
    density: str = "comfortable"
    sections: tuple[()] = ()


def usual_look() -> Look:
    """What every key of the model is when nobody sets it."""
    return cast("Look", _Look())
