"""A study → which of its parts the brief version of its page shows: what a buyer needs."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

# The fields of a section that the brief version shows; of the other sections it shows nothing.
# Results that are marked as key come on top of these.
_SHORT: Mapping[str, Collection[str]] = {
    "problem": ("text", "cost", "success"),
    "role": ("text",),
    "method": ("steps",),
    "results": ("text", "business"),
    "responsible_use": ("out_of_scope", "limits"),
    "proof": ("code", "demo", "recording", "notebooks", "run"),
}
# Of these the brief version shows everything where it would show nothing.
_NEVER_EMPTY = ("problem", "role", "method", "results")

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# The word before a full stop, and a capital letter or an element after it.
_END = re.compile(r"([\w.]*[\w%)>])[.!?](?=\s+(?:[^\W\da-z_]|<))")
# A letter alone, what has a full stop within it, and these end no sentence.
_ABBREVIATION = re.compile(
    r"[^\W\d]|[^\W\d].*\..*|approx|bzw|ca|dr|etc|fig|abb|incl|inkl|no|nr|resp|st|usw|vgl|vs", re.I
)


def mark_brief(sections: Sequence[SimpleNamespace], study: SimpleNamespace) -> None:
    """Say of each section what the brief version shows of it: nothing (`technical`), all of it
    (`whole`), or the fields `brief` and the visuals `shown`.

    The author's word counts: `brief` of the study for sections, `brief` of a visual. Unless told,
    one visual is brief: that of the card, or else the first of the results, or of the study.
    """
    shown = _brief_visuals(sections, study)
    for section in sections:
        asked = study.brief.get(section.name)
        present = _fields(section.value)
        short = present & frozenset(_SHORT.get(section.name, ()))
        if asked or (not short and section.name in _NEVER_EMPTY):
            short = present
        if asked is False:
            short = frozenset()
        section.brief = short
        section.shown = [
            visual
            for visual in section.visuals
            if (visual.brief is not False if asked else any(visual is one for one in shown))
        ]
        if section.name == "method" and any(section.value.architecture is one for one in shown):
            section.brief |= {"architecture"}
        section.technical = not (section.brief or section.shown)
        if section.technical:
            # It is hidden as a whole; nothing in it needs a mark.
            section.brief, section.shown = present, section.visuals
        section.whole = section.technical or asked is True


def _fields(value: Any) -> frozenset[str]:
    """The fields that hold something; a section without fields has one, its text."""
    if isinstance(value, SimpleNamespace):
        return frozenset(name for name, field in vars(value).items() if field)
    return frozenset({"text"} if value else ())


def _brief_visuals(sections: Sequence[SimpleNamespace], study: SimpleNamespace) -> list[Any]:
    may = [section for section in sections if study.brief.get(section.name) is not False]
    architecture = study.method.architecture
    visuals = [visual for section in may for visual in section.visuals]
    if architecture and study.brief.get("method") is not False:
        visuals.append(architecture)
    if marked := [visual for visual in visuals if visual.brief]:
        return marked
    open_ = [visual for visual in visuals if visual.brief is None and visual.content]
    covers = [visual for visual in open_ if study.cover and visual.sources == study.cover.sources]
    results = [visual for visual in open_ if visual.section == "results"]
    return [*covers, *results, *open_][:1]


def sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end that another one follows."""
    for end in _END.finditer(text):
        if not _ABBREVIATION.fullmatch(end[1]):
            yield end.end()


def first_sentence(text: Markup) -> tuple[Markup, Markup]:
    """A rendered text as its first sentence and the rest of it, which is technical.

    The rest of the first paragraph is within the first part, marked as technical.
    """
    first = _PARAGRAPH.match(text)
    if not first:
        return text, Markup("")
    inner, rest = first[1], text[first.end() :].strip()
    for end in sentence_ends(inner):
        # Not within a link, or between any other two tags.
        if inner.count("<", 0, end) == 2 * inner.count("</", 0, end):
            sentence, more = inner[:end], inner[end:]
            html = f'<p>{sentence}<span data-pf-depth="technical">{more}</span></p>'
            return Markup(html), Markup(rest)  # noqa: S704 - parts of safe HTML
    return Markup(first[0]), Markup(rest)  # noqa: S704 - parts of safe HTML
