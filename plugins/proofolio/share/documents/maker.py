"""The values of a site → its documents, each set at the first size at which it fits its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from proofolio.notebooks import NotebookError
from proofolio.notebooks.store import write_whole
from proofolio.pages.pictures import PictureStore
from proofolio.share.brand import Brand
from proofolio.share.documents.address import is_published, whole_address
from proofolio.share.documents.code import can_draw_codes, draw_code
from proofolio.share.documents.content import read_blocks
from proofolio.share.documents.documents import (
    PORTFOLIO,
    RESUME,
    RESUME_DATA,
    Document,
    Documents,
    Wanted,
    study_uri,
)
from proofolio.share.documents.json_resume import write_json_resume
from proofolio.share.documents.person import PersonWriter
from proofolio.share.documents.picture import find_picture
from proofolio.share.documents.study import StudyWriter
from proofolio.share.documents.too_long import find_too_long
from proofolio.share.documents.words import document_words
from proofolio.share.sheet import Made, Sheet, SheetRefused
from proofolio.share.site import SharedPage, SharedSite
from proofolio.share.typst import Press

_Tries = tuple[Mapping[str, Any], ...]
# From what reads best to the smallest that can be read on paper. A step of size makes some ten
# lines fewer.
_FULL: _Tries = ({"size": 10}, *({"size": size, "fewer": 14} for size in (9.6, 9.2, 8.8)))
_BRIEF: _Tries = (
    {"size": 10, "brief": True},
    *({"size": size, "brief": True, "fewer": 14} for size in (9.6, 9.2, 8.8)),
    *({"size": size, "brief": True, "tight": True} for size in (8.8, 8.4)),
)
# A long career is no mistake: it may go on over more pages than two.
_RESUME: _Tries = (
    {"size": 10, "most": 1},
    *({**one, "most": 2} for one in _FULL),
    {"size": 10, "most": 0},
)
_PAGES = 2


@dataclass(frozen=True)
class _StudySheet:
    slug: str
    data: Mapping[str, Any]
    files: Mapping[str, Path]
    time: int
    made: Made | None
    done: Documents


class DocumentMaker:
    """Makes the documents of a site; `photo` is the portrait of its author, without metadata."""

    def __init__(
        self,
        site: SharedSite,
        words: Mapping[str, Any],
        press: Press,
        brand: Brand,
        wanted: Wanted,
        photo: Path | None = None,
    ) -> None:
        self._site, self._words, self._press, self._brand = site, words, press, brand
        self._wanted, self._photo = wanted, photo
        self._published = is_published(site)
        self._pictures = PictureStore(press.cache.parent / "pictures")
        self._person, self._writer = PersonWriter(site, words), StudyWriter(site, words)
        self.done = Documents()

    def make(self) -> Documents:
        """All documents. Raises AuthorError for a mistake in a template of the site."""
        kinds = self._wanted.kinds
        resume = "resume" in kinds and self._person.has_resume
        if not (self._press.tool and can_draw_codes()):
            if kinds:
                self._press.without.append("there are no PDFs to download")
            if resume:
                self._write_data()
            return self.done
        studies = self._studies() if kinds & {"study", "portfolio"} else []
        for study in studies:
            self.done.take(study.done)
        if resume:
            self._resume(max((study.time for study in studies), default=0))
            self._write_data()
        if "portfolio" in kinds and studies:
            self._portfolio_of(studies)
        return self.done

    def _portfolio_of(self, studies: list[_StudySheet]) -> None:
        """The portfolio, unless a study is missing in it."""
        unmade = [study.slug for study in studies if not study.made]
        if not unmade:
            self._portfolio(studies)
        elif not self.done.problems:
            self.done.warnings.append(
                f"{PORTFOLIO}: there is none, since it would lack {', '.join(unmade)}"
            )

    def _studies(self) -> list[_StudySheet]:
        site = self._site
        pages = [page for slug in site.studies if (page := site.find("study", slug))]
        return self._press.at_once(self._study, pages)

    def _illustrate(
        self, page: SharedPage, data: Mapping[str, Any], study: SimpleNamespace
    ) -> tuple[Mapping[str, Any], Mapping[str, Path]]:
        """What is shown of a study, with its picture, its address and the code that leads there."""
        more: dict[str, Any] = {"url": "", "code": "", "picture": None}
        files: dict[str, Path] = {}
        if self._published:
            more["url"], more["code"] = self._site.address(page.uri), f"code-{page.slug}"
            files[more["code"]] = draw_code(more["url"], self._press.cache)
        try:
            shown = find_picture(study, self._press.cache, self._brand, self._pictures)
        except NotebookError:
            shown = None  # told with the study
        if shown:
            files[f"picture-{page.slug}"] = shown.path
            caption = read_blocks(shown.caption, whole_address(self._site, page.uri))
            more["picture"] = {
                "file": f"picture-{page.slug}", "alt": shown.alt, "title": shown.title,
                "caption": caption,
            }  # fmt: skip
        return {**data, **more}, files

    def _study(self, page: SharedPage) -> _StudySheet:
        slug, done = str(page.slug), Documents()
        study = self._site.studies[slug]
        written = self._writer.write(page, study.view)
        data, files = self._illustrate(page, written.data, study.view)
        case = study.study.case
        meta = {
            "title": data["title"], "description": case.summary,
            "keywords": [*dict.fromkeys((*case.techniques, *case.technologies, *case.tags))],
        }  # fmt: skip
        time = _seconds(case.date)
        sheet = self._sheet(
            "study-document.typ",
            meta,
            {"study": data, "pages": _PAGES},
            files,
            time,
            _FULL + _BRIEF,
        )
        made = None
        try:
            made = self._set(sheet, page.source, done)
        except SheetRefused as error:
            document = study.study.document
            found = find_too_long(document, written.lengths, error.over) if error.over else []
            done.problems += found
            if not found:
                done.warnings.append(f"{page.source}: its PDF cannot be set: {error}")
        if made and "study" in self._wanted.kinds:
            done.made.append(Document("study", study_uri(page), made.path, slug))
        return _StudySheet(slug, data, files, time, made, done)

    def _portfolio(self, studies: list[_StudySheet]) -> None:
        # All in the size of the smallest: then each fills two pages here, too.
        tried = max(study.made.tried for study in studies if study.made)
        files = {name: path for study in studies for name, path in study.files.items()}
        person = self._person.about()
        if person and self._photo:
            files["photo"] = self._photo
        if self._published:
            files["code-site"] = draw_code(self._site.url, self._press.cache)
        meta = {"title": self._site.name, "description": self._site.description, "keywords": []}
        data = {
            "studies": [study.data for study in studies],
            "person": person,
            "photo_alt": self._person.photo_alt,
            "services": self._person.services(),
            "site": {"name": self._site.name, "description": self._site.description},
        }
        time = max(study.time for study in studies)
        one = ((_FULL + _BRIEF)[tried],)
        self._add("portfolio", PORTFOLIO, "portfolio.typ", meta, data, files, time, one)

    def _resume(self, time: int) -> None:
        profile = self._site.profile
        assert profile  # noqa: S101 - it has a résumé
        title = f"{profile.name}: {self._words['documents']['resume']}"
        skills = [skill.name for skill in profile.skills]
        meta = {"title": title, "description": profile.headline, "keywords": skills}
        files = {"photo": self._photo} if self._photo else {}
        if self._published:
            files["code-site"] = draw_code(self._site.url, self._press.cache)
        data = {"resume": self._person.resume(), "photo_alt": self._person.photo_alt}
        self._add("resume", RESUME, "resume.typ", meta, data, files, time, _RESUME)

    def _add(
        self,
        kind: Any,
        uri: str,
        template: str,
        meta: Mapping[str, Any],
        data: Mapping[str, Any],
        files: Mapping[str, Path],
        time: int,
        tries: _Tries,
    ) -> None:
        try:
            sheet = self._sheet(template, meta, data, files, time, tries)
            made = self._set(sheet, uri, self.done)
        except SheetRefused as error:
            self.done.warnings.append(f"{uri}: cannot be set: {error}")
            return
        if made:
            self.done.made.append(Document(kind, uri, made.path))

    def _write_data(self) -> None:
        content = write_json_resume(self._site, self._words).encode()
        path = self._press.cache / "resumes" / f"{sha256(content).hexdigest()[:32]}.json"
        if not path.is_file():
            write_whole(path, content)
        self.done.made.append(Document("resume_data", RESUME_DATA, path))

    def _sheet(
        self,
        template: str,
        meta: Mapping[str, Any],
        data: Mapping[str, Any],
        files: Mapping[str, Path],
        time: int,
        tries: _Tries,
    ) -> Sheet:
        language, _, region = self._site.language.partition("-")
        parts = urlsplit(self._site.url)
        domain = f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"
        common = {
            "meta": {**meta, "author": self._site.author},
            "paper": "a4" if self._wanted.paper == "a4" else "us-letter",
            "lang": language,
            "region": region if len(region) == 2 else "",
            "rtl": language in ("ar", "fa", "he", "ur"),
            "dated": time > 0,
            "brand": self._brand.data(),
            "by": self._person.by(),
            "url": self._site.url if self._published else "",
            "domain": domain if self._published else "",
            "words": document_words(self._words),
        }
        logo = {"logo": self._brand.logo} if self._brand.logo else {}
        return Sheet(template, {**common, **data}, "pdf", {**files, **logo}, time, True, tries)

    def _set(self, sheet: Sheet, name: str, done: Documents) -> Made | None:
        """Set a sheet; none whose letters no font has."""
        found = self._press.find(sheet)
        if not found:
            missing = self._press.missing(sheet)
            letters = [one for one in missing if unicodedata.category(one)[0] in "LMN"]
            if letters:
                place = self._press.font_folder or "the folder share/fonts of the site's templates"
                done.warnings.append(
                    f'{name}: no font has "{"".join(letters)}", so that there is no PDF of it; put '
                    f"a .ttf or .otf file that has them into {place}"
                )
                return None
        return found or self._press.make(sheet)


def _seconds(day: str | None) -> int:
    """A day, a month or a year as seconds since 1970; nothing where it is not known."""
    if not day:
        return 0
    year, month, number = (int(part) for part in f"{day}-01-01".split("-")[:3])
    return int(datetime(year, month, number, tzinfo=UTC).timestamp())
