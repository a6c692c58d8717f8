"""The look, as a site sets it in mkdocs.yml."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, StrictBool, model_validator

from proofolio.pages.look.colour import Colour, parse_colour
from proofolio.pages.study import ORDER
from proofolio.studies import suggest
from proofolio.studies.model import Model, Shorthand
from proofolio.studies.values import Image, Line, refuse

Palette = Literal["lagoon", "ink", "clay"]
Density = Literal["comfortable", "compact", "airy"]

# What goes into a stylesheet as it is.
_FAMILY = re.compile(r"[\w][\w .+-]*")
_WEIGHT = re.compile(r"[1-9]\d{0,2}( [1-9]\d{0,2})?|1000", re.ASCII)


def _colour(value: Any) -> Colour:
    colour = parse_colour(value) if isinstance(value, str) else None
    if colour is None:
        repair = 'write it as "#0f766e" (in quotes), teal, rgb(15, 118, 110) or oklch(51% 0.09 186)'
        raise refuse("an opaque colour", repair)
    return colour


def _family(value: str) -> str:
    if not _FAMILY.fullmatch(value):
        raise refuse("the name of a family of fonts", "write letters, digits, spaces and hyphens")
    return value


def _weight(value: Any) -> str:
    if isinstance(value, bool) or not _WEIGHT.fullmatch(str(value)):
        raise refuse("a weight", 'write 400, or "400 700" for a file with all between')
    return str(value)


def _sections(names: list[str]) -> list[str]:
    for index, name in enumerate(names):
        if name not in ORDER:
            raise refuse(
                "a section of a study", suggest(name, ORDER, "the sections are"), at=(index,)
            )
        if name in names[:index]:
            raise refuse("each section once", "delete one of the two", at=(index,))
    return names


class FontFile(Shorthand):
    """A woff2 file of a font."""

    file: Image = Field(
        description="The file, by its path in docs_dir.", examples=["fonts/inter.woff2"]
    )
    weight: Annotated[str, PlainValidator(_weight)] = Field(
        "400",
        description="The weight, or the first and the last of a variable font.",
        examples=["400 700"],
    )
    italic: StrictBool = Field(
        False, description="Whether its letters are italic.", examples=[True]
    )


class Font(Shorthand):
    """A family of fonts: `system` for the reader's own, else with the files that bring it."""

    family: Annotated[Line, AfterValidator(_family)] = Field(
        description="Its name, or `system`.", examples=["Inter"]
    )
    files: list[FontFile] = Field(
        [], description="Its woff2 files.", examples=[["fonts/inter.woff2"]]
    )
    fallback: Literal["sans-serif", "serif", "monospace"] | None = Field(
        None, description="What stands in until the files are there.", examples=["serif"]
    )


class Fonts(Model):
    """The fonts, by what they are for."""

    text: Font | None = Field(None, description="Running text.", examples=["system"])
    heading: Font | None = Field(
        None, description="Headings; else as the text.", examples=["system"]
    )
    mono: Font | None = Field(None, description="Code.", examples=["system"])


class Look(Model):
    """What a site can set; all of it is optional."""

    palette: Palette = Field("lagoon", description="The colours, light and dark.", examples=["ink"])
    accent: Annotated[Colour, PlainValidator(_colour)] | None = Field(
        None, description="The colour of links, buttons and key figures.", examples=["#7c3aed"]
    )
    fonts: Fonts = Field(Fonts(), description="The fonts.", examples=[{"text": "system"}])
    logo: Image | None = Field(
        None,
        description="A picture for the header, by its path in docs_dir.",
        examples=["images/logo.svg"],
    )
    logo_dark: Image | None = Field(
        None, description="The same for the dark scheme.", examples=["images/logo-dark.svg"]
    )
    icon: Image | None = Field(
        None,
        description="A square picture for tabs and home screens; else the logo if square.",
        examples=["images/icon.png"],
    )
    name: StrictBool = Field(
        True, description="Whether the site's name stands beside the logo.", examples=[False]
    )
    density: Density = Field(
        "comfortable", description="How close everything stands.", examples=["compact"]
    )
    sections: Annotated[list[Line], AfterValidator(_sections)] = Field(
        [],
        description="The first sections of a study's page, in order.",
        examples=[["results", "problem"]],
    )

    @model_validator(mode="after")
    def _pairs(self) -> "Look":
        if self.logo_dark and not self.logo:
            raise refuse("a `logo` for the light scheme", "add it", at=("logo_dark",))
        if not self.name and not self.logo:
            raise refuse("a `logo` in place of the name", "add it, or delete `name`", at=("name",))
        return self
