"""What the site has set for notebooks, for whoever renders one."""

from mkdocs.config.defaults import MkDocsConfig

from proofolio.notebooks import RenderOptions
from proofolio.pages.notebook import NotebookSetting


def notebook_setting(config: MkDocsConfig) -> NotebookSetting | None:
    """The options of `proofolio/notebooks`; None for a site that does not use the plugin."""
    plugin = config.plugins.get("proofolio/notebooks")
    if plugin is None:
        return None
    options = plugin.config
    render = RenderOptions(
        options.errors, options.code, options.max_output, search=options.search
    )
    return NotebookSetting(render, options.stale, options.publish)
