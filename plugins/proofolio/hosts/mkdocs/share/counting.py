"""The option `analytics`, and the scripts of sharing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofolio.errors import Problem
from proofolio.hosts.mkdocs.look import SCRIPTS, THEME
from proofolio.hosts.mkdocs.look_options import PLUGINS, option_document
from proofolio.pages.assets import Asset
from proofolio.pages.look.bundle import bundle_scripts

if TYPE_CHECKING:
    from proofolio.share.analytics import Analytics

_FOLDER = "assets/javascripts/proofolio"
_CAMPAIGN = "campaign"


class Counting:
    """What pages bring along: the reader of marks in addresses, and who counts if anybody does."""

    def __init__(self, config: MkDocsConfig, option: dict[str, Any], *, serving: bool) -> None:
        self.problems: list[Problem] = []
        scripts = []
        # It is in the script of all pages where one of these adds that.
        if _CAMPAIGN not in SCRIPTS or not any(name in config.plugins for name in PLUGINS):
            path = THEME / _FOLDER / f"{_CAMPAIGN}.js"
            scripts.append(path.read_text(encoding="utf-8"))
        analytics = self._read(config, option) if option else None
        if analytics and not serving:
            from proofolio.share.analytics import fill_script

            text = (Path(__file__).parent / "analytics.js").read_text(encoding="utf-8")
            scripts.append(fill_script(text, analytics, config.site_url or ""))
        self._asset: Asset | None = bundle_scripts(scripts, _FOLDER) if scripts else None
        if self._asset:
            script = ExtraScriptValue(self._asset.uri)
            script.defer = True
            config.extra_javascript.append(script)

    def _read(self, config: MkDocsConfig, option: dict[str, Any]) -> Analytics | None:
        # Their library is slow to import.
        from proofolio.share.analytics import Analytics
        from proofolio.studies import validate

        document = option_document(config, "proofolio/share", "analytics", option)
        analytics, problems = validate(Analytics, document)
        self.problems += [
            replace(one, expected=one.expected.replace("of the file", 'of "analytics"'))
            for one in problems
        ]
        return analytics if not problems else None

    def add_to(self, files: Files, config: MkDocsConfig) -> None:
        """Publish the script, if there is one."""
        if self._asset:
            content = self._asset.content
            assert isinstance(content, bytes)  # noqa: S101 - made in memory
            files.append(File.generated(config, self._asset.uri, content=content))

    def mark_missing(self, html: str) -> str:
        """The page for what is missing, which is no view of a page."""
        name = self._asset.uri.rpartition("/")[2] if self._asset else ""
        return html.replace(f'{name}"', f'{name}" data-pf-missing') if name else html
