"""The Jinja environment: our templates, each of which a site can replace by one of its own."""

import hashlib
import re
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from markupsafe import Markup

from proofolio import __version__
from proofolio.errors import AuthorError, Problem, display_path
from proofolio.pages.brief import first_sentence
from proofolio.pages.fingerprint import fingerprint
from proofolio.pages.reading import reading_minutes
from proofolio.pages.slug import slugify
from proofolio.words import (
    OWN_WORDS,
    read_numerals,
    read_words,
    with_own_words,
    write_date,
)

# What makes a page of models, with its templates.
_PAGES = Path(__file__).parent
_CODE = (_PAGES, _PAGES.parent / "studies", _PAGES.parent / "words")
_ID = re.compile(r'(?<=[\w"]) id="[^"]*"(?=[^<>]*>)')


def keep_compiled(environment: Environment, folder: Path, *made_by: str) -> None:
    """Keep the compiled templates of an environment; `made_by` is what else they depend on."""
    parts = (jinja2.__version__, *sorted(environment.extensions), *made_by)
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    kept = folder / "templates" / key
    kept.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(kept))


class Templates:
    """Renders templates; those in the site's own folder come before ours."""

    def __init__(self, own: Path | None, root: Path, cache: Path, language: str = "en") -> None:
        loaders = [PackageLoader("proofolio.pages"), *([FileSystemLoader(own)] if own else [])]
        self._own, self._root = own, root
        self.environment = Environment(
            loader=ChoiceLoader(loaders[::-1]),
            autoescape=True,
            undefined=StrictUndefined,
            # Each build has an environment of its own; no file needs to be looked at twice.
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        keep_compiled(self.environment, cache, __version__)
        self.environment.filters["slug"] = slugify
        self.environment.filters["first_sentence"] = first_sentence
        self.environment.filters["without_ids"] = without_ids
        self.environment.filters["reading_minutes"] = reading_minutes
        self.words, self._wrong = with_own_words(read_words(language), own, root)
        self.numerals = read_numerals(self.words)
        self.environment.filters["when"] = partial(write_date, words=self.words)
        self.environment.filters["grouped"] = self.grouped
        self.environment.globals["words"] = self.words
        self.environment.globals["numerals"] = self.numerals

    @property
    def has_own(self) -> bool:
        """Whether the site may have replaced templates: these may ask for anything."""
        return self._own is not None

    @cached_property
    def maker(self) -> str:
        """What else a page depends on that is rendered of values: code, templates, words."""
        folders = (*_CODE, *([self._own] if self._own else []))
        code = {
            f"{number}/{file.relative_to(folder)}": file.read_bytes()
            for number, folder in enumerate(folders)
            for file in sorted(folder.rglob("*"))
            if file.suffix in (".py", ".html", ".js") and file.is_file()
        }
        return fingerprint(__version__, jinja2.__version__, code, self.words)

    def render(self, name: str, **values: Any) -> Markup:
        """Render a template. Raises AuthorError for a mistake in one of the site's own."""
        try:
            html = self.environment.get_template(name).render(values)
        except Exception as error:  # what an own template computes may raise anything
            if problem := self._problem(error):
                raise AuthorError([problem]) from error
            raise
        return Markup(html)  # noqa: S704 - templates escape

    def problems(self) -> list[Problem]:
        """Files of the site's own folder that replace nothing, such as one with a slip in its name.

        A name that begins with an underscore is free, for what own templates share; the folder
        `share` is that of cards and documents.
        """
        from proofolio.studies import suggest  # lazy: notebooks alone need no studies

        ours = PackageLoader("proofolio.pages").list_templates()
        own = FileSystemLoader(self._own).list_templates() if self._own else []
        expected = "the name of a template of Proofolio"
        return self._wrong + [
            Problem(
                display_path(Path(self._own or "") / name, self._root),
                1,
                1,
                expected,
                f'"{name}"',
                suggest(name, ours, "rename it, or begin its name with _; the templates are"),
            )
            for name in own
            if name not in (*ours, OWN_WORDS)
            and not Path(name).name.startswith(("_", "."))
            and not name.startswith("share/")
        ]

    def grouped(self, number: int) -> str:
        """A count for people, in groups of three digits."""
        return self.numerals.write(f"{number:,}")

    def _problem(self, error: Exception) -> Problem | None:
        trace, place = error.__traceback__, None
        while trace:
            name = trace.tb_frame.f_code.co_filename
            if self._own and Path(name).is_relative_to(self._own):
                place = (Path(name), trace.tb_lineno)
            trace = trace.tb_next
        filename, line = getattr(error, "filename", None), getattr(error, "lineno", None)
        if filename and line and self._own and Path(filename).is_relative_to(self._own):
            place = (Path(filename), line)
        if place is None:
            return None
        name = display_path(place[0], self._root)
        repair = "compare it with the template that it replaces"
        return Problem(name, place[1], 1, "a template that renders", str(error), repair)


def without_ids(html: Markup) -> Markup:
    """What stands on the page a second time, without the ids that it has there already."""
    return Markup(_ID.sub("", html))  # noqa: S704 - only takes attributes away
