"""The card of a page, in words: what stands on it, and what it says to those who cannot see it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from proofolio.evidence import in_language
from proofolio.share.excerpt import fit_text
from proofolio.share.site import SharedPage, SharedSite, SharedStudy
from proofolio.studies import Metric, Quantity
from proofolio.words import read_numerals, write_date

# What fits in letters that can still be read; wide ones of East Asian scripts count twice.
LONGEST = {"title": 300, "text": 330, "kicker": 90, "by": 60, "client": 70, "domain": 60}
_FIGURES, _ITEMS = 3, 5
_HOME = re.compile(r"localhost|127\.|\[::1\]")
_MARKDOWN = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


@dataclass(frozen=True)
class Bar:
    """A value beside another, as a share of the larger one."""

    name: str
    value: str
    share: float
    now: bool


@dataclass(frozen=True)
class Figure:
    """A result; `bars` compare it with its baseline, where both can be drawn from zero."""

    name: str
    value: str
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class CardText:
    """All texts of a card; `cut` names those that were too long for it."""

    title: str
    kicker: str = ""
    text: str = ""
    result: Figure | None = None
    figures: tuple[Figure, ...] = ()
    items: tuple[str, ...] = ()
    by: str = ""
    client: str = ""
    domain: str = ""
    photo: bool = False
    ticks: bool = False
    lang: str = "en"
    rtl: bool = False
    cut: tuple[str, ...] = field(default=())

    def data(self) -> dict[str, Any]:
        """What the template is given."""
        values = asdict(self)
        del values["cut"], values["photo"]
        return values

    @property
    def alt(self) -> str:
        """What the card says, as one text."""
        figures = (self.result,) if self.result else self.figures
        told = [self.title, *map(_tell, figures), *(() if figures else self.items), self.by]
        return ". ".join(text.rstrip(".") for text in dict.fromkeys(told) if text)


class CardWriter:
    """Writes the cards of a site, in its words."""

    def __init__(self, site: SharedSite, words: Mapping[str, Any]) -> None:
        self._site, self._words = site, words
        self._numerals = read_numerals(words)
        parts = urlsplit(site.url)
        named = "" if _HOME.match(parts.netloc) else parts.netloc.removeprefix("www.")
        self._domain = f"{named}{parts.path.rstrip('/')}" if named else ""

    def write(self, page: SharedPage) -> CardText:
        """The texts of a page's card."""
        study, values = self._site.study(page), self._plain(page)
        if page.kind == "study" and study:
            values |= self._of_study(study)
        elif page.kind == "notebook" and study:
            values |= self._of_notebook(page, study)
        elif page.kind == "post":
            day = write_date(page.created, self._words) if page.created else ""
            values["kicker"] = _join(self._words["card"]["post"], day)
        else:
            values |= self._of_site(page)
        return self._finish(values)

    def _plain(self, page: SharedPage) -> dict[str, Any]:
        return {
            "title": page.title or self._site.name,
            "text": page.description,
            "by": ", ".join(self._site.authors(page)) or self._site.name,
        }

    def _of_study(self, study: SharedStudy) -> dict[str, Any]:
        case = study.study.case
        keys = _keys(study)
        return {
            "kicker": _join(self._words["card"]["study"], case.industry),
            "title": case.headline or case.title,
            "text": "" if case.headline else case.summary,
            "client": (case.client and case.client.shown) or "",
            "result": self._figure(_first_compared(keys)) if keys else None,
        }

    def _of_notebook(self, page: SharedPage, study: SharedStudy) -> dict[str, Any]:
        results = study.study.case.results
        recorded = [
            metric
            for metric in (*results.business, *results.technical)
            if metric.evidence
            and metric.evidence.notebook
            and metric.evidence.notebook.notebook == page.notebook
        ]
        return {
            "kicker": _join(self._words["notebook"], study.study.case.title),
            "text": study.study.case.summary,
            "figures": self._figures(recorded),
        }

    def _of_site(self, page: SharedPage) -> dict[str, Any]:
        """Pages about the person and the offers; they show what the profile says."""
        profile, featured = self._site.profile, self._featured()
        if page.kind == "home":
            compared = next((key for keys in featured for key in keys if _compared(key)), None)
            result = self._figure(compared) if compared else None
            if not profile:
                return {"title": self._site.name, "text": page.description, "result": result}
            niche = _plain_text(profile.niche or "") or page.description
            return {
                "title": profile.headline, "text": niche, "result": result, "photo": True,
            }  # fmt: skip
        if page.kind == "index":
            return {"figures": self._figures([_first_compared(keys) for keys in featured])}
        if page.kind == "blog":
            posts = self._site.find_all("post")
            newest = sorted(posts, key=lambda post: post.created or "", reverse=True)
            titles = [post.title for post in newest[:_FIGURES]]
            return {"items": titles}
        if not profile:
            return {}
        if page.kind == "services":
            return {"items": [service.title for service in profile.services], "ticks": True}
        if page.kind == "about":
            skills = [] if profile.photo else [skill.name for skill in profile.skills]
            return {
                "kicker": page.title, "title": profile.name, "text": profile.headline,
                "items": skills, "ticks": True, "photo": True,
                "by": "" if self._domain else profile.name,
            }  # fmt: skip
        if page.kind == "contact":
            available = profile.availability.text if profile.availability else None
            return {
                "items": [text for text in (profile.email, available, profile.location) if text]
            }
        return {}

    def _featured(self) -> list[list[Metric]]:
        """The key figures of each study, the featured ones first."""
        studies = sorted(self._site.studies.values(), key=lambda one: not one.study.case.featured)
        return [keys for study in studies if (keys := _keys(study))]

    def _figures(self, metrics: Sequence[Metric]) -> tuple[Figure, ...]:
        found = [self._figure(metric) for metric in metrics if metric.value]
        return tuple(Figure(figure.name, figure.value) for figure in found[:_FIGURES])

    def _figure(self, metric: Metric) -> Figure:
        name = metric.name
        if metric.evidence and metric.evidence.estimate:
            name = f"{name} ({self._words['verdicts']['estimate'].rstrip(' :')})"
        return Figure(name, self._number(metric.value), self._bars(metric))

    def _bars(self, metric: Metric) -> tuple[Bar, ...]:
        now, baseline = metric.value, metric.baseline
        if not (_compared(metric) and now and baseline and baseline.value):
            return ()
        before = baseline.value
        most = max(now.number, before.number)
        name = baseline.name or self._words["labels"]["baseline"]
        return (
            Bar(name, self._number(before), float(before.number / most), False),
            Bar(self._words["with_model"], self._number(now), float(now.number / most), True),
        )

    def _number(self, quantity: Quantity | None) -> str:
        return str(in_language(quantity, self._numerals)) if quantity else ""

    def _finish(self, values: dict[str, Any]) -> CardText:
        values |= {"domain": self._domain, "lang": self._site.language.partition("-")[0]}
        cut = []
        for name, longest in LONGEST.items():
            text = " ".join(str(values.get(name) or "").split())
            values[name] = fit_text(text, longest) if name == "text" else shorten(text, longest)
            # The lead is the beginning of the page anyway.
            if values[name] != text and name != "text":
                cut.append(name)
        items = tuple(values.get("items") or ())
        values["items"] = tuple(shorten(item, LONGEST["client"]) for item in items[:_ITEMS])
        return CardText(**values, rtl=_is_rtl(values["title"]), cut=tuple(cut))


