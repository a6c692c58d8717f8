"""All rules over one file, with the severities of the site and the silences of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from proofolio.evidence.lint.caption import FIGURE_WITHOUT_MESSAGE
from proofolio.evidence.lint.claim import (
    NO_BASELINE,
    NO_PERIOD,
    NO_TEST_SET,
    PERCENTAGE_WITHOUT_DENOMINATOR,
    STATED_ONLY,
)
from proofolio.evidence.lint.doubt import ACCURACY_ALONE, HUNDRED_PERCENT
from proofolio.evidence.lint.permission import PERMISSION_EXPIRED, PERMISSION_MISSING
from proofolio.evidence.lint.praise import SUPERLATIVE
from proofolio.evidence.lint.precision import TOO_PRECISE
from proofolio.evidence.lint.rule import Finding, Hit, Rule, Severity, Subject
from proofolio.evidence.lint.study import MANY_TOOLS_NO_RESULT, NO_LIMITATIONS
from proofolio.read.document import Loc
from proofolio.studies import RuleName

UNUSED_SILENCE = Rule(
    code="unused-silence",
    severity="info",
    why="A silence that outlives its cause hides the next mistake of the kind.",
    limits="Looks at `silence` of studies and profile. A rule that the site has turned off is "
    "not counted.",
    bad="silence: [{rule: superlative, reason: The words of a prize.}]",
    good="""\
headline: The state of the art in 2020, measured again
silence: [{rule: superlative, reason: The words of a prize.}]""",
    find=lambda subject: (),  # known only when all others are done
)
# In the order of the manual.
RULES: Mapping[RuleName, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            NO_BASELINE,
            PERCENTAGE_WITHOUT_DENOMINATOR,
            NO_TEST_SET,
            NO_PERIOD,
            STATED_ONLY,
            HUNDRED_PERCENT,
            TOO_PRECISE,
            ACCURACY_ALONE,
            NO_LIMITATIONS,
            MANY_TOOLS_NO_RESULT,
            SUPERLATIVE,
            FIGURE_WITHOUT_MESSAGE,
            PERMISSION_MISSING,
            PERMISSION_EXPIRED,
            UNUSED_SILENCE,
        )
    }
)


def lint(subject: Subject, severities: Mapping[RuleName, Severity] | None = None) -> list[Finding]:
    """Find what is wrong in a file, in its order; `severities` replace those of the rules."""
    severity = {code: rule.severity for code, rule in RULES.items()} | dict(severities or {})
    hits = {code: [*rule.find(subject)] for code, rule in RULES.items() if severity[code] != "off"}
    silences = {
        index: {
            (silence.rule, hit.loc)
            for hit in hits.get(silence.rule, ())
            if hit.loc[: len(silence.loc)] == silence.loc
        }
        for index, silence in enumerate(subject.value.silence)
    }
    unused = (index for index, silenced in silences.items() if not silenced)
    if "unused-silence" in hits:
        hits["unused-silence"] = [*_unused(subject, unused, hits)]
    silent = set().union(*silences.values())
    return sorted(
        Finding(hit.problem, code, severity[code], write_place(hit.loc))
        for code, found in hits.items()
        for hit in found
        if (code, hit.loc) not in silent
    )


def _unused(
    subject: Subject, indexes: Iterable[int], hits: Mapping[RuleName, object]
) -> Iterable[Hit]:
    for index in indexes:
        silence = subject.value.silence[index]
        if silence.rule in hits:  # else the site has turned the rule off
            where = f"at {silence.at}" if silence.at else "in this file"
            found = f'"{silence.rule}", which finds nothing {where}'
            repair = "delete it, or correct `rule` and `at`"
            place = ("silence", index, "rule")
            yield subject.hit(place, "a silence for what a rule finds", repair, found)


def write_place(loc: Loc) -> str:
    """A place as `silence` takes it: `results.technical[2]`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return text.removeprefix(".")
