"""A study → what its two pages show: texts with their places, key figures, results, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from proofolio.pages.brief import first_sentence
from proofolio.pages.study import key_metrics
from proofolio.read.document import Loc
from proofolio.share.documents.address import whole_address
from proofolio.share.documents.content import Node, plain, read_blocks
from proofolio.share.html import Address
from proofolio.share.site import SharedPage, SharedSite
from proofolio.words import read_numerals, write_date

# Fields by section; those that the version for a full sheet leaves out come with False.
_FACTS: Mapping[str, Mapping[str, bool]] = {
    "problem": {
        "affected": False, "cost": True, "tried": False, "decision": False, "success": True,
        "baseline": False,
    },
    "role": {"owned": True, "shared": False, "not_mine": False},
    "responsible_use": {
        "out_of_scope": True, "limits": True, "oversight": False, "fairness": False,
    },
}  # fmt: skip


@dataclass(frozen=True)
class StudySheet:
    """What a template is given of a study, and how many characters each of its texts has.

    `lengths` are those of the version for a full sheet.
    """

    data: Mapping[str, Any]
    lengths: Mapping[Loc, int]


class StudyWriter:
    """Writes what the documents of a site show of a study, in the site's words."""

    def __init__(self, site: SharedSite, words: Mapping[str, Any]) -> None:
        self._site, self._words = site, words
        self._numerals = read_numerals(words)

    def write(self, page: SharedPage, study: SimpleNamespace) -> StudySheet:
        """The study as its page shows it: `study` is what templates of pages see."""
        return _Sheet(study, whole_address(self._site, page.uri), self._site, self._words).write()


