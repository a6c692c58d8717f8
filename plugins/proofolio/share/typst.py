"""Typst templates and values → PNG pictures and PDFs, kept by content.

    <cache>/templates/1a2b…/card.typ   our templates, and the site's own over them
    <cache>/files/3c4d….png            the files that sheets show
    <cache>/made/ab/abcd….png, .json   what was made, and the letters that no font had

Nothing of the machine gets in: no system fonts, no packages, no clock. Values reach a template as
JSON (`json(bytes(sys.inputs.data))`), never as source. A warm build does not import typst.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from proofolio.errors import AuthorError, Problem, display_path
from proofolio.notebooks.store import mark_used, write_whole
from proofolio.pages.conversion import processors
from proofolio.share.fonts import Fonts, Woff2, writable
from proofolio.share.sheet import Made, Sheet, SheetRefused, digest_file, texts_of
from proofolio.studies import suggest

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
NO_TOOL = 'typst or its fonts are not installed; pip install "proofolio[share]"'
_PACKAGES = ("typst", "fonttools", "brotli", "fontpkg-source-sans-3", "fontpkg-ibm-plex-mono")
_CODE = ("typst.py", "sheet.py", "fonts.py")
_PLACE = re.compile(r"┌─ (.+):(\d+):(\d+)")
_PANIC = "panicked with: "
# Each has a compiler, and all share what typst remembers of pages that it has set.
_THREADS = 4
_PACKAGE = re.compile(r'"@[\w-]+/[^"]*"?')


T = TypeVar("T")
R = TypeVar("R")


def typst_tool() -> str:
    """The names and versions of all that is needed; nothing where one is not installed."""
    try:
        return " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    except PackageNotFoundError:
        return ""


class Press:
    """Sets sheets; threads may share it.

    `own` is the site's folder of templates, with fonts in `fonts/`; `root` is what paths in
    messages start from; `woff2` are fonts of the site.
    """

    def __init__(
        self, cache: Path, root: Path, own: Path | None = None, woff2: tuple[Woff2, ...] = ()
    ) -> None:
        self.cache, self._root, self._own = cache.absolute(), root, own
        self.tool = typst_tool()
        self.font_folder = display_path(own / "fonts", root) if own else ""
        self.fonts = Fonts(self.cache / "fonts", own / "fonts" if own else None, woff2)
        # What a site has or lacks because typst is not there.
        self.without: list[str] = []
        self._thread = threading.local()

    @staticmethod
    def at_once(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """What `work` gives for each item, in their order; typst works outside of Python's lock."""
        wanted = [*items]
        threads = min(_THREADS, processors(), len(wanted))
        if threads < 2:
            return [*map(work, wanted)]
        with ThreadPoolExecutor(threads) as pool:
            return [*pool.map(work, wanted)]

    def warnings(self) -> list[str]:
        """One warning, however much goes without typst."""
        without = " and ".join(dict.fromkeys(self.without))
        return [f"{without}: {NO_TOOL}"] if without else []

    def find(self, sheet: Sheet) -> Made | None:
        """What was made of the same sheet before."""
        made = self._place(sheet)
        try:
            mark_used(made)
            note = json.loads(made.with_suffix(".json").read_bytes())
            mark_used(made.with_suffix(".json"))
            whole = made.stat().st_size == note["size"]
            return Made(made, note["missing"], note["tried"]) if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def make(self, sheet: Sheet) -> Made:
        """Set a sheet, or find it.

        Raises AuthorError for a mistake in a template of the site, SheetRefused where a template
        says `panic`. Needs typst.
        """
        if found := self.find(sheet):
            return found
        missing = self.missing(sheet)
        data = sheet.data
        if missing and sheet.lenient:
            data = {**data, **writable(sheet.said(), missing)}
        content, tried = self._try(sheet, json.dumps(data, sort_keys=True))
        made = self._place(sheet)
        write_whole(made, content)
        note = json.dumps({"missing": missing, "size": len(content), "tried": tried})
        write_whole(made.with_suffix(".json"), note.encode())
        return Made(made, missing, tried)

    def missing(self, sheet: Sheet) -> str:
        """The characters of a sheet that no font has, each once."""
        return self.fonts.missing("".join(texts_of(sheet.said())))

    def _try(self, sheet: Sheet, data: str) -> tuple[bytes, int]:
        number, last = 0, len(sheet.tries) - 1
        while number < last:
            try:
                return self._set(sheet, data, sheet.tries[number]), number
            except SheetRefused as error:
                number += 1
                over = error.over - sheet.tries[number].get("fewer", error.over)
                while over > 0 and number < last:
                    number += 1
                    over -= sheet.tries[number].get("fewer", over)
        return self._set(sheet, data, sheet.tries[last]), last

    def _set(self, sheet: Sheet, data: str, attempt: Mapping[str, Any]) -> bytes:
        import typst

        try:
            content = self._compiler.compile(
                self._folder / sheet.template,
                format=sheet.form,
                ppi=72,
                sys_inputs={
                    "data": data,
                    "files": json.dumps(self._copy(sheet.files)),
                    "try": json.dumps(attempt),
                },
                pdf_standards=["ua-1"] if sheet.form == "pdf" else [],
                timestamp=sheet.time,
            )
        except typst.TypstError as error:
            raise self._explain(error) from error
        if not isinstance(content, bytes):
            raise SheetRefused(f"{sheet.template} fills more than one page")
        return content

    @property
    def _compiler(self) -> typst.Compiler:
        """That of the thread which asks."""
        import typst

        if not hasattr(self._thread, "compiler"):
            nothing = self.cache / "packages"  # a site is made without any network
            nothing.mkdir(parents=True, exist_ok=True)
            self._thread.compiler = typst.Compiler(
                root=self.cache,
                font_paths=self._fonts,
                package_path=nothing,
                package_cache_path=nothing,
            )
        return self._thread.compiler  # type: ignore[no-any-return]

    @cached_property
    def _fonts(self) -> typst.Fonts:
        import typst

        return typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[*self.fonts.folders()],
        )

    @cached_property
    def _sources(self) -> Mapping[str, bytes]:
        """All templates, with what lies beside those of the site."""
        found = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
        for path in sorted(self._own.rglob("*")) if self._own else ():
            name = path.relative_to(self._own or path).as_posix()
            if path.is_file() and not name.startswith("fonts/"):
                found[name] = path.read_bytes()
        return found

    @cached_property
    def _maker(self) -> str:
        """What else a sheet depends on: templates, fonts, and what sets them."""
        known = hashlib.sha256(f"{self.tool}\0{self.fonts.digest()}".encode())
        for name in _CODE:
            known.update(Path(__file__).with_name(name).read_bytes())
        for name, content in sorted(self._sources.items()):
            known.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return known.hexdigest()

    @cached_property
    def _folder(self) -> Path:
        """Where typst reads the templates: nothing else of the machine is there."""
        folder = self.cache / "templates" / self._maker[:16]
        if problems := [*self._mistakes()]:
            raise AuthorError(problems)
        for name, content in self._sources.items():
            write_whole(folder / name, content)
        return folder

    def _mistakes(self) -> Iterator[Problem]:
        """What is wrong with the site's own templates, before typst reads them."""
        ours = {path.name for path in TEMPLATES.glob("*.typ")}
        for path in sorted(self._own.rglob("*.typ")) if self._own else ():
            place = display_path(path, self._root)
            if path.parent == self._own and path.name not in ours and path.name[0] != "_":
                repair = suggest(
                    path.name, ours, "rename it, or begin its name with _; the templates are"
                )
                expected = "the name of a template of cards and documents"
                yield Problem(place, 1, 1, expected, f'"{path.name}"', repair)
            for number, line in enumerate(self._lines(path), 1):
                if found := _PACKAGE.search(line):
                    expected = "templates that need no package"
                    repair = "a site is made without any network: put its files beside this one"
                    yield Problem(place, number, found.start() + 1, expected, found[0], repair)

    def _lines(self, path: Path) -> list[str]:
        name = path.relative_to(self._own or path).as_posix()
        return self._sources[name].decode("utf-8", "replace").splitlines()

    def _copy(self, files: Mapping[str, Path]) -> Mapping[str, str]:
        paths = {}
        for name, path in files.items():
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            copy = self.cache / "files" / f"{digest}{path.suffix.lower()}"
            if not copy.is_file():
                write_whole(copy, content)
            paths[name] = f"/files/{copy.name}"
        return paths

    def _place(self, sheet: Sheet) -> Path:
        files = {name: digest_file(path) for name, path in sheet.files.items()}
        question = [
            self._maker, sheet.template, sheet.data, sheet.form, sheet.time, sheet.lenient, files,
            sheet.tries,
        ]  # fmt: skip
        key = hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
        return self.cache / "made" / key[:2] / f"{key}.{sheet.form}"

    def _explain(self, error: typst.TypstError) -> Exception:
        """Whose mistake it is: the template's words, the site's template, or else ours."""
        if error.message.startswith(_PANIC):
            return SheetRefused(error.message.removeprefix(_PANIC))
        for path, line, column in _PLACE.findall(error.diagnostic):
            name = path.replace("\\", "/").partition(f"{self._folder.name}/")[2]
            if self._own and name and (self._own / name).is_file():
                place = display_path(self._own / name, self._root)
                said = json.dumps(error.message, ensure_ascii=False)
                repair = "; ".join(error.hints) or "correct it there"
                problem = Problem(
                    place, int(line), int(column) + 1, "a template that typst can set", said, repair
                )
                return AuthorError([problem])
        return error
