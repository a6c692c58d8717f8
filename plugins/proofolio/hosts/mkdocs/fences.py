"""Mermaid fences of all pages of a site, drawn once its pages are finished."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from proofolio.hosts.mkdocs.site import own_templates, site_language, site_root
from proofolio.notebooks import NotebookError, NotebookStore
from proofolio.notebooks.diagram import NO_TOOL
from proofolio.pages.fences import replace_fences
from proofolio.pages.templating import Templates

_log = get_plugin_logger("proofolio")


def name_fences(config: MkDocsConfig) -> None:
    """Have superfences tell a diagram from code, unless the site has told them how."""
    options = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences = [*options.get("custom_fences", ())]
    if not any(fence.get("name") == "mermaid" for fence in fences):
        own = {"name": "mermaid", "class": "language-mermaid", "format": _write_fence}
        config.mdx_configs["pymdownx.superfences"] = {**options, "custom_fences": [*fences, own]}


def _write_fence(source: str, *_: object, **__: object) -> str:
    return f'<pre class="language-mermaid"><code>{escape(source)}</code></pre>'


class FenceDrawer:
    """Draws the fences of one build; says once what cannot be drawn, where `serving` softly.

    `told` is what was said before.
    """

    def __init__(
        self, config: MkDocsConfig, cache: Path, told: Iterable[str], *, serving: bool
    ) -> None:
        self._templates = Templates(
            own_templates(config), site_root(config), cache, site_language(config)
        )
        self._store = NotebookStore(cache / "notebooks")
        # A warning would end `serve --strict`.
        self._tell = _log.info if serving else _log.warning
        self._told = {*told}

    def draw(self, html: str, source: str) -> str:
        """Return a page with its diagrams; `source` is its file."""
        return replace_fences(html, lambda text: self._draw(text, source))

    def _draw(self, text: str, source: str) -> str:
        svg, said = "", ""
        try:
            svg = self._store.diagram(text, "a fence")
            said = "" if svg else NO_TOOL
        except NotebookError as error:
            said = f"{source}: {error}"
        if said and said not in self._told:
            self._told.add(said)
            self._tell(said)
        diagram = {"svg": Markup(svg), "text": text}  # noqa: S704 - sanitised
        return self._templates.render("visuals/fence.html", diagram=diagram)
