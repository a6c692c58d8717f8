"""The rule on superlatives: words that stand where a number should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.read.document import Loc

# A space stands for a space, a hyphen or nothing; a hyphen only for itself: tools have a cutting
# edge, markets have leading indicators, and methods have guarantees.
SUPERLATIVES = (
    "state of the art", "SOTA", "world class", "world leading", "world's best", "cutting-edge",
    "bleeding-edge", "revolutionary", "revolutioni[sz]e[sd]?", "ground breaking",
    "game chang(?:er|ing)", "unmatched", "unrivall?ed", "unparalleled", "unbeatable", "unsurpassed",
    "unprecedented", "best in class", "best of breed", "best ever", "industry-leading",
    "market-leading", "second to none", "one of a kind", "flawless", "fool proof", "guaranteed",
    "perfect(?:ly)?", "blazing(?:ly)? fast", "lightning fast",
)  # fmt: skip
# "The best of four candidates" is a comparison, and "best practice" no praise.
_BEST = (
    r"(?:the|our|my|your)\s+(?:very\s+)?best\s+(?:possible\s+)?(?:models?|systems?|solutions?|"
    r"results?|performance|accuracy|approach|methods?|algorithms?|tools?|products?|quality|"
    r"forecasts?|way)\b(?![^.;]{0,40}\b(?:of|among|tried|tested|compared)\b)"
)
_SUPERLATIVE = re.compile(
    rf"\b(?:{'|'.join(words.replace(' ', '[ -]?') for words in SUPERLATIVES)}|{_BEST})(?!\w)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<![\d.])\d+(?:\.\d+)?[x×](?!\w)", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|no|never|nor|nothing|nobody|without|hardly|nearly|almost|far from|than)\b"
    r"[\w ]{0,12}$",
    re.IGNORECASE,
)
# What others say, code and the addresses of links.
_QUOTED = re.compile(
    r"```.*?```|`[^`\n]*`|\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“]*“|\]\([^)\s]*\)|^\s*>[^\n]*$",
    re.DOTALL | re.MULTILINE,
)


def _find(subject: Subject) -> Iterator[Hit]:
    compared = any(metric.baseline for _, metric in subject.metrics())
    for loc, text in _promises(subject):
        plain = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
        for match in _SUPERLATIVE.finditer(plain):
            if not _NEGATED.search(plain[: match.start()]):
                repair = "say by how much and compared with what, or delete it"
                found = f'"{" ".join(match[0].split())}"'
                yield subject.hit(loc, "a comparison in place of praise", repair, found)
        for match in () if compared or not subject.study else _TIMES.finditer(plain):
            repair = "add a result with `baseline:` and `evidence:`, or delete it"
            found = f'"{match[0]}" and no result with a baseline'
            yield subject.hit(loc, "the two numbers behind a factor", repair, found)


def _promises(subject: Subject) -> Iterator[tuple[Loc, str]]:
    """The texts that make a promise; the others may well speak of what was read or tried."""
    value, study = subject.value, subject.study
    yield ("headline",), value.headline or ""
    if study:
        yield ("title",), study.title
        yield ("summary",), study.summary
        yield ("results", "text"), study.results.text or ""
        yield from (((*loc, "name"), metric.name) for loc, metric in subject.metrics())
    else:
        yield from (((key,), getattr(value, key) or "") for key in ("niche", "about"))


SUPERLATIVE = Rule(
    code="superlative",
    severity="warning",
    why="Every competitor is world-class; the reader stops believing the numbers beside the word.",
    source="FTC, Policy Statement Regarding Advertising Substantiation (1983): objective claims "
    "need a reasonable basis.",
    limits="Looks at title, headline, summary, the text and the names of results; of the profile "
    "at headline, niche and about. English words only. What stands in quotation marks or "
    "code, and what is negated, is let stand; best counts only in phrases such as the best "
    "model, and not where it is the best of those that were tried. A factor such as 10x is "
    "let stand where a result has a baseline.",
    bad="headline: A state-of-the-art churn model",
    good="headline: 136 leavers reached with 176 calls, instead of 105",
    find=_find,
)
