"""A study → the texts about it, in the site's language, none longer than its place takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proofolio.errors import ProofolioError
from proofolio.evidence import Verdict
from proofolio.pages.brief import sentence_ends
from proofolio.share.excerpt import fit_text
from proofolio.share.pack.fitting import Piece, fit_pieces
from proofolio.share.pack.limits import LIMITS, count_characters
from proofolio.share.pack.plain import write_plain
from proofolio.share.result import tell_measured, tell_result
from proofolio.share.site import SharedStudy
from proofolio.studies import Metric
from proofolio.studies.profile import Profile
from proofolio.words import read_numerals


class PackError(ProofolioError):
    """A text has no room for what must be in it."""


@dataclass(frozen=True)
class Written:
    """A text with its name, such as `upwork-title`, and the most characters that it may have."""

    name: str
    text: str
    limit: int

    @property
    def size(self) -> int:
        """How many characters it has, as its place counts them."""
        return count_characters(self.text)


class PackWriter:
    """Writes the texts about one study; `link` leads to its page."""

    def __init__(
        self, study: SharedStudy, link: str, words: Mapping[str, Any], profile: Profile | None
    ) -> None:
        self._case, self._verdicts, self._link = study.study.case, study.verdicts, link
        self._words, self._pack, self._profile = words, words["pack"], profile
        self._results = [
            (metric, study.verdicts.get(("results", kind, index)))
            for kind in ("business", "technical")
            for index, metric in enumerate(getattr(self._case.results, kind))
            if metric.value
        ]
        # Stable: key figures first, then as on the page.
        self._results.sort(key=lambda one: not one[0].key)
        self._all_checked = all(_is_checked(*one) for one in self._results)

    def write(self, form: str) -> list[Written]:
        """The texts of a form. Raises PackError."""
        makers: Mapping[str, Callable[[], Iterator[Written]]] = {
            "linkedin-post": self._post,
            "linkedin-project": lambda: self._entry("linkedin-project"),
            "upwork": lambda: self._entry("upwork"),
            "contra": lambda: self._entry("contra"),
            "proposal": self._proposal,
            "mail": self._mail,
        }
        return [*makers[form]()]

    def _post(self) -> Iterator[Written]:
        hashtags = " ".join(_hashtag(name) for name in self._case.techniques[:4])
        yield self._fit("linkedin-post", [
            self._headline(), self._summary(60), self._notice(94), *self._problem(50),
            *self._result_lines(90, whole=True),
            *self._steps(20), self._role(15), self._checked(70), self._to_page(),
            Piece((hashtags,), 5),
        ])  # fmt: skip

    def _entry(self, form: str) -> Iterator[Written]:
        yield self._line(f"{form}-title", self._case.title)
        yield self._fit(f"{form}-description", [
            self._headline(must=False), self._summary(60), self._notice(94),
            self._client(25), *self._problem(50), *self._result_lines(90), *self._steps(20),
            self._role(30), self._tools(10), self._checked(55), self._to_page(),
        ])  # fmt: skip

    def _proposal(self) -> Iterator[Written]:
        yield self._fit("proposal", [
            self._headline(), self._summary(60), self._notice(94), *self._result_lines(90, 3),
            self._checked(70), self._to_page(),
        ])  # fmt: skip

    def _mail(self) -> Iterator[Written]:
        case, pack = self._case, self._pack
        named = pack["subject"].format(title=case.title)
        subject = case.headline or named
        longest = LIMITS["mail-subject"][0]
        yield self._line("mail-subject", subject if count_characters(subject) <= longest else named)
        name = self._profile.name if self._profile else ""
        yield self._fit("mail-body", [
            Piece((pack["greeting"],), 100, must=True), Piece((pack["lead"],), 80),
            self._headline(), self._summary(60), self._notice(94), *self._result_lines(90, 3),
            self._checked(70), self._to_page(), Piece((pack["question"],), 65),
            Piece((f"{pack['closing']}\n{name}".strip(),), 100, must=True),
        ])  # fmt: skip

    def _fit(self, name: str, pieces: list[Piece]) -> Written:
        limit = LIMITS[name][0]
        text = fit_pieces(pieces, limit)
        if text is None:
            raise PackError(f"{name}: the link alone leaves no room within {limit} characters")
        return Written(name, text, limit)

    def _line(self, name: str, text: str) -> Written:
        limit = LIMITS[name][0]
        longest = limit
        while count_characters(short := fit_text(text, longest)) > limit:
            longest -= 1
        return Written(name, short, limit)

    def _headline(self, *, must: bool = True) -> Piece:
        # The title is the shortest that says what it is about.
        wordings = [text for text in (self._case.headline, self._case.title) if text]
        return Piece(tuple(dict.fromkeys(wordings)), 95, must=must, details=85)

    def _summary(self, matters: int) -> Piece:
        return Piece(_shorter(self._case.summary), matters)

    def _problem(self, matters: int) -> Iterator[Piece]:
        problem = self._case.problem
        text = write_plain(problem.text or problem.cost or problem.decision or "")
        told = tuple(self._pack["problem"].format(text=one) for one in _shorter(text))
        yield Piece(told, matters)

    def _role(self, matters: int) -> Piece:
        role = self._case.role
        text = write_plain(role.text or "") or "; ".join(map(write_plain, role.owned))
        return Piece(tuple(self._pack["role"].format(text=one) for one in _shorter(text)), matters)

    def _steps(self, matters: int) -> Iterator[Piece]:
        steps = self._case.method.steps
        if not steps:
            text = write_plain(self._case.method.text or "")
            lead = self._pack["method"]
            yield Piece(tuple(f"{lead} {one}" for one in _shorter(text)), matters)
            return
        yield Piece((self._pack["method"],), matters + len(steps), leads="steps")
        for place, step in enumerate(steps):
            bare = f"{place + 1}. {step.name}"
            told = [f"{bare}: {one}" for one in _shorter(write_plain(step.text or ""))]
            # With its first sentence, or with its name; the last steps go first.
            yield Piece((*told[-1:], bare), matters - place, "steps")

    def _notice(self, matters: int) -> Piece:
        """What a reader must know first: he must know it elsewhere, too."""
        return Piece(_shorter(write_plain(self._case.notice or "")), matters)

    def _result_lines(self, matters: int, most: int = 6, *, whole: bool = False) -> Iterator[Piece]:
        results = self._results[:most]
        if not results:
            text = write_plain(self._case.results.text or "")
            yield Piece(_shorter(text), matters)
            return
        yield Piece((self._pack["results"],), matters + 1, leads="results")
        for place, (metric, verdict) in enumerate(results):
            yield Piece(
                tuple(f"- {told}" for told in self._tell(metric, verdict)[0 if whole else -1 :]),
                matters - place * 10,
                "results",
            )

    def _tell(self, metric: Metric, verdict: Verdict | None) -> tuple[str, ...]:
        """A result with all that it was measured on, or with the number of cases alone."""
        told = tell_result(metric, self._words)
        if _is_checked(metric, verdict) and not self._all_checked:
            told += f", {self._pack['checked_one']}"
        measured = tell_measured(metric, self._words)
        cases = read_numerals(self._words).write(f"{metric.n:,}") if metric.n else ""
        short = f"{told}; n = {cases}" if cases else told
        return tuple(dict.fromkeys((f"{told}; {measured}" if measured else told, short)))

    def _checked(self, matters: int) -> Piece:
        """Said of all numbers or of none of them: texts may leave some of them out."""
        said = self._results and self._all_checked
        return Piece((self._pack["checked"],) if said else (), matters)

    def _client(self, matters: int) -> Piece:
        client = self._case.client.shown if self._case.client else None
        return Piece((self._pack["client"].format(name=client),) if client else (), matters)

    def _tools(self, matters: int) -> Piece:
        names = ", ".join(self._case.technologies)
        return Piece((self._pack["tools"].format(names=names),) if names else (), matters)

    def _to_page(self) -> Piece:
        return Piece((self._pack["link"].format(link=self._link), self._link), 98, must=True)


def _is_checked(metric: Metric, verdict: Verdict | None) -> bool:
    """Whether a notebook recorded all numbers that are told of a result, so that all agree."""
    if not verdict or verdict.kind != "recorded":
        return False
    elsewhere = {"baseline"} if metric.baseline and metric.baseline.evidence else set()
    return not {*verdict.unchecked} - elsewhere


def _shorter(text: str) -> tuple[str, ...]:
    """The text, its first paragraph, then ever fewer whole sentences of that."""
    if not text:
        return ()
    first = text.partition("\n\n")[0]
    ends = [*sentence_ends(first)]
    return tuple(dict.fromkeys([text, first, *(first[:end] for end in reversed(ends))]))


def _hashtag(name: str) -> str:
    letters = "".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())
    return f"#{''.join(letter for letter in letters if letter.isalnum())}"
