"""LaTeX that MathJax reads and math-core does not, in words that math-core knows."""

from __future__ import annotations

import re


def _braces(name: str) -> str:
    """A pattern for what stands in braces, with braces in it two deep."""
    return rf"\{{(?P<{name}>(?:[^{{}}\\]|\\.|\{{(?:[^{{}}\\]|\\.|\{{[^{{}}]*\}})*+\}})*+)\}}"


_MATHS_IN_TEXT = re.compile(
    rf"\\(?P<text>text(?:rm|bf|it)?|mbox|hbox){_braces('inner')}", re.DOTALL
)
_EQNARRAY = re.compile(r"\\begin\{eqnarray(\*?)\}(.*?)\\end\{eqnarray\1\}", re.DOTALL)
_OPERATOR = re.compile(rf"\\DeclareMathOperator\*?\{{?(\\[a-zA-Z]+)\}}?{_braces('name')}")
# Plain TeX has rows in braces.
_PLAIN_TEX = {"matrix": "matrix", "pmatrix": "pmatrix", "cases": "cases", "eqalign": "aligned"}
_ROWS = re.compile(rf"\\(?P<kind>{'|'.join(_PLAIN_TEX)})\s*{_braces('rows')}", re.DOTALL)
_REWRITTEN = [
    (re.compile(pattern, re.DOTALL), by)
    for pattern, by in (
        # Sizes: an equation has that of its text. Spaces between lines: the style sheet's.
        (r"\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)\b", " "),
        (r"\\(?:hfill|strut|null|smash|mit)\b", " "),
        (r"\\(?:vspace|vskip|require|label|cline)\*?\s*\{[^{}]*\}", ""),
        # What says how HTML is written: only what is seen of it stays.
        (rf"\\(?:href|class|cssId|style|htmlData|htmlId|htmlClass)\s*\{{[^{{}}]*\}}{_braces('a')}",
         r"{\g<a>}"),
        (r"\\begin\{(?:displaymath|math)\}|\\end\{(?:displaymath|math)\}", ""),
        (r"\\(begin|end)\{split\}", r"\\\1{aligned}"),
        (r"\\begin\{(alignat\*?)\}\s*\{\d+\}|\\begin\{alignedat\}\s*\{\d+\}", r"\\begin{aligned}"),
        (r"\\end\{align(?:at\*?|edat)\}", r"\\end{aligned}"),
        (r"\\(begin|end)\{smallmatrix\}", r"\\\1{matrix}"),
        (rf"\\textsuperscript{_braces('b')}", r"^{\\text{\g<b>}}"),
        (r"\\textdegree\b", r"^\\circ "),
        (r"\\hdots\b", r"\\ldots "),
        (r"\\slash\b", "/"),
        (r"\\mathds\b", r"\\mathbb"),
        (r"\\ref\b", r"\\eqref"),
    )
]  # fmt: skip


def rewrite(latex: str) -> str:
    """Return an equation that could not be read in words that may be; often the same."""
    latex = _OPERATOR.sub(r"\\newcommand{\1}{\\operatorname{\g<name>}}", latex)
    latex = _ROWS.sub(_environment, _EQNARRAY.sub(_align, latex))
    for pattern, by in _REWRITTEN:
        latex = pattern.sub(by, latex)
    return _MATHS_IN_TEXT.sub(_split, latex)


def _align(match: re.Match[str]) -> str:
    """Its three columns, `a &=& b`, as the two of `aligned`."""
    rows = re.split(r"(\\\\)", match[2])
    joined = "".join(re.sub(r"&([^&]*)&", r"&\1", row, count=1) for row in rows)
    return f"\\begin{{aligned}}{joined}\\end{{aligned}}"


def _environment(match: re.Match[str]) -> str:
    name = _PLAIN_TEX[match["kind"]]
    rows = re.sub(r"\\cr\b", r"\\\\", match["rows"])
    return f"\\begin{{{name}}}{rows}\\end{{{name}}}"


def _split(match: re.Match[str]) -> str:
    """`\\text{for all $t$}` as text, maths, text."""
    command = match["text"] if match["text"].startswith("text") else "text"
    parts = re.split(r"(?<!\\)\$", match["inner"])
    if len(parts) % 2 == 0:
        return match[0]
    return "".join(
        f"{{{part}}}" if index % 2 else f"\\{command}{{{part}}}"
        for index, part in enumerate(parts)
        if part
    )
