"""An author's accent colour → the accents of both schemes, dark or light enough to be read.

Each is held against all that it stands on in the palette: 4.5:1 (WCAG 2.2, 1.4.3).
"""

from collections.abc import Callable, Mapping

from proofolio.pages.look.colour import Colour, from_oklch

READ = 4.5
GROUNDS = ("paper", "surface", "sunken")
_STEP = 0.004
# On a dark page strong colours glow, and ones that are just bright enough look dull. At half its
# strength the accent is the ground of numbers in a matrix (pages/charts/matrix.py), so there is an
# end in both schemes.
_DARK, _DARK_CHROMA = (0.74, 0.78), 0.13
_LIGHT = 0.3


def accent_colours(
    accent: Colour, palette: Mapping[str, Colour], *, dark: bool
) -> dict[str, Colour]:
    """The colours by the names of their properties, for one scheme of a palette."""
    soft = _soft(accent, palette, dark=dark)
    grounds = [soft, *(palette[name] for name in GROUNDS)]

    def read(colour: Colour) -> bool:
        return all(colour.contrast(ground) >= READ for ground in grounds)

    lightness, chroma, hue = accent.oklch
    if dark:
        lightness = min(max(lightness, _DARK[0]), _DARK[1])
        chroma = min(chroma, _DARK_CHROMA)
        own = _shift(lightness, chroma, hue, _STEP, read)
    elif lightness >= _LIGHT and read(accent):
        own = accent
    else:
        own = _shift(max(lightness, _LIGHT), chroma, hue, -_STEP, read)
    lightness, chroma, hue = own.oklch
    further = lightness + 0.075 if dark else lightness - 0.075
    strong = _shift(further, chroma, hue, _STEP if dark else -_STEP, read)
    on = _shift(0.22, min(chroma, 0.04), hue, -_STEP, lambda c: c.contrast(own) >= READ)
    return {
        "accent": own,
        "accent-strong": strong,
        "accent-soft": soft,
        "on-accent": on if dark else Colour(255, 255, 255),
    }


def _soft(accent: Colour, palette: Mapping[str, Colour], *, dark: bool) -> Colour:
    """A breath of the accent, on which all text is read."""
    _, chroma, hue = accent.oklch
    texts = [palette[name] for name in ("ink", "ink-soft", "ink-faint")]
    start, most, step = (0.29, 0.04, -_STEP) if dark else (0.945, 0.022, _STEP)
    return _shift(
        start, min(chroma, most), hue, step,
        lambda colour: all(text.contrast(colour) >= READ for text in texts),
    )  # fmt: skip


def _shift(
    lightness: float, chroma: float, hue: float, step: float, fits: Callable[[Colour], bool]
) -> Colour:
    """The first colour that fits, going lighter or darker; at the end black or white does."""
    colour = from_oklch(lightness, chroma, hue)
    while not fits(colour) and 0 < lightness < 1:
        lightness += step
        colour = from_oklch(lightness, chroma, hue)
    return colour
