"""The colours of a palette, as its stylesheet says."""

import re
from collections.abc import Mapping

from proofolio.pages.look.colour import Colour, parse_colour

_DARK = '@media screen {\n  [data-md-color-scheme="slate"]'
_PROPERTY = re.compile(r"--pf-([\w-]+): (#[0-9a-f]{3,6});")


def read_colours(sheet: str, *, dark: bool) -> Mapping[str, Colour]:
    """The colours that a stylesheet sets in one scheme, by the names of their properties."""
    light, _, rest = sheet.partition(_DARK)
    found = _PROPERTY.findall(rest.partition("\n}\n")[0] if dark else light)
    return {name: colour for name, value in found if (colour := parse_colour(value))}