class _Sheet:
    def __init__(
        self,
        study: SimpleNamespace,
        address: Address,
        site: SharedSite,
        words: Mapping[str, Any],
    ) -> None:
        self._study, self._address, self._site, self._words = study, address, site, words
        self._numerals = read_numerals(words)
        self._lengths: dict[Loc, int] = {}

    def write(self) -> StudySheet:
        study, words = self._study, self._words
        data = {
            "slug": study.slug,
            "kicker": " · ".join(filter(None, [words["card"]["study"], study.industry])),
            "title": _together(study.headline or study.title),
            "name": study.title,
            "summary": _together(study.summary),
            "notice": self._text(study.notice, ("notice",)),
            "facts": [*self._snapshot()],
            "keys": [self._key(metric) for metric in key_metrics(study.results)],
            "problem": self._section("problem"),
            "role": self._section("role"),
            "method": self._method(),
            "results": self._results(),
            "limits": self._section("responsible_use"),
            "next_step": self._text(study.next_step, ("next_step",), deep=True),
            "quote": self._quote(),
        }
        return StudySheet(data, self._lengths)

    def _snapshot(self) -> Iterator[list[str]]:
        study, labels = self._study, self._words["labels"]
        yield from (
            [label, text]
            for label, text in (
                (labels["client"], study.client),
                (labels["period"], self._period(study.period)),
                (labels["duration"], study.duration),
                (labels["team"], study.team),
                (labels["stage"], study.stage and self._words["stages"][study.stage]),
                (labels["techniques"], ", ".join(study.techniques)),
                (labels["stack"], ", ".join(study.technologies)),
                (labels["confidentiality"], study.confidentiality),
            )
            if text
        )

    def _period(self, period: SimpleNamespace | None) -> str:
        if not period:
            return ""
        end = write_date(period.end, self._words) if period.end else self._words["present"]
        return f"{write_date(period.start, self._words)} – {end}"

    def _text(self, text: Markup | None, loc: Loc, *, deep: bool = False) -> list[Node]:
        """The blocks of a text; what is `deep` is no part of the version for a full sheet."""
        blocks = read_blocks(text, self._address) if text else []
        if blocks and not deep:
            self._lengths[loc] = _length(blocks)
        return blocks

    def _section(self, name: str) -> dict[str, Any] | None:
        section = getattr(self._study, name)
        if not section:
            return None
        facts = []
        for key, short in _FACTS[name].items():
            if blocks := self._field(getattr(section, key), (name, key), deep=not short):
                label = self._words["labels"][key]
                facts.append({"label": label, "blocks": blocks, "deep": not short})
        text = self._text(section.text, (name, "text"))
        return {"text": text, "facts": facts} if text or facts else None

    def _field(self, value: Any, loc: Loc, *, deep: bool) -> list[Node]:
        if isinstance(value, list):
            items = [self._text(one, (*loc, at), deep=deep) for at, one in enumerate(value)]
            return [{"t": "ul", "items": items}] if items else []
        return self._text(value, loc, deep=deep)

    def _method(self) -> dict[str, Any]:
        method = self._study.method
        return {
            "text": self._text(method.text, ("method", "text")),
            "steps": [self._step(step, at) for at, step in enumerate(method.steps)],
            "rejected": [
                {"name": one.option, "blocks": read_blocks(one.why, self._address)}
                for one in method.rejected
            ],
        }

    def _step(self, step: SimpleNamespace, at: int) -> dict[str, Any]:
        first, _ = first_sentence(step.text) if step.text else (Markup(""), None)
        short = read_blocks(first, self._address, brief=True)
        if short:
            self._lengths["method", "steps", at, "text"] = _length(short)
        whole = read_blocks(step.text or "", self._address)
        return {"name": step.name, "short": short, "blocks": whole, "tools": step.tools}

    def _key(self, metric: SimpleNamespace) -> dict[str, Any]:
        return {
            "name": _together(metric.name),
            "value": _together(str(metric.value)),
            "before": _together(self._before(metric)),
            "change": _together(metric.change or ""),
            "better": bool(metric.change and metric.improved),
        }

    def _before(self, metric: SimpleNamespace) -> str:
        baseline = metric.baseline
        if not baseline:
            return ""
        named = f" ({baseline.name})" if baseline.name else ""
        return f"{self._words['before']} {baseline.value}{named}"

    def _results(self) -> dict[str, Any]:
        results = self._study.results
        groups: list[dict[str, Any]] = []
        for kind in ("business", "technical"):
            rows = [
                self._result(metric, ("results", kind, at))
                for at, metric in enumerate(getattr(results, kind))
            ]
            if rows:
                only = kind == "technical" and any(row["key"] for row in rows)
                for row in rows:
                    row["deep"] = only and not row["key"]
                title = self._words[f"{kind}_results"]
                groups.append({"title": title, "rows": rows, "first": not groups})
        return {"text": self._text(results.text, ("results", "text")), "groups": groups}

    def _result(self, metric: SimpleNamespace, loc: Loc) -> dict[str, Any]:
        return {
            **self._key(metric),
            "key": metric.key,
            "details": _together(" · ".join(self._details(metric))),
            "evidence": self._evidence(metric),
            "note": self._text(metric.note, (*loc, "note"), deep=True),
        }

    def _details(self, metric: SimpleNamespace) -> Iterator[str]:
        yield from filter(None, (metric.denominator, metric.window))
        if metric.interval:
            low, high = metric.interval
            yield f"{self._words['interval']} {low} {self._words['to']} {high}"
        if metric.n:
            yield f"n = {self._numerals.write(f'{metric.n:,}')}"
        if metric.split:
            yield f"{self._words['measured_on']} {metric.split}"

    def _evidence(self, metric: SimpleNamespace) -> list[Node]:
        """What bears a result out, in words, with a link to what readers can open."""
        proof, said = metric.evidence, self._words["verdicts"]
        if proof and proof.notebook:
            kind = self._words["record" if metric.verdict == "recorded" else "cell"]
            anchor: Node = {"t": "code", "c": [proof.notebook.anchor]}
            return [
                f"{said[metric.verdict]} ",
                self._notebook(proof.notebook),
                f", {kind} ",
                anchor,
            ]
        if proof and proof.confirmed:
            told = (proof.confirmed.by, write_date(proof.confirmed.on, self._words))
            form = [proof.confirmed.form] if proof.confirmed.form else []
            return [f"{said['confirmed']} {', '.join((*told, *form))}"]
        if proof and proof.estimate:
            blocks = read_blocks(proof.estimate, self._address)
            return [f"{said['estimate']} {' '.join(map(plain, blocks))}"]
        if proof and proof.public:
            return [{"t": "link", "url": str(proof.public), "c": [said["public"]]}]
        return [str(said["stated"])]

    def _notebook(self, ref: Any) -> Node:
        study, name = self._study, str(ref.notebook)
        page = study.notebooks.get(name)
        uri = f"{page.uri}{page.fragment(ref.anchor)}" if page else study.downloads.get(name)
        url = self._address(f"/{uri}") if uri else ""
        return {"t": "link", "url": url, "c": [name]} if url else name

    def _quote(self) -> dict[str, Any] | None:
        said = self._study.testimonial
        if not said:
            return None
        return {"blocks": self._text(said.quote, ("testimonial", "quote")), "by": sign(said)}


def sign(said: SimpleNamespace) -> str:
    """Who said something, in one line."""
    return ", ".join(filter(None, (said.name, said.position, said.organisation)))


def _together(text: str) -> str:
    """A number and its per cent sign stay in one line."""
    return text.replace(" %", "\u00a0%")


def _length(blocks: Sequence[Node]) -> int:
    return sum(len(plain(block)) for block in blocks)
