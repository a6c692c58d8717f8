"""Markdown of a study → the plain text that other places take."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLOCK = re.compile(
    # Fences, tables, first lines of admonitions, footnotes, names of links, equations.
    r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)"
    r"|^[ \t]*\|[^\n]*$|^(?:!!!|\?\?\?)[^\n]*$"
    r"|^\*?\[\^?[^\]\n]+\]:[^\n]*$|^\$\$.*?\$\$[ \t]*$|^\\\[.*?\\\][ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(
    r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|\[([^\]^][^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"
)
_NOTE = re.compile(r"\[\^[^\]]+\]|\{:?\s*[.#][^}\n]*\}|:(?:material|octicons|fontawesome)-[\w-]+:")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)", re.MULTILINE)
_MARK = re.compile(
    r"(?<![\w*_~`])(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])|(`+)(.+?)\3"
)
_MATHS = re.compile(r"\$(?=\S)([^$\n]+?)(?<=\S)\$(?!\d)|\\\((.+?)\\\)")
_COMMAND = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$])")


def write_plain(markdown: str) -> str:
    """The text without marks, in paragraphs; tables and code have no place in it."""
    text = _BLOCK.sub("", _COMMENT.sub("", markdown))
    text = _LINK.sub(lambda found: found[1] or "", text)
    text = _TAG.sub("", _NOTE.sub("", text))
    text = _MATHS.sub(lambda found: _formula(found[1] or found[2]), text)
    text = _LINE.sub("", text)
    for _ in range(3):  # marks within marks
        text = _MARK.sub(lambda found: found[2] or found[4], text)
    text = _ESCAPED.sub(r"\1", text)
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _formula(latex: str) -> str:
    """An equation in a line, as far as that can be."""
    text = _FRACTION.sub(r"\1 / \2", _COMMAND.sub(r"\1", latex))
    text = re.sub(r"\\(?:times|cdot)\b", "×", text)
    return re.sub(r"[{}]", "", re.sub(r"\\[a-zA-Z]+|\\.", " ", text))
