"""Make the committed web fonts again; no part of a build.

    pip install 'fonttools[woff]' fontpkg-source-sans-3 fontpkg-ibm-plex-mono
    python make_fonts.py

A subset is a modified version, and both licences reserve the font's name for the original.
So the families made here are called "Proofolio Sans" (from Source Sans 3) and "Proofolio Mono"
(from IBM Plex Mono). The widths printed are those behind `size-adjust` in fonts.css.
"""

from importlib.resources import files
from pathlib import Path
from shutil import copyfile

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
SANS, MONO = (Path(str(files(f"fontpkg_{name}"))) for name in ("source_sans_3", "ibm_plex_mono"))

# The usual web ranges, with the arrows, ticks, comparison signs, narrow spaces and the few Greek
# letters that results are written with.
LATIN = (
    "0-FF 131 152-153 2BB-2BC 2C6 2DA 2DC 394 3B1-3B2 3BB-3BC 3C3 2002-200A 2010-2027 "
    "202F-203A 2044 2070-208E 20AC 2122 2190-2193 2197 2206 2211-2212 2215 221A 221E 2248 2260 "
    "2264-2265 2713 2717"
)
EXTENDED = "100-130 132-151 154-24F 259 1E00-1EFF 2020-2021 20A0-20AB 20AD-20BF 2113"
# Code and what is emphasised are plain most of the time: accents, and what programs draw tables
# with, come when they are used.
PLAIN = "20-7E A0 2010-2027 202F-203A 20AC 2190-2193 2212 2248 2260 2264-2265"
ACCENTS = "A1-FF 152-153"
BOXES = "2500-259F"

# What the styles ask for, and what the languages need. Places of combining accents would add a
# tenth to the files; texts on the web have composed letters.
FEATURES = ["kern", "ccmp", "locl", "liga", "calt", "tnum", "lnum"]
NAMES = {"fontpkg_source_sans_3": "Proofolio Sans", "fontpkg_ibm_plex_mono": "Proofolio Mono"}

FACES: dict[str, tuple[Path, tuple[int, int] | int | None, str]] = {
    "source-sans-3-latin": (SANS / "files/SourceSans3[wght].ttf", (400, 700), LATIN),
    "source-sans-3-latin-ext": (SANS / "files/SourceSans3[wght].ttf", (400, 700), EXTENDED),
    "source-sans-3-italic": (SANS / "files/SourceSans3-Italic[wght].ttf", 400, PLAIN),
    "source-sans-3-italic-more": (SANS / "files/SourceSans3-Italic[wght].ttf", 400, ACCENTS),
    "ibm-plex-mono": (MONO / "files/IBMPlexMono-Regular.ttf", None, PLAIN),
    "ibm-plex-mono-more": (MONO / "files/IBMPlexMono-Regular.ttf", None, f"{ACCENTS} {BOXES}"),
}

# English letters, each as often as it occurs in a hundred characters of text.
OFTEN = (
    "eeeeeeeeeettttttttaaaaaaaooooooiiiiiinnnnnnsssssshhhhhrrrrrddddlllcccuummwwffggyyppbbvk"
    + " " * 17
)


def points(ranges: str) -> set[int]:
    """The code points of "0-FF 131"."""
    ends = [[int(end, 16) for end in part.split("-")] for part in ranges.split()]
    return {point for end in ends for point in range(end[0], end[-1] + 1)}


def mean_width(font: TTFont) -> float:
    """The mean advance of English text, in em."""
    cmap, advances = font.getBestCmap(), font["hmtx"]
    widths = [advances[cmap[ord(letter)]][0] for letter in OFTEN]
    return float(sum(widths) / len(widths) / font["head"].unitsPerEm)


def make_font(name: str, source: Path, weight: tuple[int, int] | int | None, ranges: str) -> None:
    font = TTFont(source, recalcTimestamp=False)
    if weight == (400, 700):
        print("width of 400:", mean_width(instantiateVariableFont(TTFont(source), {"wght": 400})))
    subset = Subsetter(Options(hinting=False, layout_features=FEATURES))
    subset.populate(unicodes=points(ranges))
    subset.subset(font)
    if weight:
        font = instantiateVariableFont(font, {"wght": weight})
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = NAMES[source.parts[-3]]
    font.flavor = "woff2"
    font.save(HERE / f"{name}.woff2")
    print((HERE / f"{name}.woff2").stat().st_size, "bytes")


if __name__ == "__main__":
    copyfile(SANS / "LICENSE", HERE / "source-sans-3-OFL.txt")
    copyfile(MONO / "LICENSE", HERE / "ibm-plex-mono-OFL.txt")
    for name, (source, weight, ranges) in FACES.items():
        make_font(name, source, weight, ranges)
