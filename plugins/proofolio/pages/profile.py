"""The profile → what templates see of the person, on whichever page."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from proofolio.errors import Problem
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.notebooks.folder import check_exists
from proofolio.pages.assets import Asset, picture_asset
from proofolio.pages.collect import Collection
from proofolio.pages.links import LinkResolver
from proofolio.pages.setting import Setting
from proofolio.pages.slug import slugify
from proofolio.pages.store import TextCache
from proofolio.pages.text import TextRenderer
from proofolio.pages.view import view
from proofolio.read import Document
from proofolio.read.document import Loc
from proofolio.studies.profile import Photo, Profile

_FILES = "assets/studies/profile/"


class ProfileViews:
    """Renders the profile once for each page that shows it; `problems` fills while it does."""

    def __init__(
        self,
        collection: Collection,
        setting: Setting,
        words: Mapping[str, Any],
        store: NotebookStore,
        texts: TextRenderer,
        targets: Mapping[str, str],
        studies: Sequence[SimpleNamespace],
    ) -> None:
        self._portfolio, self._setting, self._words = collection.portfolio, setting, words
        self._store, self._texts, self._targets, self._studies = store, texts, targets, studies
        self._unlisted = collection.unlisted_slugs
        self._views: dict[str, SimpleNamespace | None] = {}
        self.assets: tuple[Asset, ...] = ()
        self.problems: list[Problem] = []

    def at(self, base: str) -> SimpleNamespace | None:
        """Return the profile for the page `base`, which its links count from."""
        if base not in self._views:
            profile, document = self._portfolio.profile, self._portfolio.profile_document
            self._views[base] = (
                self._view(profile, document, base) if profile and document else None
            )
        return self._views[base]

    def _view(self, profile: Profile, document: Document, base: str) -> SimpleNamespace:
        resolver = LinkResolver(
            "profile", self._setting.docs, base, self._store, self._setting.pages, self._targets,
            files=_FILES, unlisted=self._unlisted,
        )  # fmt: skip
        cache = TextCache(self._setting.cache / "texts/profile.json")
        self._texts.cache = cache

        def render(text: str, loc: Loc) -> Markup:
            return self._texts.render_field(document, text, loc, resolver, {}, self.problems)

        seen: SimpleNamespace = view(profile, render, {}, {}, self._words)
        cache.save()
        for skill in seen.skills:
            skill.shown_in = self._shown_in(skill)
        if profile.photo:
            seen.photo = self._photo(profile.photo, document, resolver.assets)
        self.assets = tuple(resolver.assets)
        return seen

    def _shown_in(self, skill: SimpleNamespace) -> list[SimpleNamespace]:
        """The studies that a skill names, or whose techniques and technologies it shares."""
        names = {slugify(name) for name in (skill.name, *skill.tools)}
        return [
            study
            for study in self._studies
            if study.slug in skill.studies or names & {*study.slugs.values()}
        ]

    def _photo(
        self, photo: Photo, document: Document, assets: list[Asset]
    ) -> SimpleNamespace | None:
        docs, path = self._setting.docs, self._setting.docs / photo.image.path
        try:
            check_exists(docs, photo.image.path)
            picture = self._store.image(path)
        except NotebookError as error:
            loc = ("photo", "image")
            self.problems.append(document.problem(loc, error.expected, error.repair, error.found))
            return None
        assets.append(picture_asset(picture, _FILES, path.stem))
        return SimpleNamespace(
            uri=assets[-1].uri, alt=photo.alt, width=picture.width, height=picture.height
        )
