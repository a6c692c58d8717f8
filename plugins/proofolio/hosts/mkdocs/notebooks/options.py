"""What the site has set for notebooks, for whoever renders one."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.hosts.mkdocs.site import site_words
from proofolio.notebooks import Libraries, RenderOptions
from proofolio.pages.notebook import NotebookSetting
from proofolio.words import notebook_words


def notebook_setting(config: MkDocsConfig) -> NotebookSetting | None:
    """The options of `proofolio/notebooks`; None for a site that does not use the plugin."""
    plugin = config.plugins.get("proofolio/notebooks")
    if plugin is None:
        return None
    options = plugin.config
    render = RenderOptions(
        options.errors,
        options.code,
        options.max_output,
        charts=options.charts,
        scripts=options.scripts,
        search=options.search,
        words=notebook_words(site_words(config)),
    )
    libraries = Libraries(Path(options.cache_dir) / "libraries")
    return NotebookSetting(render, options.stale, options.publish, libraries)
