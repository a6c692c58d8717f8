"""LaTeX in the texts of a notebook → MathML, at build time, so that pages need no script for it.

Maths is taken out before Markdown is read, as Jupyter does: in an equation `_` and `*` mean
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import math_core

# Code comes first: nothing in it is maths. Then what begins and ends an equation.
_TOKEN = re.compile(
    r"""
    (?P<fence>^(?P<indent>[ ]{0,3}|[ ]*(?:[-*+>]|\d+[.)])[ ]+|[ ]+)(?P<ticks>`{3,}|~{3,})[^\n]*\n
        (?:.*?^[ \t>]*(?P=ticks)[`~]*[ \t]*$|.*\Z))
    |(?P<code>(?<!`)(?P<quote>`+)(?!`)(?:(?!\n[ \t]*\n).){1,5000}?(?<!`)(?P=quote)(?!`))
    |(?P<tag><(?:pre|code|script|style|textarea)\b.{0,20000}?</(?:pre|code|script|style|textarea)\s*>)
    |\$\$(?P<block>.{1,10000}?)\$\$
    |\\\\?\[(?P<bracket>(?:(?!\n[ \t]*\n).){1,2000}?)\\\\?\]
    |\\begin\{(?P<environment>[a-zA-Z]+\*?)\}.{0,10000}?\\end\{(?P=environment)\}
    |\\\\\((?P<round>(?:(?!\n[ \t]*\n).){1,2000}?)\\\\\)
    |\\\((?P<single>(?:(?!\n[ \t]*\n).){1,2000}?)\\\)
    |(?P<escaped>\\.)
    |\$(?!\s*\$)(?P<inline>
        # What stands in braces may be `\text{for all $t$}`; atomic, or `{}{}…` would take for ever.
        (?>\\.|\{(?:\\.|[^{}\\\n]|\{[^{}\n]*\})*+\}|(?!\n[ \t]*\n)[^$\\][^$\\{\n]*){1,500})\$(?!\d)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_LOOKS_LIKE_TEX = re.compile(r"[\\^_={}<>+*/|]|^\s*\w\s*$")
_NUMBERED = re.compile(r"^(?:\d+\.)?\d*\s+\w.*\s$", re.DOTALL)
_LINE_END = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
_STYLE = re.compile(r' style="([^"]*)"')
_STYLES = (
    ("text-align: right", "pf-maths-end"),
    ("text-align: left", "pf-maths-start"),
    ("width: 100%", "pf-maths-wide"),
    ("width: 50%", "pf-maths-fill"),
)


@dataclass(frozen=True, slots=True)
class Equation:
    latex: str
    is_block: bool
    source: str  # with its delimiters, as the author wrote it


class MathsError(ValueError):
    """An equation that cannot be read; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find_maths(text: str) -> list[tuple[int, int, Equation]]:
    """Return the equations of a Markdown text, with where each starts and ends."""
    if "$" not in text and "\\" not in text:
        return []
    found = []
    for match in _TOKEN.finditer(text):
        equation = _equation(match)
        if equation and equation.latex.strip():
            found.append((match.start(), match.end(), equation))
    return found


def _equation(match: re.Match[str]) -> Equation | None:
    source = match[0]
    if match["block"] is not None or match["bracket"] is not None:
        latex = match["block"] if match["block"] is not None else match["bracket"]
        is_maths = match["block"] is not None or _LOOKS_LIKE_TEX.search(latex)
        return Equation(latex, True, source) if is_maths else None
    if match["environment"]:
        return Equation(source, True, source)
    if match["round"] is not None:
        return Equation(match["round"], False, source)
    if match["single"] is not None:
        # `\(so\)` is also how Markdown writes brackets.
        is_maths = _LOOKS_LIKE_TEX.search(match["single"])
        return Equation(match["single"], False, source) if is_maths else None
    if match["inline"] is not None:
        # "$5 to the $" of a second amount.
        is_amount = _NUMBERED.match(match["inline"]) and "\\" not in match["inline"]
        return None if is_amount else Equation(match["inline"], False, source)
    return None


class MathsWriter:
    """Writes the equations of one notebook; commands that one defines hold for those after it."""

    def __init__(self) -> None:
        import math_core  # lazy: a warm build must not import it

        self._error = math_core.LatexError
        self._converter: math_core.LatexToMathML = math_core.LatexToMathML(
            fancy_error=False, id_prefix="eq-"
        )

    def write(self, equation: Equation) -> str:
        """Return safe MathML. Raises MathsError."""
        # A space at the end may belong to a backslash before it.
        mathml = self._convert(f"{equation.latex.strip()} ", equation.is_block)
        clean = _cleaner().clean(_STYLE.sub(_class, mathml))
        # It may stand in a paragraph, where no <div> may.
        return f'<span class="pf-maths">{clean}</span>' if equation.is_block else clean

    def _convert(self, latex: str, is_block: bool) -> str:
        # A backslash at the end of a line is a space, and MathJax knows TeX's own name.
        latex = _LINE_END.sub(r"\1\\ ", latex).replace("\\LaTeX", "\\text{LaTeX}")
        reason = ""
        for attempt in _attempts(latex):
            try:
                convert = self._converter.convert_with_global_state
                return convert(attempt, displaystyle=is_block)
            except self._error as error:
                # "10: Expected closing token." has a place first.
                text = str(error).partition(": ")[2].rstrip(".")
                reason = reason or text[:1].lower() + text[1:]
            except (ValueError, RecursionError) as error:
                reason = reason or str(error)
        raise MathsError(reason)


def _attempts(latex: str) -> Iterator[str]:
    """Yield an equation as it is, and in other words for a converter that cannot read it so."""
    yield latex
    if "\\newcommand" in latex:  # MathJax lets a page define a command again
        yield re.sub(r"\\newcommand\*?", r"\\renewcommand", latex)
    if "\\tag" in latex and "\\begin" not in latex:
        yield f"\\begin{{equation}}{latex}\\end{{equation}}"
    from proofolio.notebooks.dialect import rewrite  # lazy: few equations need it

    yield rewrite(latex)


def _class(match: re.Match[str]) -> str:
    names = [name for style, name in _STYLES if style in match[1]]
    return f' class="{" ".join(names)}"' if names else ""


@cache
def _cleaner():  # type: ignore[no-untyped-def]
    import nh3

    from proofolio.notebooks.html_names import MATHS, MATHS_ATTRIBUTES

    return nh3.Cleaner(
        tags={*MATHS, "a"},
        attributes={
            "a": {"href"},
            **{tag: {*MATHS_ATTRIBUTES, "class", "id"} for tag in MATHS},
        },
        url_schemes=set(),
        link_rel=None,
    )