def shorten(text: str, longest: int) -> str:
    """The text as it is, or its first words and an ellipsis; wide letters count twice."""
    room = longest
    for index, letter in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            head = text[:index]
            whole = head.rpartition(" ")[0] if text[index] != " " else head
            return f"{(whole if len(whole) > index / 2 else head).rstrip(' .,;:–-')}…"
    return text


def _keys(study: SharedStudy) -> list[Metric]:
    results = study.study.case.results
    metrics = [metric for metric in (*results.business, *results.technical) if metric.value]
    return [metric for metric in metrics if metric.key] or metrics[:1]


def _first_compared(metrics: Sequence[Metric]) -> Metric:
    return next(filter(_compared, metrics), metrics[0])


def _compared(metric: Metric) -> bool:
    """Whether two bars from zero tell the truth about it."""
    now, before = metric.value, metric.baseline.value if metric.baseline else None
    if not (now and before) or now.unit != before.unit:
        return False
    return min(now.number, before.number) >= 0 and now.number != before.number


def _tell(figure: Figure) -> str:
    before = next((bar for bar in figure.bars if not bar.now), None)
    told = f"{figure.name}: {figure.value}"
    return f"{told} ({before.name}: {before.value})" if before else told


def _join(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _plain_text(markdown: str) -> str:
    return " ".join(_MARKDOWN.sub(lambda match: match[1] or "", markdown).split())


def _is_rtl(text: str) -> bool:
    strong: Iterable[str] = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
