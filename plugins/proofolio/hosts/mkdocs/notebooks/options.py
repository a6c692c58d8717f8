"""What the site has set for notebooks, for whoever renders one."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.hosts.mkdocs.site import site_language, site_root
from proofolio.notebooks import Libraries, RenderOptions
from proofolio.pages.notebook import NotebookSetting
from proofolio.pages.wording import notebook_words, read_words, with_own_words


def notebook_setting(config: MkDocsConfig) -> NotebookSetting | None:
    """The options of `proofolio/notebooks`; None for a site that does not use the plugin."""
    plugin = config.plugins.get("proofolio/notebooks")
    if plugin is None:
        return None
    options = plugin.config
    own, root = own_templates(config), site_root(config)
    words, _ = with_own_words(read_words(site_language(config)), own, root)
    render = RenderOptions(
        options.errors,
        options.code,
        options.max_output,
        charts=options.charts,
        scripts=options.scripts,
        search=options.search,
        words=notebook_words(words),
    )
    libraries = Libraries(Path(options.cache_dir) / "libraries")
    return NotebookSetting(render, options.stale, options.publish, libraries)


def own_templates(config: MkDocsConfig) -> Path | None:
    """The site's own templates and words, which the plugin for studies knows."""
    plugin = config.plugins.get("proofolio/studies")
    return Path(plugin.config.templates) if plugin and plugin.config.templates else None
