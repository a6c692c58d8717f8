"""LaTeX in rendered texts → MathML, at build time, so that pages need no script for it."""

import html
import re
from functools import cache

_MATHS = re.compile(
    r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>',
    re.DOTALL,
)
# The parser ends the whole process where braces nest too deeply for its stack.
_LONGEST = 2_000


class MathsError(ValueError):
    """An equation that cannot be read, and the reason."""

    def __init__(self, latex: str, reason: str) -> None:
        super().__init__(latex, reason)
        self.latex, self.reason = latex, reason


def with_mathml(rendered: str, wrong: list[MathsError]) -> str:
    """Replace what the arithmatex extension marked as maths; `wrong` gathers the mistakes."""
    if 'class="arithmatex"' not in rendered:
        return rendered

    def replace(match: re.Match[str]) -> str:
        try:
            return _mathml(match)
        except MathsError as error:
            wrong.append(error)
            return match[0]

    return _MATHS.sub(replace, rendered)


def _mathml(match: re.Match[str]) -> str:
    import math_core

    block = match[2] == "["
    latex = html.unescape(match[3]).strip()
    if len(latex) > _LONGEST:
        raise MathsError(f"{latex[:40]}…", f"longer than {_LONGEST:,} characters")
    try:
        mathml = _converter().convert_with_local_state(latex, displaystyle=block)
    except math_core.LatexError as error:
        # "10: Expected closing token." has a place first, which counts from the equation's start.
        reason = str(error).partition(": ")[2].rstrip(".")
        raise MathsError(latex, reason[:1].lower() + reason[1:]) from error
    return f'<div class="pf-maths">{mathml}</div>' if block else mathml


@cache
def _converter():  # type: ignore[no-untyped-def]
    import math_core

    return math_core.LatexToMathML(fancy_error=False)
